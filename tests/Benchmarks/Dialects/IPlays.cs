using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>A dialect of this server that can play the real game.</summary>
internal interface IPlays
{
    /// <summary>How messages go.</summary>
    Opcode Opcode { get; }

    /// <summary>Asks for something and waits for the reply, both as JSON.</summary>
    string Ask(Line line, string request);

    /// <summary>A steering message whose number can be written anew each time that it is sent.</summary>
    SteerMessage Steering(float throttle, float turn, float aim, bool fire);

    /// <summary>The tick that a message shows, where it is a snapshot.</summary>
    bool TryReadTick(ReadOnlySpan<byte> message, out int tick);
}
