using System.Globalization;

namespace Benchmarks.Report;

/// <summary>A table for each workload on the console.</summary>
internal static class ConsoleTable
{
    public static void Print(SuiteRun run)
    {
        foreach (var workload in run.Workloads)
        {
            Print(workload, run.Results);
        }

        foreach (var failure in run.Failures)
        {
            Console.WriteLine($"left out: {failure}");
        }
    }

    private static void Print(WorkloadCard workload, ResultSet results)
    {
        var contenders = results.Contenders(workload.Name);
        Metric[] metrics = [.. results.All.Where(result => result.Workload == workload.Name).SelectMany(result => result.Figures.Keys).Distinct()];
        Console.WriteLine($"\n{workload.Title}\n");
        Console.Write($"{"",-28}{(workload.Base is null ? "" : "x " + workload.Base),18}");
        Console.WriteLine(string.Concat(metrics.Select(metric => $"{$"{metric.Name} {metric.Unit}".Trim(),26}")));
        foreach (var contender in contenders.OrderBy(contender => results.Median(workload.Name, contender, workload.Main)))
        {
            var ratio = workload.Base is { } other ? results.Ratio(workload.Name, contender, other, workload.Main) : null;
            Console.Write($"{contender,-28}{ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "",18}");
            Console.WriteLine(string.Concat(metrics.Select(metric =>
                $"{results.Median(workload.Name, contender, metric)?.ToString("N" + metric.Digits, CultureInfo.InvariantCulture) ?? "",26}")));
        }
    }
}
