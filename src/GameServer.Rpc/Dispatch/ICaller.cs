using GameServer.Games;

namespace GameServer.Rpc.Dispatch;

/// <summary>What the gate asks about the one who calls, for every message.</summary>
public interface ICaller
{
    /// <summary>Whether somebody is signed in.</summary>
    bool IsSignedIn { get; }

    /// <summary>Whether the caller sits in a room or watches one: somebody who need not sign in to be there.</summary>
    bool IsWatching { get; }

    /// <summary>
    /// Whether the server itself has held up the caller's sign-in since this was asked last: one is under way, or could
    /// not be done for a reason that is not the caller's.
    /// </summary>
    bool WasHeldUp() => false;

    /// <summary>The caller's seat in a room, if there is one.</summary>
    ISeat? Seat { get; }

    /// <summary>
    /// A method returned, and the reply was put on the outbox (in a batch: the batch's), where the caller wants one. What
    /// must reach the client after the reply, a room's first snapshot say, begins here. Not called when a method throws.
    /// </summary>
    /// <typeparam name="T">What the method returns.</typeparam>
    /// <param name="result">The very object that the service's method returned; null for a method without a result.</param>
    void Replied<T>(T result);
}
