using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="ILoginService"/>
internal sealed class LoginService(CallerSession caller, SessionDirectory sessions, AccountKeeper accounts, SessionRates rates, Inventory inventory) : ILoginService
{
    // The greatest whole number that every client can hold: 2 to the power of 53, less 1.
    private const long LatestEvent = 9_007_199_254_740_991;

    public async Task<SignedIn> RegisterAsync(string name, string password, CancellationToken cancellation)
    {
        rates.CountNewAccount(caller.Network);
        return await caller.SigningInAsync(async () => caller.Player.Proof is { Account.IsGuest: true } guest
            ? await RegisterAsync(guest, name, password, cancellation)
            : await SignInAsync(await accounts.RegisterAsync(name, password, caller.Network, cancellation), cancellation));
    }

    public async Task<SignedIn> SignInAsync(string name, string password, CancellationToken cancellation) =>
        await caller.SigningInAsync(async () =>
            await SignInAsync(await accounts.SignInAsync(name, password, caller.Network, cancellation), cancellation));

    public async Task<SignedIn> GuestAsync(string? name, CancellationToken cancellation)
    {
        rates.CountNewAccount(caller.Network);
        return await caller.SigningInAsync(async () =>
            await SignInAsync(await accounts.GuestAsync(name, caller.Network, cancellation), cancellation));
    }

    public async Task<SignedIn> ResumeAsync(string token, long? lastEvent, CancellationToken cancellation)
    {
        if (lastEvent is < 0 or > LatestEvent)
        {
            throw new RpcException(ErrorCodes.InvalidParams, $"lastEvent is from 0 to {LatestEvent}.");
        }

        return await caller.SigningInAsync(async () =>
        {
            var proof = await accounts.ResumeAsync(token, caller.Network, cancellation);
            await inventory.LoadAsync(proof.Account, cancellation);
            var (nextEvent, room) = await sessions.ResumeAsync(caller, proof, lastEvent);
            return Welcome(proof, nextEvent, room);
        });
    }

    public async Task SignOutAsync(CancellationToken cancellation)
    {
        if (caller.Player.Token is { } token)
        {
            await accounts.SignOutAsync(token, cancellation);
        }

        await sessions.EndAsync(caller.Player, CloseReason.SignedOut);
    }

    private async Task<SignedIn> RegisterAsync(Proof guest, string name, string password, CancellationToken cancellation)
    {
        var proof = await accounts.RegisterAsync(guest, name, password, caller.Network, cancellation);
        if (proof.Account.Id != guest.Account.Id)
        {
            return await SignInAsync(proof, cancellation);
        }

        await sessions.RegisteredAsync(proof.Account);
        await inventory.LoadAsync(proof.Account, CancellationToken.None);
        return Welcome(proof, caller.Player.NextEvent, room: null);
    }

    private async Task<SignedIn> SignInAsync(Proof proof, CancellationToken cancellation)
    {
        await inventory.LoadAsync(proof.Account, cancellation);
        await sessions.SignInAsync(caller, proof);
        return Welcome(proof, caller.Player.NextEvent, room: null);
    }

    private SignedIn Welcome(Proof proof, long nextEvent, Joined? room)
    {
        // A guest may have registered while the token was looked up.
        var account = caller.Player.Account is { } current && current.Id == proof.Account.Id ? current : proof.Account;
        return new SignedIn(new PlayerIdentity(account.Id, account.Name, account.IsGuest), proof.Token, nextEvent, room);
    }
}
