using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks.Report;

/// <summary>
/// What was measured of a workload, kept in a file of its own: the page can be written again without measuring, and a
/// workload measured again without the others.
/// </summary>
/// <param name="Workload">Its name.</param>
/// <param name="Began">When the run began.</param>
/// <param name="Rounds">How often every contender had its turn.</param>
/// <param name="Seconds">How long figures were taken in a turn, before the workload's share of it.</param>
/// <param name="Machine">Where.</param>
/// <param name="Results">One for each turn.</param>
internal sealed record StoredWorkload(
    string Workload, DateTimeOffset Began, int Rounds, double Seconds, Machine Machine, IReadOnlyList<Result> Results)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new MetricNames() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Keeps all that a run measured, in place of what was kept of the same workloads.</summary>
    public static void Save(string folder, SuiteRun run, Machine machine)
    {
        Directory.CreateDirectory(folder);
        foreach (var results in run.Results.All.GroupBy(result => result.Workload))
        {
            var stored = new StoredWorkload(results.Key, run.Began, run.Rounds, run.Seconds, machine, [.. results]);
            File.WriteAllBytes(Path.Combine(folder, results.Key + ".json"), JsonSerializer.SerializeToUtf8Bytes(stored, Json));
        }
    }

    /// <summary>What is kept of some workloads, in their order.</summary>
    public static IReadOnlyList<StoredWorkload> Load(string folder, IEnumerable<WorkloadCard> cards) =>
    [
        .. from card in cards
           let file = Path.Combine(folder, card.Name + ".json")
           where File.Exists(file)
           select JsonSerializer.Deserialize<StoredWorkload>(File.ReadAllBytes(file), Json)!,
    ];
}
