using System.Data.Common;
using System.Diagnostics;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>
/// Bounded waiting for a database that another program holds. By the machine's clock, since SQLite waits by that, and on
/// the caller's thread, which blocks in SQLite anyway. A cancellation ends it at once.
/// </summary>
internal static class BusyWait
{
    /// <summary>The longest time that a tool's visit is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Tries until it succeeds, fails otherwise, or the patience ends.</summary>
    /// <typeparam name="T">What the attempt gives.</typeparam>
    /// <param name="attempt">The attempt; it is made anew while the database is held.</param>
    /// <param name="tell">Is called once, when it takes long enough to be told.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static T For<T>(Func<T> attempt, Action tell, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var isTold = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return attempt();
            }
            catch (DbException exception) when (DatabaseFault.IsBusy(exception) && Stopwatch.GetElapsedTime(began) < Patience)
            {
                if (!isTold && Stopwatch.GetElapsedTime(began) >= Unnoticed)
                {
                    tell();
                    isTold = true;
                }
            }

            Rest(cancellation);
        }
    }

    /// <summary>Waits for a moment between two attempts.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public static void Rest(CancellationToken cancellation)
    {
        cancellation.WaitHandle.WaitOne(Pause);
        cancellation.ThrowIfCancellationRequested();
    }
}
