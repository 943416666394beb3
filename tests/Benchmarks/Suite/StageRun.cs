using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Peers;
using Benchmarks.Report;
using Benchmarks.Workloads;

namespace Benchmarks.Suite;

/// <summary>
/// The workloads that the same servers take part in. Every contender's server is started once and driven until it is
/// warm, unless the workload wants one that is fresh; then, in each round and workload, the contenders are driven in turn,
/// in another order each time. One that fails loses that turn and is started anew; one that fails again is left out.
/// </summary>
internal sealed class StageRun(SuiteOptions options, IReadOnlyList<Workload> workloads, IReadOnlyList<Contender> contenders)
    : IAsyncDisposable
{
    private const int ServerCore = 0;
    private const int LoadCore = 1;
    private const int MostFailures = 2;

    // .NET compiles a method anew when it has been called often, also one that only opens and closes lines.
    private const int WarmUpTurns = 3;
    private static readonly TimeSpan Starting = TimeSpan.FromSeconds(60);
    private readonly bool _isFresh = workloads.Any(workload => workload.NeedsFreshServer);
    private readonly Random _random = new(1);
    private readonly Dictionary<Contender, (ChildProcess Process, Uri Url)> _servers = [];
    private readonly List<Result> _results = [];
    private readonly List<string> _failures = [];
    private readonly Dictionary<Contender, int> _failed = [];
    private ChildProcess? _load;

    /// <summary>Which turns failed, and why.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public async Task<IReadOnlyList<Result>> RunAsync()
    {
        if (!_isFresh)
        {
            await StartAllAsync();
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var workload in workloads.Where(workload => round <= workload.MostRounds))
            {
                var order = contenders.Where(workload.Takes).ToArray();
                _random.Shuffle(order);
                foreach (var contender in order)
                {
                    await MeasureAsync(workload, contender, round);
                }
            }
        }

        return _results;
    }

    public async ValueTask DisposeAsync()
    {
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }

        await Task.WhenAll(_servers.Values.Select(server => server.Process.DisposeAsync().AsTask()));
    }

    private async Task StartAllAsync()
    {
        foreach (var contender in contenders)
        {
            await TryAsync(contender, "start", async () => _servers[contender] = await StartAsync(contender));
        }

        foreach (var contender in contenders)
        {
            await WarmUpAsync(contender);
        }
    }

    private async Task WarmUpAsync(Contender contender)
    {
        Workload[] warming = [.. workloads.Where(workload => workload.Takes(contender))];
        warming = warming.Any(workload => workload.WarmsUp) ? [.. warming.Where(workload => workload.WarmsUp)] : warming[..1];
        for (var turn = 0; turn < WarmUpTurns; turn++)
        {
            foreach (var workload in warming)
            {
                await TurnAsync(workload, contender, options.WarmUp / warming.Length / WarmUpTurns);
            }
        }
    }

    private async Task MeasureAsync(Workload workload, Contender contender, int round)
    {
        if (!_servers.ContainsKey(contender) && _failed.GetValueOrDefault(contender) < MostFailures)
        {
            await TryAsync(contender, "start", async () => _servers[contender] = await StartAsync(contender));
            if (!_isFresh)
            {
                await WarmUpAsync(contender);
            }
        }

        if (await TurnAsync(workload, contender, options.Seconds * workload.Share) is { } figures)
        {
            _results.Add(new Result(workload.Card.Name, contender.Name, round, figures));
            Progress.Say($"round {round}, {workload.Card.Name}, {contender.Name}: {Progress.Show(figures)}");
        }

        if (_isFresh && _servers.Remove(contender, out var server))
        {
            await server.Process.DisposeAsync();
        }
    }

    private async Task<IReadOnlyDictionary<Metric, double>?> TurnAsync(Workload workload, Contender contender, double seconds)
    {
        IReadOnlyDictionary<Metric, double>? figures = null;
        if (_servers.TryGetValue(contender, out var server))
        {
            await TryAsync(contender, workload.Card.Name, async () =>
            {
                _load ??= ChildProcess.Start(LoadCore, ChildProcess.Verb(LoadVerb.Verb), Environments.Load);
                figures = await workload.MeasureAsync(new Turn(contender, server.Process, server.Url, _load, options.Settle, seconds));
            });
        }

        return figures;
    }

    private async Task<(ChildProcess Process, Uri Url)> StartAsync(Contender contender)
    {
        var stage = workloads[0].Stage;
        var process = contender.Script is { } script
            ? ChildProcess.Start(ServerCore, ["node", "--expose-gc", script, contender.Name, stage], folder: PeerPackages.Folder)
            : ChildProcess.Start(ServerCore, ChildProcess.Verb(ServeVerb.Verb, contender.Name, stage), Environments.Server);
        try
        {
            return (process, new Uri(await process.ReadAsync(Starting)));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private async Task TryAsync(Contender contender, string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _failures.Add($"{contender.Name}, {what}: {Progress.Brief(exception.Message)}");
            Progress.Say($"failed: {_failures[^1]}");
            _failed[contender] = _failed.GetValueOrDefault(contender) + 1;
            if (_servers.Remove(contender, out var server))
            {
                await server.Process.DisposeAsync();
            }

            if (_load is not null)
            {
                await _load.DisposeAsync();
                _load = null;
            }
        }
    }
}
