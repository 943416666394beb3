using System.Security.Cryptography;
using System.Text;
using GameServer.Rpc;
using GameServer.Services;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Accounts;

/// <summary>Makes accounts, proves who somebody is, and hands out tokens.</summary>
/// <param name="accounts">Where accounts are kept.</param>
/// <param name="tokens">Where tokens are kept.</param>
/// <param name="scores">Shows names beside points.</param>
/// <param name="passwords">Where passwords are hashed.</param>
/// <param name="throttle">Slows down who guesses.</param>
/// <param name="admission">Says who is let in.</param>
/// <param name="options">How long tokens live.</param>
/// <param name="time">The clock.</param>
public sealed class AccountKeeper(
    IAccountStore accounts,
    ITokenStore tokens,
    IScoreStore scores,
    PasswordLane passwords,
    SignInThrottle throttle,
    Admission admission,
    IOptions<AccountOptions> options,
    TimeProvider time)
{
    private const int ShortestPassword = 8;
    private const int LongestPassword = 128;

    /// <summary>Makes an account with a password.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="password">Its password, 8 to 128 characters.</param>
    /// <param name="network">Where the wish comes from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RpcException">1001, 1005, 1009.</exception>
    public async Task<Proof> RegisterAsync(string name, string password, ClientNetwork network, CancellationToken cancellation)
    {
        var wanted = admission.ParseNew(name);
        CheckPassword(password);
        // A name that is taken is one that was guessed: it counts, for the address alone.
        var attempt = throttle.Begin(network, name: null);
        var proof = await attempt.CountAsync(
            async () =>
            {
                if (await accounts.FindAsync(wanted, cancellation) is not null)
                {
                    // Known before the hashing, which is the dear part.
                    throw NameTaken();
                }

                var hash = await passwords.HashAsync(password, network, cancellation);
                return await ProveAsync(await accounts.AddAsync(wanted, hash, cancellation) ?? throw NameTaken(), cancellation);
            },
            ErrorCodes.NameTaken);
        throttle.Remember(network, wanted.Fold);
        return proof;
    }

    /// <summary>Makes a guest's account one with a password.</summary>
    /// <param name="guest">The guest's proof.</param>
    /// <param name="name">The account's name from now on, which may be the guest's own.</param>
    /// <param name="password">Its password, 8 to 128 characters.</param>
    /// <param name="network">Where the wish comes from.</param>
    /// <param name="cancellation">Gives up waiting for the password to be hashed.</param>
    /// <returns>The same account and token; another account where the guest's was forgotten meanwhile.</returns>
    /// <exception cref="RpcException">1001, 1005, 1009, 1017.</exception>
    public async Task<Proof> RegisterAsync(
        Proof guest, string name, string password, ClientNetwork network, CancellationToken cancellation)
    {
        var wanted = admission.ParseNew(name);
        CheckPassword(password);
        var attempt = throttle.Begin(network, name: null);
        var registration = await attempt.CountAsync(
            () => RegisterGuestAsync(guest.Account, wanted, password, network, cancellation), ErrorCodes.NameTaken);
        if (registration.Account is not { } account)
        {
            return await RegisterAsync(name, password, network, cancellation);
        }

        scores.Refresh();
        throttle.Remember(network, wanted.Fold);
        return guest with { Account = account };
    }

    /// <summary>Checks a name and its password.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="network">Where they come from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RpcException">1002, 1005, 1017.</exception>
    public async Task<Proof> SignInAsync(string name, string password, ClientNetwork network, CancellationToken cancellation)
    {
        var known = AccountName.Find(name);
        var attempt = throttle.Begin(network, known);
        var proof = await attempt.CountAsync(
            () => CheckAsync(known, password, network, cancellation), ErrorCodes.WrongNameOrPassword);
        if (known is { Fold: var fold })
        {
            throttle.Remember(network, fold);
        }

        return proof;
    }

    /// <summary>Makes an account without a password.</summary>
    /// <param name="wish">The name that is wished for; a number is added where it is taken. Null for a made-up one.</param>
    /// <param name="network">Where the wish comes from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RpcException">1005, 1009, 1017.</exception>
    public async Task<Proof> GuestAsync(string? wish, ClientNetwork network, CancellationToken cancellation)
    {
        admission.RefuseBannedGuests(network);
        var made = string.IsNullOrWhiteSpace(wish);
        var name = made ? AccountName.Parse("Guest") : admission.ParseNew(wish);
        var account = made ? null : await accounts.AddAsync(name, passwordHash: null, cancellation);
        // A longer number each time: by chance alone the second try finds a place among a thousand of one name.
        for (int least = made ? 1_000 : 10; account is null && least <= 1_000_000; least *= 10)
        {
            var numbered = name.WithNumber(RandomNumberGenerator.GetInt32(least, 10 * least));
            account = await accounts.AddAsync(numbered, passwordHash: null, cancellation);
        }

        var proof = await ProveAsync(account ?? throw NameTaken(), cancellation);
        return await admission.AdmitGuestAsync(proof, network, cancellation);
    }

    /// <summary>Finds who holds a token, and lets it live longer.</summary>
    /// <param name="token">The token.</param>
    /// <param name="network">Where it comes from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RpcException">1006, 1017.</exception>
    public async Task<Proof> ResumeAsync(string token, ClientNetwork network, CancellationToken cancellation)
    {
        var account = AccessToken.Hash(token) is { } hash ? await tokens.UseAsync(hash, cancellation) : null;
        if (account is null)
        {
            throw new RpcException(ErrorCodes.InvalidToken, "The token is unknown, expired or signed out.");
        }

        if (!account.IsGuest && AccountName.Find(account.Name) is { Fold: var fold })
        {
            throttle.Remember(network, fold);
        }

        return new Proof(account, token) { MutedUntil = await admission.AdmitAsync(account, cancellation) };
    }

    /// <summary>Ends a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public Task SignOutAsync(string token, CancellationToken cancellation) =>
        AccessToken.Hash(token) is { } hash ? tokens.RemoveAsync(hash, cancellation) : Task.CompletedTask;

    private async Task<GuestRegistration> RegisterGuestAsync(
        Account guest, AccountName wanted, string password, ClientNetwork network, CancellationToken cancellation)
    {
        await admission.AdmitAsync(guest, cancellation);
        if (await accounts.FindAsync(wanted, cancellation) is { Account.Id: var owner } && owner != guest.Id)
        {
            throw NameTaken();
        }

        var hash = await passwords.HashAsync(password, network, cancellation);
        var expires = time.GetUtcNow() + options.Value.LifeOf(guest with { IsGuest = false });
        // From here on it is done to the end: a session that did not hear of it would go on as a guest's.
        var registration = await accounts.RegisterGuestAsync(guest.Id, wanted, hash, expires, CancellationToken.None);
        return registration.Outcome switch
        {
            GuestRegistrationOutcome.NameTaken => throw NameTaken(),
            GuestRegistrationOutcome.AlreadyRegistered => throw new RpcException(ErrorCodes.NameTaken, "The account has a name and a password already."),
            _ => registration,
        };
    }

    private async Task<Proof> CheckAsync(
        AccountName? name, string password, ClientNetwork network, CancellationToken cancellation)
    {
        if (name is not { } known || password is null || password.Length > LongestPassword || !IsWellFormed(password))
        {
            // Nobody could have registered with these, so nothing is learned from a quick answer.
            throw WrongNameOrPassword();
        }

        var stored = await accounts.FindAsync(known, cancellation);
        var result = await passwords.VerifyAsync(stored, password, network, cancellation);
        if (stored is null || result == PasswordVerificationResult.Failed)
        {
            throw WrongNameOrPassword();
        }

        var mutedUntil = await admission.AdmitAsync(stored.Account, cancellation);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var hash = await passwords.HashAsync(password, network, cancellation);
            await accounts.SetPasswordHashAsync(stored.Account.Id, hash, cancellation);
        }

        return await ProveAsync(stored.Account, cancellation) with { MutedUntil = mutedUntil };
    }

    private static void CheckPassword(string? password)
    {
        if (password is null or { Length: < ShortestPassword or > LongestPassword })
        {
            throw new RpcException(
                ErrorCodes.NameOrPasswordRefused, $"A password has {ShortestPassword} to {LongestPassword} characters.");
        }

        if (!IsWellFormed(password))
        {
            throw new RpcException(ErrorCodes.NameOrPasswordRefused, "The password is not well-formed text.");
        }
    }

    // Half a surrogate pair cannot be normalised.
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static RpcException NameTaken() => new(ErrorCodes.NameTaken, "An account of this name, or of one that looks like it, exists.");

    private static RpcException WrongNameOrPassword() => new(ErrorCodes.WrongNameOrPassword, "Wrong name or password.");

    private async Task<Proof> ProveAsync(Account account, CancellationToken cancellation)
    {
        var token = AccessToken.Create();
        var expires = time.GetUtcNow() + options.Value.LifeOf(account);
        await tokens.AddAsync(account.Id, AccessToken.Hash(token)!, expires, cancellation);
        return new Proof(account, token);
    }
}
