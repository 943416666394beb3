using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using GameServer.Services;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="IAdminService"/>
internal sealed class AdminService(
    CallerSession caller,
    SessionDirectory sessions,
    ConnectedCallers callers,
    IAccountStore accounts,
    IStandingStore standings,
    GuestRestrictions guests,
    TimeProvider time,
    ILogger<AdminService> logger) : IAdminService
{
    private const int MostMinutes = 5_256_000;
    private const int MostPlayers = 500;

    public async Task<Restriction> MuteAsync(string name, int minutes, CancellationToken cancellation)
    {
        var (account, until) = (await TargetAsync(name, cancellation), Until(minutes));
        await standings.SetMutedAsync(account.Id, until, cancellation);
        if (sessions.Find(account.Id) is { } session)
        {
            session.MutedUntil = until;
            if (account.IsGuest && session.Caller is { } line)
            {
                guests.Mute(line.Network, account.Id, until);
            }
        }

        AdminLog.Muted(logger, caller.Id, account.Id, account.Name, until);
        return new Restriction(account.Name, Restrictions.Text(until));
    }

    public async Task KickAsync(string name, CancellationToken cancellation)
    {
        var account = await TargetAsync(name, cancellation);
        AdminLog.Kicked(logger, caller.Id, account.Id, account.Name);
        await EndAsync(account, CloseReason.Kicked);
    }

    public async Task<Restriction> BanAsync(string name, int minutes, CancellationToken cancellation)
    {
        var (account, until) = (await TargetAsync(name, cancellation), Until(minutes));
        await standings.SetBannedAsync(account.Id, until, cancellation);
        if (account.IsGuest && sessions.Find(account.Id)?.Caller is { } line)
        {
            guests.Ban(line.Network, account.Id, until);
        }

        AdminLog.Banned(logger, caller.Id, account.Id, account.Name, until);
        await EndAsync(account, CloseReason.Banned);
        return new Restriction(account.Name, Restrictions.Text(until));
    }

    public async Task PardonAsync(string name, CancellationToken cancellation)
    {
        await RequireAdministratorAsync(cancellation);
        var account = await FindAsync(name, cancellation);
        await standings.SetMutedAsync(account.Id, until: null, cancellation);
        await standings.SetBannedAsync(account.Id, until: null, cancellation);
        guests.Pardon(account.Id);
        if (sessions.Find(account.Id) is { } session)
        {
            session.MutedUntil = null;
        }

        AdminLog.Pardoned(logger, caller.Id, account.Id, account.Name);
    }

    public async Task<OnlinePlayers> OnlineAsync(int count, long after, CancellationToken cancellation)
    {
        await RequireAdministratorAsync(cancellation);
        if (count is < 1 or > MostPlayers)
        {
            throw new RpcException(ErrorCodes.InvalidParams, $"count: from 1 to {MostPlayers}.");
        }

        var online = sessions.SignedIn;
        var players = online.Select(Describe).OfType<OnlinePlayer>().Where(player => player.Id > after).OrderBy(static player => player.Id).Take(count);
        return new OnlinePlayers(online.Count, callers.Count, [.. players]);
    }

    // Null where the session ends at this moment.
    private static OnlinePlayer? Describe(PlayerSession session) => session.Account is { } account
        ? new OnlinePlayer(
            account.Id, account.Name, account.IsGuest, session.Caller?.Connection.RemoteAddress, Restrictions.Text(session.SignedInAt),
            session.Place?.In.Id, session.Place?.In.Game, session.Seat is not null)
        : null;

    private async Task<Account> TargetAsync(string name, CancellationToken cancellation)
    {
        await RequireAdministratorAsync(cancellation);
        var account = await FindAsync(name, cancellation);
        return await standings.FindAsync(account.Id, cancellation) is { IsAdministrator: true }
            ? throw new RpcException(ErrorCodes.NotAllowed, "Not an administrator.")
            : account;
    }

    // Asked each time: who is appointed, or no longer is, need not sign in again.
    private async Task RequireAdministratorAsync(CancellationToken cancellation)
    {
        var account = caller.Account ?? throw Refusal.SignInFirst();
        if (await standings.FindAsync(account.Id, cancellation) is not { IsAdministrator: true })
        {
            throw new RpcException(ErrorCodes.NotAllowed, "This is for administrators.");
        }
    }

    private async Task<Account> FindAsync(string name, CancellationToken cancellation) =>
        (AccountName.Find(name) is { } known ? await accounts.FindAsync(known, cancellation) : null)?.Account
            ?? throw new RpcException(ErrorCodes.InvalidParams, "name: no account has it.");

    private DateTimeOffset Until(int minutes) => minutes is >= 1 and <= MostMinutes
        ? time.GetUtcNow().AddMinutes(minutes)
        : throw new RpcException(ErrorCodes.InvalidParams, $"minutes: from 1 to {MostMinutes}.");

    private Task EndAsync(Account account, CloseReason reason) =>
        sessions.Find(account.Id) is { } session ? sessions.EndAsync(session, reason) : Task.CompletedTask;
}
