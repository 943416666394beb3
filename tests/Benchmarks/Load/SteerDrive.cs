using Benchmarks.Contenders;
using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>
/// A flood of notifications, in chunks. Behind each chunk goes one request: its reply says that the server has dealt with
/// all that went before, and lets the next chunk go. A few chunks of each line are on their way, so that none waits.
/// </summary>
internal sealed class SteerDrive : Drive
{
    private const int Notifications = 50;
    private const int Chunks = 16;
    private const int InFlight = 3;
    private readonly byte[][] _chunks;
    private readonly long[] _sent;
    private long _answered;

    public SteerDrive(Dialect dialect, int lines)
        : base(dialect)
    {
        _sent = new long[lines];
        _chunks = [.. Enumerable.Range(1, Chunks).Select(id => ChunkOf(dialect, id))];
    }

    public override void AllOpened(IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
        {
            for (var count = 0; count < InFlight; count++)
            {
                Send(line);
            }

            line.Flush();
        }
    }

    public override void Received(Line line, ReadOnlySpan<byte> message)
    {
        for (var replies = Dialect.Read(line, message).Replies; replies > 0; replies--)
        {
            _answered++;
            Send(line);
        }
    }

    protected override void Clear() => _answered = 0;

    protected override LoadReport Report() => new() { Messages = _answered * (Notifications + 1) };

    private void Send(Line line) => line.Enqueue(_chunks[_sent[line.Index]++ % Chunks]);

    private static byte[] ChunkOf(Dialect dialect, int id)
    {
        var steers = Enumerable.Range(id * Notifications, Notifications)
            .SelectMany(seq => Frames.Of(dialect.Opcode, dialect.Steer(Move.Number(seq))));
        return [.. steers, .. Frames.Of(dialect.Opcode, dialect.Call(id, Move.Number(id)))];
    }
}
