using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>
/// Players of the real game: each signs in as a guest, joins a room, steers at 30 Hz, and receives. The players are spread
/// over the period, as they are in life.
/// </summary>
/// <remarks>
/// How long a tick needs to arrive: the clocks of both processes are one, but when tick 0 of a room was due is not known.
/// So each arrival is taken as an offset to the tick's number times the period, and the smallest offset of the room as the
/// moment at which a tick was due.
/// </remarks>
internal sealed class GameDrive : Drive
{
    private const int Rate = 30;
    private const int Variants = 64;
    private const int LongestRun = 60;
    private static readonly double Period = (double)Stopwatch.Frequency / Rate;
    private readonly IPlays _player;
    private readonly SteerMessage[] _steering;
    private readonly List<long>[] _arrivals;
    private readonly int _players;
    private long _start;
    private long _sent;

    public GameDrive(Dialect dialect, int players, int rooms)
        : base(dialect)
    {
        _player = dialect as IPlays ?? throw new ArgumentException("Only this server has the game.", nameof(dialect));
        _players = players;
        _arrivals = [.. Enumerable.Range(0, rooms).Select(_ => new List<long>(players / rooms * Rate * LongestRun))];
        var random = new Random(1);
        _steering =
        [
            .. Enumerable.Range(0, Variants).Select(number =>
                _player.Steering(1, (random.NextSingle() * 2) - 1, random.NextSingle() * 6, number % 20 == 0)),
        ];
    }

    public override long Due => _start + (long)(_sent * Period / _players);

    public override void Opened(Line line)
    {
        _player.Ask(line, $$$"""{"jsonrpc":"2.0","id":1,"method":"login.guest","params":{"name":"Load {{{line.Index}}}"}}""");
        var joined = _player.Ask(line, $$$"""{"jsonrpc":"2.0","id":2,"method":"room.join","params":{"game":"tank{{{RoomOf(line)}}}"}}""");
        using var reply = JsonDocument.Parse(joined);
        var rate = reply.RootElement.GetProperty("result").GetProperty("tickRate").GetInt32();
        if (rate != Rate)
        {
            throw new IOException($"The room steps {rate} times a second.");
        }
    }

    public override void AllOpened(IReadOnlyList<Line> lines) => _start = Stopwatch.GetTimestamp();

    public override void Act(IReadOnlyList<Line> lines)
    {
        for (var now = Stopwatch.GetTimestamp(); Due <= now; _sent++)
        {
            var line = lines[(int)(_sent % _players)];
            var seq = (int)(_sent / _players) + 1;
            line.Enqueue(_steering[(seq + line.Index) % Variants].With(seq));
            line.Flush();
        }
    }

    public override void Received(Line line, ReadOnlySpan<byte> message)
    {
        if (_player.TryReadTick(message, out var tick) && IsMeasuring)
        {
            _arrivals[RoomOf(line)].Add(Stopwatch.GetTimestamp() - (long)(tick * Period));
        }
    }

    protected override void Clear() => Array.ForEach(_arrivals, static room => room.Clear());

    protected override LoadReport Report()
    {
        var times = new Histogram();
        foreach (var room in _arrivals.Where(room => room.Count > 0))
        {
            var due = room.Min();
            room.ForEach(arrival => times.Add(arrival - due));
        }

        return new LoadReport
        {
            Messages = _arrivals.Sum(room => (long)room.Count),
            Median = times.Quantile(0.5) / Stopwatch.Frequency,
            P99 = times.Quantile(0.99) / Stopwatch.Frequency,
        };
    }

    // Each room is a game of its own, so who joins which is not left to the server.
    private int RoomOf(Line line) => line.Index * _arrivals.Length / _players;
}
