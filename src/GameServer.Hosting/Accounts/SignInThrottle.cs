using GameServer.Hosting.Sessions;
using GameServer.Rpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// Slows down who guesses passwords, before a password is hashed: an address that failed too often waits, and where too
/// many guessed at one account, addresses that it does not know wait each for themselves.
/// </summary>
/// <remarks>
/// Nobody can lock somebody else out. An address from which an account signed in before does not feel what others did to
/// the account; any other waits for no more than <see cref="LongestForAccount"/>, whatever others do meanwhile; and a
/// token is never asked for failures. A name that nobody has is treated like any other.
/// </remarks>
/// <param name="limits">How many failures are free.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of those who have to wait.</param>
public sealed class SignInThrottle(IOptions<SessionLimits> limits, TimeProvider time, ILogger<SignInThrottle> logger)
{
    /// <summary>The longest wait of an address that fails.</summary>
    public static readonly TimeSpan LongestForAddress = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The longest wait of an address that an account does not know. It is short because it meets the innocent too, and
    /// may be: each address that guesses on has its own waits beside.
    /// </summary>
    public static readonly TimeSpan LongestForAccount = TimeSpan.FromMinutes(1);

    private const int MostKept = 32_768;

    private readonly Lock _lock = new();
    private readonly FailureCounts<ClientNetwork> _networks = new(limits.Value.FreeSignInFailures, LongestForAddress, MostKept, time);
    private readonly FailureCounts<string> _accounts = new(limits.Value.FreeAccountFailures, LongestForAccount, MostKept, time);

    // When a network may try an account that is being guessed at, and when one last signed in to an account: of each, the
    // latest are kept.
    private readonly BoundedTable<Place, Turn> _turns = new(MostKept, static turn => turn.Asked);
    private readonly BoundedTable<Place, long> _known = new(MostKept, static last => last);

    /// <summary>
    /// Somebody is about to try. It counts as a failure from now on, so that a burst cannot outrun the count, until the
    /// attempt is said to be none.
    /// </summary>
    /// <param name="network">Where from.</param>
    /// <param name="name">The account's name; null where it is no name at all, or where only the address counts.</param>
    /// <exception cref="RpcException">1005 when it is too early.</exception>
    public SignInAttempt Begin(ClientNetwork network, AccountName? name)
    {
        lock (_lock)
        {
            Refuse(_networks.WaitOf(network));
            if (name is { Fold: var key })
            {
                var place = new Place(key, network);
                WaitForTurn(place);
                _accounts.Add(key);
                TakeTurn(place);
            }

            var failures = _networks.Add(network);
            if (failures > limits.Value.FreeSignInFailures)
            {
                AccountLog.SlowedDown(logger, network, failures - 1);
            }

            return new SignInAttempt(this, network, name?.Fold);
        }
    }

    /// <summary>Somebody proved that an account is his.</summary>
    /// <param name="network">Where from.</param>
    /// <param name="key">The account's name, as it is compared.</param>
    internal void Remember(ClientNetwork network, string key)
    {
        lock (_lock)
        {
            _known.Set(new Place(key, network), time.GetTimestamp());
        }
    }

    /// <summary>An attempt did not fail.</summary>
    internal void Withdraw(ClientNetwork network, string? key)
    {
        lock (_lock)
        {
            _networks.Withdraw(network);
            if (key is not null)
            {
                _accounts.Withdraw(key);
                var place = new Place(key, network);
                if (_turns.TryGet(place, out var turn))
                {
                    // It was not used.
                    _turns.Set(place, turn with { Wait = TimeSpan.Zero });
                }
            }
        }
    }

    // A turn of one's own: whoever waits for one gets it, however often others try meanwhile.
    private void WaitForTurn(Place place)
    {
        if (_accounts.DelayOf(place.Key) == TimeSpan.Zero || _known.TryGet(place, out _))
        {
            return;
        }

        if (!_turns.TryGet(place, out var turn) || time.GetElapsedTime(turn.Asked) > FailureCounts<string>.Quiet)
        {
            turn = TakeTurn(place);
        }

        Refuse(turn.Wait - time.GetElapsedTime(turn.Asked));
    }

    private Turn TakeTurn(Place place)
    {
        var turn = new Turn(time.GetTimestamp(), _accounts.DelayOf(place.Key));
        if (turn.Wait > TimeSpan.Zero && !_known.TryGet(place, out _))
        {
            _turns.Set(place, turn);
        }

        return turn;
    }

    private static void Refuse(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            throw RetryAfter.Error("Too many sign-ins failed.", (int)Math.Ceiling(wait.TotalMilliseconds));
        }
    }

    private readonly record struct Place(string Key, ClientNetwork Network);

    private readonly record struct Turn(long Asked, TimeSpan Wait);
}
