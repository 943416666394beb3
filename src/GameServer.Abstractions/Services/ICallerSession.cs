using GameServer.Games;

namespace GameServer.Services;

/// <summary>
/// The caller, as a service sees it: ask for it in the service's constructor. It is one connection's for the
/// connection's life; who is signed in, and where he sits, changes under it.
/// </summary>
public interface ICallerSession
{
    /// <summary>A name for logs, unique while the process lives; not secret and not a token.</summary>
    string Id { get; }

    /// <summary>Who is signed in; null before.</summary>
    Account? Account { get; }

    /// <summary>Where the caller sits; null before joining a room.</summary>
    ISeat? Seat { get; }
}

/// <summary>Somebody who can sign in.</summary>
/// <param name="Id">The account's number, for good.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsGuest">Whether it has no password and is forgotten when its token expires.</param>
public sealed record Account(long Id, string Name, bool IsGuest);
