using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Rpc.Transport;
using GameServer.Services;

namespace GameServer.Hosting.Services;

/// <inheritdoc cref="ILoginService"/>
internal sealed class LoginService(CallerSession caller, SessionDirectory sessions, AccountKeeper accounts, SessionRates rates) : ILoginService
{
    public async Task<SignedIn> RegisterAsync(string name, string password, CancellationToken cancellation) =>
        await SignInAsync(await accounts.RegisterAsync(name, password, cancellation));

    public async Task<SignedIn> SignInAsync(string name, string password, CancellationToken cancellation) =>
        await SignInAsync(await accounts.SignInAsync(name, password, cancellation));

    public async Task<SignedIn> GuestAsync(string? name, CancellationToken cancellation)
    {
        rates.CountGuest(caller.Network);
        return await SignInAsync(await accounts.GuestAsync(name, cancellation));
    }

    public async Task<SignedIn> ResumeAsync(string token, long? lastEvent, CancellationToken cancellation) =>
        await SignInAsync(await accounts.ResumeAsync(token, cancellation));

    public async Task SignOutAsync(CancellationToken cancellation)
    {
        if (caller.Player.Token is { } token)
        {
            await accounts.SignOutAsync(token, cancellation);
        }

        await sessions.EndAsync(caller, CloseReason.SignedOut);
    }

    private async Task<SignedIn> SignInAsync(Proof proof)
    {
        await sessions.SignInAsync(caller, proof);
        var account = proof.Account;
        return new SignedIn(
            new PlayerIdentity(account.Id, account.Name, account.IsGuest), proof.Token, caller.Player.NextEvent);
    }
}
