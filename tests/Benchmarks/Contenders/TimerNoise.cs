using System.Diagnostics;

namespace Benchmarks.Contenders;

/// <summary>How late a thread wakes up on this machine while nothing else is to be done: what no server can be better than.</summary>
internal static class TimerNoise
{
    private const int Naps = 100;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(10);

    /// <summary>What 99 of 100 naps do not exceed, beyond what was asked for.</summary>
    public static TimeSpan P99()
    {
        using var never = new ManualResetEvent(false);
        var late = new TimeSpan[Naps];
        for (var count = 0; count < Naps; count++)
        {
            var begin = Stopwatch.GetTimestamp();
            never.WaitOne(Nap);
            late[count] = Stopwatch.GetElapsedTime(begin) - Nap;
        }

        return late.Order().ElementAt((int)Math.Ceiling(Naps * 0.99) - 1);
    }
}
