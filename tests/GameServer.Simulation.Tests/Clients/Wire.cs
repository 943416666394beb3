using System.Text.Json;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>A format as PROTOCOL.md describes it, read and written without a line of the server's.</summary>
internal abstract class Wire
{
    private const int MethodIsWithin = 64;

    public static Wire Json { get; } = new JsonWire();

    /// <summary>One for each who writes: it has a buffer of its own.</summary>
    public static Wire MessagePack => new MessagePackWire();

    public abstract bool IsText { get; }

    /// <summary>A call; a notification without an id.</summary>
    public abstract byte[] Call(long? id, string method, params ReadOnlySpan<(string Name, object? Value)> arguments);

    public abstract byte[] Batch(IReadOnlyList<byte[]> calls);

    /// <summary>The call that is made most.</summary>
    public abstract byte[] Swim(int seq, int dx, int dy, bool dive);

    /// <summary>Anything but a snapshot.</summary>
    public abstract JsonElement Read(byte[] message);

    public abstract void ReadSnapshot(byte[] message, Schema schema, Snapshot into);

    public static bool IsSnapshot(byte[] message) =>
        message.AsSpan(0, Math.Min(message.Length, MethodIsWithin)).IndexOf("room.snapshot"u8) >= 0;
}
