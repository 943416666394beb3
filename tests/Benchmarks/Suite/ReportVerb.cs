using System.Reflection;
using Benchmarks.Peers;
using Benchmarks.Report;
using Benchmarks.Workloads;
using MessagePack;
using Microsoft.AspNetCore.Builder;
using StreamJsonRpc;

namespace Benchmarks.Suite;

/// <summary><c>report</c>: writes RESULTS.md and its plots again, of what was measured last of each workload.</summary>
internal static class ReportVerb
{
    public const string Verb = "report";

    private static string Page => Path.GetDirectoryName(PeerPackages.Folder)!;

    private static string Store => Path.Combine(Page, "..", "..", "artifacts", "benchmarks");

    public static int Run()
    {
        var stored = StoredWorkload.Load(Store, WorkloadTable.Cards);
        if (stored.Count == 0)
        {
            Console.Error.WriteLine("Nothing was measured yet: run `suite` first.");
            return 1;
        }

        MarkdownReport.Write(Page, stored, WorkloadTable.Cards);
        Console.WriteLine($"Written: {Path.Combine(Page, "RESULTS.md")}");
        return 0;
    }

    /// <summary>Keeps what was measured for the page.</summary>
    /// <param name="run">A run with all contenders.</param>
    /// <param name="node">The version of Node.js.</param>
    public static void Keep(SuiteRun run, string node) => StoredWorkload.Save(Store, run, Machine.Here(
    [
        VersionOf("ASP.NET Core (raw WebSockets, SignalR)", typeof(WebApplication)),
        VersionOf("StreamJsonRpc", typeof(JsonRpc)),
        VersionOf("MessagePack for C#", typeof(MessagePackSerializer)),
        .. PeerPackages.Versions().Prepend(KeyValuePair.Create("Node.js", node)),
    ]));

    private static KeyValuePair<string, string> VersionOf(string name, Type type) => KeyValuePair.Create(
        name, type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);
}
