using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks.RoomLoad;

/// <summary>
/// <c>rooms [clients] [seconds]</c>: players who sign in, join, steer at 30 Hz and receive snapshots in MessagePack,
/// against the real server in a process of its own. The server gets the first core, the players the second. How late
/// ticks begin is measured by the server's rooms; a machine's own timer noise is the lateness of an empty server.
/// </summary>
internal static class RoomLoadBenchmark
{
    private const int Rate = 30;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(string[] args)
    {
        var clients = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {clients} clients, {seconds} s after {WarmUp.TotalSeconds} s of warm-up");
        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
        {
            Process.GetCurrentProcess().ProcessorAffinity = 0b10;
        }

        Print("one client", await MeasureAsync(1, seconds));
        Print($"{clients} clients", await MeasureAsync(clients, seconds));
        return 0;
    }

    private static async Task<LoadReport> MeasureAsync(int count, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("gameserver-load");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [RoomLoadServer.Verb, folder.FullName])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var server = Process.Start(start)!;
        using var end = new CancellationTokenSource();
        var players = new List<LoadClient>();
        try
        {
            if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
            {
                server.ProcessorAffinity = 0b01;
            }

            var url = new Uri((await server.StandardOutput.ReadLineAsync())!.Replace("http", "ws", StringComparison.Ordinal) + "/ws");
            for (var i = 0; i < count; i++)
            {
                var player = new LoadClient();
                players.Add(player);
                await player.ConnectAsync(url, $"Load {i}", end.Token);
            }

            Task[] receivers = [.. players.Select(player => player.ReceiveAsync(end.Token))];
            await SteerAsync(players, WarmUp, 0, end.Token);
            players.ForEach(player => (player.Snapshots, player.Bytes) = (0, 0));
            await AskAsync(server, "begin");
            await SteerAsync(players, TimeSpan.FromSeconds(seconds), (int)WarmUp.TotalSeconds * Rate, end.Token);
            var report = JsonSerializer.Deserialize<ServerReport>(await AskAsync(server, "end"))!;
            var result = new LoadReport(
                report,
                players.Select(player => player.Room).Distinct().Count(),
                players.Average(player => (double)player.Snapshots) / seconds,
                players.Average(player => (double)player.Bytes) / seconds);
            await end.CancelAsync();
            await Task.WhenAll(receivers);
            return result;
        }
        finally
        {
            foreach (var player in players)
            {
                await player.DisposeAsync();
            }

            await server.StandardInput.WriteLineAsync("stop");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await server.WaitForExitAsync(patience.Token);
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each player steers at the rate, the players spread over the period as they are in life.</summary>
    private static async Task SteerAsync(List<LoadClient> players, TimeSpan time, int firstSeq, CancellationToken cancellation)
    {
        var random = new Random(1);
        var start = Stopwatch.GetTimestamp();
        var steps = (int)(time.TotalSeconds * Rate);
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < players.Count; i++)
            {
                var due = TimeSpan.FromSeconds((step + (double)i / players.Count) / Rate);
                if (due - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: > 1 } wait)
                {
                    await Task.Delay(wait, cancellation);
                }

                await players[i].SteerAsync(firstSeq + step + 1, random, cancellation);
            }
        }
    }

    private static async Task<string> AskAsync(Process server, string command)
    {
        await server.StandardInput.WriteLineAsync(command);
        return (await server.StandardOutput.ReadLineAsync())!;
    }

    private static void Print(string name, LoadReport report)
    {
        var ticks = report.Server.Ticks;
        Console.WriteLine($"""

            {name}, {report.Rooms} rooms
              server           {report.Server.Cores:F2} cores, {report.Server.Resident / 1048576.0:F0} MiB resident
              ticks            {ticks.Ticks}, {ticks.Skipped} skipped
              tick begins late p50 {ticks.Lateness.P50 * 1e3:F2} ms, p99 {ticks.Lateness.P99 * 1e3:F2}, p99.9 {ticks.Lateness.P999 * 1e3:F2}, max {ticks.Lateness.Max * 1e3:F2}
              tick takes       p50 {ticks.Duration.P50 * 1e3:F2} ms, p99 {ticks.Duration.P99 * 1e3:F2}, p99.9 {ticks.Duration.P999 * 1e3:F2}, max {ticks.Duration.Max * 1e3:F2}
              a client         {report.SnapshotsPerSecond:F1} snapshots/s, {report.BytesPerSecond:F0} B/s received
            """);
    }

    private sealed record LoadReport(ServerReport Server, int Rooms, double SnapshotsPerSecond, double BytesPerSecond);
}
