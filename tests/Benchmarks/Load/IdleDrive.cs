using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>Connections that do nothing, but one call each when the driver asks for it.</summary>
internal sealed class IdleDrive(Dialect dialect) : Drive(dialect)
{
    private int _owed;

    public override bool IsDone => _owed == 0;

    public override void Once(IReadOnlyList<Line> lines)
    {
        _owed = lines.Count;
        var call = Frames.Of(Dialect.Opcode, Dialect.FirstCall());
        foreach (var line in lines)
        {
            line.Enqueue(call);
            line.Flush();
        }
    }

    public override void Received(Line line, ReadOnlySpan<byte> message) => _owed -= Dialect.Read(line, message).Replies;

    protected override void Clear()
    {
    }

    protected override LoadReport Report() => new();
}
