using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Benchmarks.Micro;

namespace Benchmarks.Workloads;

/// <summary><c>step</c>: ticks of the micro-benchmark's arena, one by one, in a process that is warm.</summary>
internal static class StepVerb
{
    public const string Verb = "step";

    private const int MostTicks = 1_000_000;

    public static int Run(double seconds)
    {
        var arena = new TankStepBenchmark();
        arena.FillArena();
        while (Console.ReadLine() is not null)
        {
            Play(arena, new double[MostTicks], seconds / 2);
            var times = new double[MostTicks];
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var ticks = Play(arena, times, seconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var sorted = times.AsSpan(0, ticks);
            sorted.Sort();
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                median = sorted[ticks / 2],
                p99 = sorted[ticks * 99 / 100],
                allocated = (double)allocated / ticks,
            }));
        }

        return 0;
    }

    /// <summary>The seconds that are asked for on the command line.</summary>
    public static int Run(string seconds) => Run(double.Parse(seconds, CultureInfo.InvariantCulture));

    private static int Play(TankStepBenchmark arena, double[] microseconds, double seconds)
    {
        var begin = Stopwatch.GetTimestamp();
        var ticks = 0;
        while (ticks < microseconds.Length && Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
        {
            var tick = Stopwatch.GetTimestamp();
            arena.Step();
            microseconds[ticks++] = Stopwatch.GetElapsedTime(tick).TotalMicroseconds;
        }

        return ticks;
    }
}
