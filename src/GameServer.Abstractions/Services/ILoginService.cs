using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>Says who the caller is.</summary>
public interface ILoginService
{
    /// <summary>Makes an account and signs in.</summary>
    /// <param name="name">3 to 20 letters, digits, spaces, hyphens or underscores; compared without case.</param>
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

    /// <summary>Signs in with the token of an earlier sign-in; the token stays the same.</summary>
    /// <param name="token">The token.</param>
    /// <param name="lastEvent">The number of the last event that arrived. Events are not kept and none is sent again: the
    /// numbers start anew with the new line, as <see cref="SignedIn.NextEvent"/> tells.</param>
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
/// <param name="NextEvent">The number that the next event on this line will have. A new line begins at 1: a client that
/// resumed on one has missed what happened meanwhile, unless this is one more than the last number that it saw.</param>
public sealed record SignedIn(PlayerIdentity Player, string Token, long NextEvent = 1);

/// <summary>A signed-in player, as he himself may know it.</summary>
/// <param name="Id">The account's number.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Guest">Whether the account has no password.</param>
public sealed record PlayerIdentity(long Id, string Name, bool Guest);
