using System.Text.Json;

namespace Benchmarks.Contenders;

/// <summary>
/// <c>serve contender stage</c>: a contender's server as a process of its own. It writes its URL on standard output;
/// then it answers each line of standard input by one line: <c>begin</c>, and <c>end</c> with what only it can know.
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
            if (command == "begin")
            {
                server.Begin();
                allocated = GC.GetTotalAllocatedBytes(precise: true);
                Console.WriteLine("{}");
            }
            else
            {
                allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
                var figures = server.End();
                figures["allocated"] = allocated;
                Console.WriteLine(JsonSerializer.Serialize(figures));
            }
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await server.App.StopAsync(patience.Token);
        return 0;
    }
}
