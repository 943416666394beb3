using System.Diagnostics;

namespace GameServer.Simulation.Tests;

/// <summary>
/// Runs seeds; start reading at <see cref="World"/>. In the environment, <c>SEED</c> replays one and shows what was said
/// last, <c>MINUTES</c> says how many simulated minutes are run, and <c>REAL_SECONDS</c> for how long at the most.
/// </summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    [Fact]
    public void A_seed_runs_twice_in_the_same_way()
    {
        foreach (var seed in (int[])[2, 3])
        {
            var (first, second) = (Run(seed).Trace, Run(seed).Trace);
            if ((first.Hash, first.Messages) != (second.Hash, second.Messages))
            {
                ShowWhereTheyPart(seed);
            }
        }
    }

    private static void ShowWhereTheyPart(int seed)
    {
        var (first, second) = (Run(seed, int.MaxValue).Trace.Lines.ToArray(), Run(seed, int.MaxValue).Trace.Lines.ToArray());
        for (var line = 0; line < Math.Min(first.Length, second.Length); line++)
        {
            Assert.True(first[line] == second[line], $"seed {seed}, line {line}:\n{first[line]}\n{second[line]}");
        }

        Assert.Fail($"Two runs of seed {seed} differ.");
    }

    [Fact]
    public void Nothing_is_lost_doubled_or_left_behind_whatever_fails()
    {
        if (Setting.Of("SEED", 0) is > 0 and var one)
        {
            Figures.Print($"seed {one}: {Run(one).Report}");
            return;
        }

        var (minutes, seconds) = (Setting.Of("MINUTES", 5000), Setting.Of("REAL_SECONDS", 80));
        var (report, failures, last) = (new Report(), new List<Exception>(), 0);
        var (start, used) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);

        EventHandler<UnobservedTaskExceptionEventArgs> unobserved = (_, task) =>
        {
            lock (failures)
            {
                failures.Add(new ViolationException($"A task failed and nobody looked: {task.Exception}"));
            }
        };
        TaskScheduler.UnobservedTaskException += unobserved;

        // Each seed has one thread and knows nothing of the others.
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        var real = Stopwatch.GetElapsedTime(start);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= unobserved;
        used = Process.GetCurrentProcess().TotalProcessorTime - used;
        Figures.Print(
            $"simulation: {last} seeds, {report.Minutes:N0} simulated minutes in {real.TotalSeconds:N0} s on {threads.Count} threads: {report.Minutes / real.TotalMinutes:N0} x real time, {report.Minutes / used.TotalMinutes:N0} x by the processor's time\n{report}");
        Assert.True(failures.Count == 0, string.Join('\n', failures.Select(failure => failure.Message)));

        void Work()
        {
            while (failures.Count == 0 && report.Minutes < minutes && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                try
                {
                    var ran = Run(Interlocked.Increment(ref last)).Report;
                    lock (report)
                    {
                        report.Add(ran);
                    }
                }
                catch (ViolationException violation)
                {
                    lock (failures)
                    {
                        failures.Add(violation);
                    }
                }
            }
        }
    }

    private static World Run(int seed, int keptLines = 0)
    {
        var world = new World(new Settings(seed, Length), Math.Max(keptLines, Setting.Of("SEED", 0) != 0 ? 4000 : 0));
        try
        {
            world.Run();
            return world;
        }
        catch (Exception exception)
        {
            Figures.Print(string.Join('\n', world.Trace.Lines));
            throw new ViolationException(
                $"Seed {seed}: {exception.Message}\nReplay it: SEED={seed} dotnet run --project tests/GameServer.Simulation.Tests -- --filter-method '*whatever_fails'\n{exception}");
        }
    }
}
