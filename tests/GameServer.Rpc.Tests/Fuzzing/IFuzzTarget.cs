namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>Something that reads a stranger's bytes.</summary>
public interface IFuzzTarget
{
    /// <summary>Feeds one input.</summary>
    /// <returns>What became of it, as a number: inputs with the same went the same way.</returns>
    /// <exception cref="InvalidOperationException">Something does not hold that must.</exception>
    int Feed(ReadOnlyMemory<byte> input);
}
