using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>Receives what the server sends by itself, and counts it.</summary>
internal sealed class WatchDrive(Dialect dialect) : Drive(dialect)
{
    private long _pushes;

    public override void Received(Line line, ReadOnlySpan<byte> message) => _pushes += Dialect.Read(line, message).Pushes;

    protected override void Clear() => _pushes = 0;

    protected override LoadReport Report() => new() { Messages = _pushes };
}
