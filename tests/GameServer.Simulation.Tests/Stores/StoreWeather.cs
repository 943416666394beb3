using GameServer.Simulation.Tests.Machine;

namespace GameServer.Simulation.Tests.Stores;

/// <summary>How the database feels: every piece of work passes here, and may be slow, fail, or fail after it was done.</summary>
internal sealed class StoreWeather(VirtualTime time, Random random, Report report)
{
    /// <summary>Of 100 pieces of work, how many fail before anything is done.</summary>
    public int Fails { get; set; }

    /// <summary>Of 100, how many are done, but reported as failed.</summary>
    public int FailsAfter { get; set; }

    /// <summary>Of 100, how many take up to three seconds.</summary>
    public int Slow { get; set; }

    public void Calm() => (Fails, FailsAfter, Slow) = (0, 0, 0);

    /// <summary>Does a piece of work, sooner or later.</summary>
    public async Task<T> DoAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        var longest = Draw(Slow, "store slow") ? 1500 : 4;

        // The real one, too, lets nobody go whose work has begun.
        var heedsCaller = random.Next(2) == 0;
        await PauseAsync(random.Next(longest), heedsCaller ? cancellation : CancellationToken.None);
        if (Draw(Fails, "store failed"))
        {
            throw new StoreFaultException("failed");
        }

        var result = work();
        await PauseAsync(random.Next(longest), CancellationToken.None);
        if (cancellation.IsCancellationRequested)
        {
            report.Count("store answered nobody");
        }

        return Draw(FailsAfter, "store outcome unknown") ? throw new StoreFaultException("outcome unknown") : result;
    }

    private bool Draw(int percent, string fault)
    {
        var strikes = percent > 0 && random.Next(100) < percent;
        if (strikes)
        {
            report.Count(fault);
        }

        return strikes;
    }

    private async Task PauseAsync(int milliseconds, CancellationToken cancellation)
    {
        if (milliseconds > 0)
        {
            await time.Pause(TimeSpan.FromMilliseconds(milliseconds)).WaitAsync(cancellation);
        }
    }
}
