using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>Who is let in, of those who have proved who they are, and under which names.</summary>
/// <param name="standings">Where bans are kept.</param>
/// <param name="guests">What restrains guests.</param>
/// <param name="filters">Who is asked about names.</param>
/// <param name="time">The clock.</param>
public sealed class Admission(
    IStandingStore standings, GuestRestrictions guests, IEnumerable<INameFilter> filters, TimeProvider time)
{
    private readonly INameFilter[] _filters = [.. filters];

    /// <summary>Reads a name that somebody wants to take.</summary>
    /// <param name="wish">The name.</param>
    /// <exception cref="RpcException">1009.</exception>
    public AccountName ParseNew(string? wish)
    {
        var name = AccountName.Parse(wish);
        return Array.TrueForAll(_filters, filter => filter.Allows(name.Text))
            ? name
            : throw new RpcException(ErrorCodes.NameOrPasswordRefused, "This name is not wanted here.");
    }

    /// <summary>Lets an account in.</summary>
    /// <param name="account">The account, which is proved to be the caller's.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Until when it may not speak.</returns>
    /// <exception cref="RpcException">1017.</exception>
    public async Task<DateTimeOffset?> AdmitAsync(Account account, CancellationToken cancellation)
    {
        var standing = await standings.FindAsync(account.Id, cancellation);
        return standing?.BannedUntil is { } until && until > time.GetUtcNow() ? throw Restrictions.Banned(until) : standing?.MutedUntil;
    }

    /// <summary>Refuses guests from where one was banned.</summary>
    /// <param name="network">Where one comes from.</param>
    /// <exception cref="RpcException">1017.</exception>
    public void RefuseBannedGuests(ClientNetwork network)
    {
        if (guests.BannedUntil(network) is { } until)
        {
            throw Restrictions.Banned(until);
        }
    }

    /// <summary>Lets a new guest in, muted where one of his network is.</summary>
    /// <param name="proof">The proof of who he is.</param>
    /// <param name="network">Where he comes from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<Proof> AdmitGuestAsync(Proof proof, ClientNetwork network, CancellationToken cancellation)
    {
        if (guests.MutedUntil(network) is not { } until)
        {
            return proof;
        }

        await standings.SetMutedAsync(proof.Account.Id, until, cancellation);
        return proof with { MutedUntil = until };
    }
}
