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
}
