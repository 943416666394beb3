namespace Tests.Shared;

/// <summary>What the process holds and can reach.</summary>
internal static class LiveMemory
{
    /// <summary>The bytes of all objects that live, after everything else was collected.</summary>
    public static long Bytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>
    /// Runs <paramref name="batch"/> some times (it gets 0, 1, ...) and tells how the live bytes grew by each. Pools, and
    /// what threads keep of them, grow by some megabytes when the machine is busy, in one batch and not in the next; what
    /// is left behind by the work itself grows in every one, so the least of them tells of a leak.
    /// </summary>
    public static async Task<LiveGrowth> GrowthAsync(int batches, Func<int, Task> batch)
    {
        var before = Bytes();
        var (after, least) = (before, long.MaxValue);
        for (var number = 0; number < batches; number++)
        {
            await batch(number);
            var live = Bytes();
            (after, least) = (live, Math.Min(least, live - after));
        }

        return new(before, after, least);
    }
}

/// <summary>How the live bytes of a process changed.</summary>
/// <param name="Before">Before the first batch.</param>
/// <param name="After">After the last one.</param>
/// <param name="Least">What the batch added that added least, below 0 where it took some away.</param>
internal readonly record struct LiveGrowth(long Before, long After, long Least)
{
    /// <summary>What all batches added together.</summary>
    public long InAll => After - Before;

    public override string ToString() => $"live bytes {Before:N0} before, {After:N0} after, {Least:N0} more after the batch that left least";
}
