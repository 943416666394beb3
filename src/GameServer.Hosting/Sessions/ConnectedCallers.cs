using System.Collections.Concurrent;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Sessions;

/// <summary>Everybody who has a line, signed in or not.</summary>
public sealed class ConnectedCallers
{
    // By a number, not by the object, whose hash differs from run to run: they are told and closed in an order that a
    // simulation can repeat.
    private readonly ConcurrentDictionary<long, CallerSession> _all = new();
    private long _last;
    private volatile TaskCompletionSource? _empty;
    private volatile bool _closing;

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Sends everybody an event.</summary>
    /// <typeparam name="T">A record of plain data; its properties are the event's params.</typeparam>
    /// <param name="eventName">The event's name on the wire.</param>
    /// <param name="parameters">The event's params.</param>
    public void Tell<T>(string eventName, T parameters)
    {
        var message = EventMessage.Of(eventName, parameters);
        foreach (var caller in _all.Values)
        {
            caller.Player.SendEvent(message);
        }
    }

    /// <summary>Closes every line because the server stops; those that come later are closed at once.</summary>
    internal void CloseAll()
    {
        _closing = true;
        foreach (var caller in _all.Values)
        {
            caller.Connection.Close(CloseReason.GoingAway);
        }
    }

    /// <summary>Completes when nobody is connected.</summary>
    internal async Task WhenEmptyAsync()
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _empty = empty;
        SignalWhenEmpty();
        await empty.Task;
    }

    internal void Add(CallerSession caller)
    {
        caller.Number = Interlocked.Increment(ref _last);
        _all.TryAdd(caller.Number, caller);
        if (_closing)
        {
            caller.Connection.Close(CloseReason.GoingAway);
        }
    }

    internal void Remove(CallerSession caller)
    {
        _all.TryRemove(caller.Number, out _);
        SignalWhenEmpty();
    }

    private void SignalWhenEmpty()
    {
        if (_all.IsEmpty)
        {
            _empty?.TrySetResult();
        }
    }
}
