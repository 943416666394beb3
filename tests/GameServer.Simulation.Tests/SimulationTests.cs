using System.Diagnostics;
using System.Globalization;

namespace GameServer.Simulation.Tests;

/// <summary>
/// Runs seeds. <c>SEED</c> in the environment replays one; <c>MINUTES</c> says how many simulated minutes are run,
/// <c>REAL_SECONDS</c> for how long at the most.
/// </summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(8);

    [Fact]
    public void A_seed_runs_twice_in_the_same_way()
    {
        foreach (var seed in (int[])[3, 4])
        {
            var (first, second) = (Run(seed), Run(seed));

            foreach (var (one, other) in first.Trace.Lines.Zip(second.Trace.Lines))
            {
                Assert.Equal(one, other);
            }

            Assert.Equal((first.Trace.Hash, first.Trace.Messages), (second.Trace.Hash, second.Trace.Messages));
        }
    }

    [Fact]
    public void Nothing_is_lost_doubled_or_left_behind_whatever_fails()
    {
        var report = new Report();
        var start = Stopwatch.GetTimestamp();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var (first, minutes, seconds) = (Setting("SEED", 0), Setting("MINUTES", 2000), Setting("REAL_SECONDS", 60));
        var seeds = 0;
        for (var seed = first == 0 ? 1 : first; report.Minutes < minutes && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; seed++)
        {
            report.Add(Run(seed).Report);
            seeds++;
            if (first != 0)
            {
                break;
            }
        }

        var real = Stopwatch.GetElapsedTime(start).TotalMinutes;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMinutes;
        Tell($"{seeds} seeds, {report.Minutes:N0} simulated minutes in {real * 60:N1} s: {report.Minutes / real:N0} x real time, {report.Minutes / used:N0} x by the time of the processor\n{report}");
    }

    private static World Run(int seed)
    {
        var world = new World(new Settings(seed, Length), Setting("LINES", Setting("SEED", 0) != 0 ? 4000 : 0));
        try
        {
            world.Run();
            return world;
        }
        catch (Exception exception)
        {
            Tell(string.Join('\n', world.Trace.Lines));
            throw new ViolationException(
                $"Seed {seed}: {exception.Message}\nReplay it: SEED={seed} dotnet run --project tests/GameServer.Simulation.Tests -- --filter-method '*whatever_fails'\n{exception}");
        }
    }

    private static void Tell(string text)
    {
        TestContext.Current.SendDiagnosticMessage(text);
        TestContext.Current.TestOutputHelper!.WriteLine(text);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
