using System.Text.Json;

namespace Benchmarks.Contenders;

/// <summary>
/// <c>serve contender stage</c>: a contender's server as a process of its own. It writes its URL on standard output;
/// then it answers each line of standard input by one line: <c>begin</c>, and <c>end</c> with what only it can know,
/// <c>collect</c> when it has given back the memory that it does not need, <c>noise</c> with how late its threads wake up.
/// At the end of the input it stops.
/// </summary>
internal static class ServeVerb
{
    public const string Verb = "serve";

    public static async Task<int> RunAsync(string contender, string stage)
    {
        await using var server = ContenderTable.Serve(contender, stage);
        await server.App.StartAsync();
        Console.WriteLine(server.App.Urls.First());
        var allocated = 0L;
        while (Console.ReadLine() is { } command)
        {
            Dictionary<string, double> answer = [];
            switch (command)
            {
                case "begin":
                    server.Begin();
                    allocated = GC.GetTotalAllocatedBytes(precise: true);
                    break;
                case "end":
                    allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
                    answer = server.End();
                    answer["allocated"] = allocated;
                    break;
                case "collect":
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    break;
                case "noise":
                    answer["noise"] = TimerNoise.P99().TotalSeconds;
                    break;
            }

            Console.WriteLine(JsonSerializer.Serialize(answer));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await server.App.StopAsync(patience.Token);
        return 0;
    }
}
