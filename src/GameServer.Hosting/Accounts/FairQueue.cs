using System.Diagnostics.CodeAnalysis;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// A queue with a bound in which many parties stand, each in a line of its own; the lines take turns. When it is full,
/// the last of the longest line goes for one of a shorter line: a party that sends much waits for itself.
/// </summary>
/// <typeparam name="TParty">Who queues.</typeparam>
/// <typeparam name="T">What is queued.</typeparam>
/// <param name="capacity">How many may wait, all parties together.</param>
internal sealed class FairQueue<TParty, T>(int capacity) : IDisposable
    where TParty : notnull
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TParty, LinkedList<T>> _lines = [];
    private readonly Queue<TParty> _turns = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private int _count;
    private bool _closed;

    /// <summary>Queues something.</summary>
    /// <param name="party">Whose it is.</param>
    /// <param name="item">What it is.</param>
    /// <param name="displaced">What had to go for it, if anything.</param>
    /// <returns>Whether there was a place.</returns>
    /// <exception cref="InvalidOperationException">The queue is closed.</exception>
    public bool TryAdd(TParty party, T item, out T? displaced)
    {
        displaced = null;
        lock (_lock)
        {
            if (_closed)
            {
                throw new InvalidOperationException("The queue is closed.");
            }

            if (_count == capacity)
            {
                var longest = _lines.Values.MaxBy(static line => line.Count)!;
                if (longest.Count <= (_lines.TryGetValue(party, out var own) ? own.Count : 0) + 1)
                {
                    return false;
                }

                displaced = longest.Last!.Value;
                longest.RemoveLast();
                _count--;
            }

            if (!_lines.TryGetValue(party, out var line))
            {
                _lines.Add(party, line = []);
                _turns.Enqueue(party);
            }

            line.AddLast(item);
            _count++;
        }

        if (displaced is null)
        {
            _waiting.Release();
        }

        return true;
    }

    /// <summary>Waits for the next.</summary>
    /// <param name="item">What comes next.</param>
    /// <returns>False when the queue is closed and nothing is left.</returns>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        _waiting.Wait();
        lock (_lock)
        {
            if (_count == 0)
            {
                // Closed: whoever else waits is to hear of it too.
                _waiting.Release();
                item = null;
                return false;
            }

            var party = _turns.Dequeue();
            var line = _lines[party];
            item = line.First!.Value;
            line.RemoveFirst();
            _count--;
            if (line.Count > 0)
            {
                _turns.Enqueue(party);
            }
            else
            {
                _lines.Remove(party);
            }

            return true;
        }
    }

    /// <summary>Takes nothing more in; what waits can be taken still.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Close()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _closed = true;
        }

        _waiting.Release();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _waiting.Dispose();
}
