namespace GameServer.Hosting.Sessions;

/// <summary>
/// Lets one after another do what takes a while, in the order of asking. Holds nothing while nobody does anything, as it
/// is nearly always.
/// </summary>
internal sealed class Turns
{
    private Turn? _last;

    /// <summary>Whether nobody has the turn or waits for it.</summary>
    public bool IsFree => Volatile.Read(ref _last) is null;

    /// <summary>Waits until those who asked before are done.</summary>
    /// <returns>The turn, to be disposed of when one is done.</returns>
    public async ValueTask<IDisposable> TakeAsync()
    {
        var turn = new Turn(this);
        if (Interlocked.Exchange(ref _last, turn) is { } before)
        {
            await before.Ended;
        }

        return turn;
    }

    private sealed class Turn(Turns turns) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void Dispose()
        {
            Interlocked.CompareExchange(ref turns._last, null, this);
            _ended.TrySetResult();
        }
    }
}
