using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>Says who the caller is.</summary>
public interface ILoginService
{
    /// <summary>
    /// Makes an account and signs in. A guest's account becomes the one with the password: its number, token, points and
    /// seat stay, and the name may be the one that the guest has.
    /// </summary>
    /// <param name="name">
    /// 3 to 20 letters with their marks, digits, spaces, hyphens or underscores, at most 200 bytes in UTF-8; 2 are enough
    /// where one is a letter that is neither Latin, Greek nor Cyrillic. PROTOCOL.md says how names are compared.
    /// </param>
    /// <param name="password">8 to 128 characters.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1001, 1009.</exception>
    [RpcMethod("register")]
    Task<SignedIn> RegisterAsync(string name, string password, CancellationToken cancellation);

    /// <summary>Signs in. Another live session of the account is closed with <c>taken-over</c>.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1002.</exception>
    [RpcMethod("signIn")]
    Task<SignedIn> SignInAsync(string name, string password, CancellationToken cancellation);

    /// <summary>Makes an account without a password and signs in.</summary>
    /// <param name="name">A wish; a number is added where the name is taken, and one is made up where none is given.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1001 when too many have the name already, 1009.</exception>
    [RpcMethod("guest")]
    Task<SignedIn> GuestAsync(string? name = null, CancellationToken cancellation = default);

    /// <summary>
    /// Signs in with the token of an earlier sign-in; the token stays the same. Where the session of that sign-in still
    /// lives, it goes on here: its seat, its events and their numbers; the line that it had is closed.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="lastEvent">The number of the last event that arrived, 0 to 2^53 - 1: those after it are sent again,
    /// behind the reply. Without it none is.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1006.</exception>
    [RpcMethod("resume")]
    Task<SignedIn> ResumeAsync(string token, long? lastEvent = null, CancellationToken cancellation = default);

    /// <summary>Ends the token and the session; the connection is closed with <c>signed-out</c> after the reply.</summary>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    [RpcMethod("signOut"), RequiresSignIn]
    Task SignOutAsync(CancellationToken cancellation);
}

/// <summary>The reply to every way of signing in.</summary>
/// <param name="Player">Who the caller is now.</param>
/// <param name="Token">What <c>login.resume</c> takes; 43 characters, secret.</param>
/// <param name="NextEvent">The number that the next event on this line will have. One more than the last that a client
/// who comes back has means that he missed nothing.</param>
/// <param name="Room">The room in which the session still is after <c>login.resume</c>, as <c>room.join</c> would answer;
/// null where it is in none.</param>
public sealed record SignedIn(PlayerIdentity Player, string Token, long NextEvent = 1, Joined? Room = null);

/// <summary>A signed-in player, as he himself may know it.</summary>
/// <param name="Id">The account's number.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Guest">Whether the account has no password.</param>
public sealed record PlayerIdentity(long Id, string Name, bool Guest);
