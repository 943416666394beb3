namespace Benchmarks.Load;

/// <summary>Does the same to many things on a few threads, each of which may wait.</summary>
internal static class AtOnce
{
    private const int Threads = 32;

    /// <summary>Does it, and comes back when all is done.</summary>
    /// <exception cref="IOException">Some of it failed; the message is the first failure's.</exception>
    public static void Run<T>(IReadOnlyList<T> things, Action<T> work)
    {
        var next = -1;
        var failures = new List<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(Threads, things.Count)).Select(_ => new Thread(Work))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        if (failures.Count > 0)
        {
            throw new IOException(failures[0].Message, failures[0]);
        }

        void Work()
        {
            try
            {
                for (var index = Interlocked.Increment(ref next); index < things.Count; index = Interlocked.Increment(ref next))
                {
                    work(things[index]);
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }

                // The others need not go on.
                Volatile.Write(ref next, things.Count);
            }
        }
    }
}
