using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>
/// <c>load</c>: the load client, a process of its own with one thread, which waits in epoll for its lines and for the
/// driver's commands, a line each on standard input, each answered by a line: <c>open {order}</c>, <c>begin</c>,
/// <c>once</c>, <c>end</c>, <c>close</c>.
/// </summary>
internal sealed class LoadVerb : IDisposable
{
    public const string Verb = "load";

    private const int CommandTag = -1;
    private const int OpenedAtOnce = 128;
    private readonly Epoll _epoll = new();
    private readonly List<Line> _lines = [];
    private Drive? _drive;
    private bool _isOpened;
    private bool _owesDone;
    private long _began;
    private long _receivedBefore;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static int Run()
    {
        using var load = new LoadVerb();
        try
        {
            load.Serve();
            return 0;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The driver reads it in place of the next answer.
            Console.WriteLine(JsonSerializer.Serialize(new { error = exception.ToString() }));
            return 1;
        }
    }

    public void Dispose()
    {
        _lines.ForEach(line => line.Dispose());
        _epoll.Dispose();
    }

    private void Serve()
    {
        _epoll.Watch(0, CommandTag);
        while (Turn())
        {
        }
    }

    /// <summary>Waits for something, and does what there is to do.</summary>
    /// <returns>Whether to go on.</returns>
    private bool Turn()
    {
        var ready = _epoll.Wait(_owesDone ? 1 : PatienceUntil(_drive is { } drive && _isOpened ? drive.Due : long.MaxValue));
        for (var index = 0; index < ready; index++)
        {
            var tag = _epoll.Tag(index);
            if (tag == CommandTag)
            {
                if (!Obey(Console.ReadLine()))
                {
                    return false;
                }
            }
            else if (tag < _lines.Count)
            {
                Serve(_lines[tag], _epoll.Events(index));
            }
        }

        if (_isOpened && Stopwatch.GetTimestamp() >= _drive!.Due)
        {
            _drive.Act(_lines);
        }

        if (_owesDone && _drive!.IsDone)
        {
            _owesDone = false;
            Answer(new { });
        }

        return true;
    }

    private void Serve(Line line, int events)
    {
        if ((events & Epoll.Writable) != 0)
        {
            line.Flush();
        }

        if ((events & ~Epoll.Writable) != 0)
        {
            line.Read(_drive!);
        }
    }

    private bool Obey(string? command)
    {
        switch (command?.Split(' ', 2))
        {
            case ["open", var order]:
                Open(JsonSerializer.Deserialize<LoadOrder>(order, Json)!);
                Answer(new { lines = _lines.Count });
                return true;
            case ["begin"]:
                _receivedBefore = _lines.Sum(line => line.Received);
                _began = Stopwatch.GetTimestamp();
                _drive!.Begin();
                Answer(new { });
                return true;
            case ["once"]:
                _drive!.Once(_lines);
                _owesDone = true;
                return true;
            case ["end"]:
                Answer(_drive!.End(Stopwatch.GetElapsedTime(_began).TotalSeconds, _lines.Sum(line => line.Received) - _receivedBefore));
                return true;
            case ["close"]:
                _lines.ForEach(line => line.Dispose());
                _lines.Clear();
                (_drive, _isOpened) = (null, false);
                Answer(new { });
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Opens the lines, many at one time, since a server can take a tick of its room to answer; those that are open are read
    /// in between, since a server may ask whether they live. This is before anything is measured; then there is one thread.
    /// </summary>
    private void Open(LoadOrder order)
    {
        var dialect = DialectTable.Of(order.Dialect);
        var drive = Drives.Of(order, dialect);
        _drive = drive;
        foreach (var indexes in Enumerable.Range(0, order.Lines).Chunk(OpenedAtOnce))
        {
            Line[] opening = [.. indexes.Select(index => new Line(index, dialect.Opcode))];
            _lines.AddRange(opening);
            AtOnce.Run(opening, line =>
            {
                line.Open(order.Server, dialect);
                drive.Opened(line);
            });
            foreach (var line in opening)
            {
                line.Start(_epoll);
                line.HandOver(drive);
            }

            ServeThoseOpen();
        }

        _isOpened = true;
        drive.AllOpened(_lines);
    }

    private void ServeThoseOpen()
    {
        var ready = _epoll.Wait(0);
        for (var index = 0; index < ready; index++)
        {
            if (_epoll.Tag(index) is var tag and not CommandTag)
            {
                Serve(_lines[tag], _epoll.Events(index));
            }
        }
    }

    private static int PatienceUntil(long due) => due == long.MaxValue
        ? -1
        : (int)Math.Clamp(Math.Ceiling(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due).TotalMilliseconds), 0, 1000);

    private static void Answer<T>(T answer) => Console.WriteLine(JsonSerializer.Serialize(answer, Json));
}
