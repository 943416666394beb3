using System.Diagnostics;
using Benchmarks.Contenders;
using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>
/// Requests and replies: a certain number of each line's are always on their way. A reply is taken for that of the oldest
/// request; where replies overtake each other, that is wrong for one but right for the sum.
/// </summary>
internal sealed class CallDrive : Drive
{
    private const int Requests = 1024;
    private const int SampleMask = 4095;
    private readonly byte[][] _frames;
    private readonly int _inFlight;
    private readonly long[][] _sentAt;
    private readonly long[] _sent;
    private readonly long[] _answered;
    private readonly Histogram _latency = new();
    private long _messages;

    public CallDrive(Dialect dialect, int lines, int inFlight)
        : base(dialect)
    {
        _inFlight = inFlight;
        _frames = [.. Enumerable.Range(1, Requests).Select(id => Frames.Of(dialect.Opcode, dialect.Call(id, Move.Number(id))))];
        _sentAt = [.. Enumerable.Range(0, lines).Select(_ => new long[inFlight])];
        _sent = new long[lines];
        _answered = new long[lines];
    }

    public override void AllOpened(IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
        {
            for (var count = 0; count < _inFlight; count++)
            {
                Send(line);
            }

            line.Flush();
        }
    }

    public override void Received(Line line, ReadOnlySpan<byte> message)
    {
        var replies = Dialect.Read(line, message).Replies;
        if (replies == 0)
        {
            return;
        }

        var now = Stopwatch.GetTimestamp();
        for (; replies > 0; replies--)
        {
            var number = _answered[line.Index]++;
            if (number >= _sent[line.Index])
            {
                throw new IOException($"A reply that was not asked for: {Dialect.Show(message)}");
            }

            if (IsMeasuring)
            {
                _messages++;
                _latency.Add(now - _sentAt[line.Index][number % _inFlight]);
            }

            if ((number & SampleMask) == 0)
            {
                Sample.Check(Dialect.Show(message));
            }

            Send(line);
        }
    }

    protected override void Clear()
    {
        _messages = 0;
        _latency.Clear();
    }

    protected override LoadReport Report() => new()
    {
        Messages = _messages,
        Median = _latency.Quantile(0.5) / Stopwatch.Frequency,
        P99 = _latency.Quantile(0.99) / Stopwatch.Frequency,
    };

    private void Send(Line line)
    {
        var number = _sent[line.Index]++;
        _sentAt[line.Index][number % _inFlight] = Stopwatch.GetTimestamp();
        line.Enqueue(_frames[number % Requests]);
    }
}
