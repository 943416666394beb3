using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// Steering: a buffer of three, of which the room applies one a tick. When more arrive, the two oldest are merged, so
/// that the newest always finds a place and nothing momentary is lost.
/// </summary>
/// <typeparam name="T">The input.</typeparam>
internal sealed class InputLane<T>(Seat seat) : CommandLane<T>, IInputLane
    where T : struct, IInput<T>
{
    private const int Capacity = 3;

    // A burst after a stall fills the buffer, and a steady sender would then keep it full: lag for good. What stayed
    // unused for this many ticks is merged away.
    private const int SurplusTicks = 30;

    private readonly Lock _lock = new();
    private readonly T[] _waiting = new T[Capacity];
    private Exception? _mergeError;
    private int _count;
    private int _surplus = Capacity;
    private int _ticks;

    /// <inheritdoc/>
    public override void Post(in T command)
    {
        lock (_lock)
        {
            if (_count == Capacity)
            {
                MergeOldest();
            }

            _waiting[_count++] = command;
        }
    }

    /// <inheritdoc/>
    public void ApplyNext(Room room)
    {
        // Merging is the game's code.
        room.Activity.EnterApply<T>();
        var isDue = TryTake(out var input);
        if (Interlocked.Exchange(ref _mergeError, null) is { } error)
        {
            room.GiveUp<T>(seat.Player, error);
        }

        if (isDue)
        {
            room.ApplyInput(seat, input);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_lock)
        {
            (_count, _ticks, _surplus) = (0, 0, Capacity);
        }
    }

    private bool TryTake(out T input)
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                input = default;
                _surplus = 0;
                return false;
            }

            if (++_ticks > SurplusTicks)
            {
                if (_surplus > 0 && _count > 1)
                {
                    MergeOldest();
                }

                (_ticks, _surplus) = (0, Capacity);
            }

            input = _waiting[0];
            _waiting.AsSpan(1, --_count).CopyTo(_waiting);
            _surplus = Math.Min(_surplus, _count);
            return true;
        }
    }

    private void MergeOldest()
    {
        var merged = _waiting[1];
        try
        {
            merged = T.Merge(_waiting[0], _waiting[1]);
        }
        catch (Exception error)
        {
            // The newer of the two stands for both. The loop tells of it: this may be any thread.
            _mergeError = error;
        }

        _waiting[0] = merged;
        _waiting.AsSpan(2, --_count - 1).CopyTo(_waiting.AsSpan(1));
    }
}
