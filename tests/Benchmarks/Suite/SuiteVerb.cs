using Benchmarks.Contenders;
using Benchmarks.Peers;
using Benchmarks.Report;
using Benchmarks.Workloads;

namespace Benchmarks.Suite;

/// <summary><c>suite</c>: every workload with every contender, and a report of it.</summary>
internal static class SuiteVerb
{
    public const string Verb = "suite";

    public static async Task<int> RunAsync(string[] args)
    {
        var began = DateTimeOffset.UtcNow;
        if (!SuiteOptions.TryParse(args, out var options))
        {
            Console.Error.WriteLine(SuiteOptions.Usage);
            return 2;
        }

        var cards = options.Select(WorkloadTable.Cards, card => card.Name);
        Workload[] workloads = [.. WorkloadTable.All.Where(workload => cards.Contains(workload.Card))];
        var contenders = options.Select(ContenderTable.All, contender => contender.Name);
        Progress.Say($"{options.Rounds} rounds of {options.Seconds} s");
        List<Result> results = [];
        List<string> failures = [];
        string? node = null;
        if (contenders.Any(contender => contender.Script is not null))
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
                node = await PeerPackages.InstallAsync(patience.Token);
            }
            catch (InvalidOperationException exception)
            {
                contenders = [.. contenders.Where(contender => contender.Script is null)];
                failures.Add(exception.Message);
                Progress.Say(exception.Message);
            }
        }

        foreach (var stage in workloads.GroupBy(workload => workload.Stage))
        {
            Workload[] members = [.. stage];
            await using var run = new StageRun(
                options, members, [.. contenders.Where(contender => contender.Stages.Contains(stage.Key) && members.Any(workload => workload.Takes(contender)))]);
            results.AddRange(await run.RunAsync());
            failures.AddRange(run.Failures);
        }

        foreach (var measure in WorkloadTable.Solo.Where(measure => cards.Contains(measure.Card)))
        {
            await SoloAsync(measure, options, results, failures);
        }

        var report = new SuiteRun(
            began, options.Rounds, options.Seconds, cards, new ResultSet(results), failures);
        new ConsoleReport(Console.Out).Write(report);
        if (!options.IsQuick && contenders.Count == ContenderTable.All.Count)
        {
            ReportVerb.Keep(report, node!);
            ReportVerb.Run();
        }

        return failures.Count == 0 ? 0 : 1;
    }

    private static async Task SoloAsync(SoloMeasure measure, SuiteOptions options, List<Result> results, List<string> failures)
    {
        await using (measure)
        {
            try
            {
                for (var round = 1; round <= options.Rounds; round++)
                {
                    var figures = await measure.MeasureAsync(options.Seconds);
                    results.Add(new Result(measure.Card.Name, SoloMeasure.Contender, round, figures));
                    Progress.Say($"round {round}, {measure.Card.Name}: {Progress.Show(figures)}");
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failures.Add($"{measure.Card.Name}: {Progress.Brief(exception.Message)}");
                Progress.Say($"failed: {failures[^1]}");
            }
        }
    }
}
