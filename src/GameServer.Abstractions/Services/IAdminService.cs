using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>
/// Keeps order, for administrators: accounts that <c>GameServer.dll administrator NAME</c> appointed on the machine
/// itself. An administrator can be neither muted, kicked nor banned here.
/// </summary>
[RequiresSignIn]
public interface IAdminService
{
    /// <summary>Takes the word from somebody, for a while: <c>chat.say</c> answers 1016.</summary>
    /// <param name="name">Who.</param>
    /// <param name="minutes">For how long, 1 to 5,256,000 (ten years).</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1018; -32602 for a name that nobody has.</exception>
    [RpcMethod("mute")]
    Task<Restriction> MuteAsync(string name, int minutes, CancellationToken cancellation);

    /// <summary>Ends somebody's session: the line is closed with 1008 <c>kicked</c>, the seat is left.</summary>
    /// <param name="name">Who.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1018; -32602 for a name that nobody has.</exception>
    [RpcMethod("kick")]
    Task KickAsync(string name, CancellationToken cancellation);

    /// <summary>Lets somebody in no more, for a while: the line is closed with 1008 <c>banned</c>, every sign-in answers 1017.</summary>
    /// <param name="name">Who.</param>
    /// <param name="minutes">For how long, 1 to 5,256,000 (ten years).</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1018; -32602 for a name that nobody has.</exception>
    [RpcMethod("ban")]
    Task<Restriction> BanAsync(string name, int minutes, CancellationToken cancellation);

    /// <summary>Takes back a mute and a ban.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1018; -32602 for a name that nobody has.</exception>
    [RpcMethod("pardon")]
    Task PardonAsync(string name, CancellationToken cancellation);

    /// <summary>The accounts that are signed in now, by their numbers, a page at a time.</summary>
    /// <param name="count">How many, 1 to 500.</param>
    /// <param name="after">Only accounts with a higher number than this, the last of the page before.</param>
    /// <param name="cancellation">Ends the wait when the caller is gone.</param>
    /// <exception cref="RpcException">1018; -32602.</exception>
    [RpcMethod("online")]
    Task<OnlinePlayers> OnlineAsync(int count = 100, long after = 0, CancellationToken cancellation = default);
}

/// <summary>The reply to <c>admin.mute</c> and <c>admin.ban</c>.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Until">When it ends: <c>2026-11-23T04:38:22.123Z</c>, as in ISO 8601.</param>
public sealed record Restriction(string Name, string Until);

/// <summary>The reply to <c>admin.online</c>.</summary>
/// <param name="Total">How many accounts are signed in, on this page or not.</param>
/// <param name="Connections">How many connections there are, signed in or not.</param>
/// <param name="Players">The page.</param>
public sealed record OnlinePlayers(int Total, int Connections, IReadOnlyList<OnlinePlayer> Players);

/// <summary>An account that is signed in.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Guest">Whether it has no password.</param>
/// <param name="Address">Where it is connected from; null while its session waits for it to come back.</param>
/// <param name="Since">When it signed in: <c>2026-11-23T04:38:22.123Z</c>, as in ISO 8601.</param>
/// <param name="Room">The id of the room that it is in; null where it is in none.</param>
/// <param name="Game">That room's game.</param>
/// <param name="Seated">Whether it plays there, and does not only watch.</param>
public sealed record OnlinePlayer(
    long Id, string Name, bool Guest, string? Address, string Since, string? Room, string? Game, bool Seated);
