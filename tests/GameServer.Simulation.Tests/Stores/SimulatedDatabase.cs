using GameServer.Hosting.Accounts;
using GameServer.Hosting.Rooms;
using GameServer.Services;

namespace GameServer.Simulation.Tests.Stores;

/// <summary>The tables, which outlive the server, and all stores over them.</summary>
internal sealed class SimulatedDatabase(StoreWeather weather) : IAccountStore, ITokenStore, IScoreStore, IStandingStore, IAwardSink
{
    private const int TokensPerAccount = 10;
    private readonly List<Account> _accounts = [];
    private readonly Dictionary<string, Account> _byName = [];
    private readonly List<(string Hash, Account Account)> _tokens = [];
    private readonly SortedDictionary<long, long> _points = [];

    public SimulatedWallets Wallets { get; } = new(weather);

    /// <summary>Puts in an account with a password, and a token of it from an earlier day.</summary>
    public long AddRegistered(string name, string token)
    {
        var account = NewAccount(AccountName.Parse(name), isGuest: false)!;
        AddToken(account.Id, token);
        return account.Id;
    }

    public void AddToken(long accountId, string token) =>
        _tokens.Add((Convert.ToHexString(AccessToken.Hash(token)!), _accounts[(int)accountId - 1]));

    public Task<Account?> AddAsync(AccountName name, string? passwordHash, CancellationToken cancellation) =>
        weather.DoAsync(() => NewAccount(name, passwordHash is null), cancellation);

    public Task<GuestRegistration> RegisterGuestAsync(
        long accountId, AccountName name, string passwordHash, DateTimeOffset expires, CancellationToken cancellation) =>
        throw new NotSupportedException("Nobody registers in the simulation.");

    public void Refresh()
    {
    }

    public Task<StoredAccount?> FindAsync(AccountName name, CancellationToken cancellation) => weather.DoAsync(
        () => _byName.TryGetValue(name.Key, out var account) ? new StoredAccount(account, null) : null, cancellation);

    public Task SetPasswordHashAsync(long accountId, string passwordHash, CancellationToken cancellation) => Task.CompletedTask;

    public Task<int> RemoveGuestsWithoutTokenAsync(DateTimeOffset createdBefore, CancellationToken cancellation) => Task.FromResult(0);

    public Task AddAsync(long accountId, byte[] hash, DateTimeOffset expires, CancellationToken cancellation) => weather.DoAsync(
        () =>
        {
            _tokens.Add((Convert.ToHexString(hash), _accounts[(int)accountId - 1]));
            while (_tokens.Count(token => token.Account.Id == accountId) > TokensPerAccount)
            {
                _tokens.RemoveAt(_tokens.FindIndex(token => token.Account.Id == accountId));
            }

            return true;
        },
        cancellation);

    public Task<Account?> UseAsync(byte[] hash, CancellationToken cancellation)
    {
        var key = Convert.ToHexString(hash);
        return weather.DoAsync(() => _tokens.Find(token => token.Hash == key).Account, cancellation)!;
    }

    public Task RemoveAsync(byte[] hash, CancellationToken cancellation)
    {
        var key = Convert.ToHexString(hash);
        return weather.DoAsync(() => _tokens.RemoveAll(token => token.Hash == key), cancellation);
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellation) => Task.FromResult(0);

    public Task AddAsync(IReadOnlyCollection<EarnedPoints> scores, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, LeaderboardSort sort, CancellationToken cancellation) =>
        weather.DoAsync<IReadOnlyList<LeaderboardEntry>>(
            () => [.. _points.OrderByDescending(entry => entry.Value).Take(count)
                .Select((entry, index) => new LeaderboardEntry(index + 1, _accounts[(int)entry.Key - 1].Name, entry.Value, entry.Value))],
            cancellation);

    public void Award(long accountId, string name, int points) =>
        _points[accountId] = _points.GetValueOrDefault(accountId) + points;

    public void Pay(long accountId, int coins, string item)
    {
        if (!_accounts[(int)accountId - 1].IsGuest)
        {
            Wallets.Pay(accountId, coins, item);
        }
    }

    public Task<AccountStanding?> FindAsync(long accountId, CancellationToken cancellation) =>
        weather.DoAsync<AccountStanding?>(() => null, cancellation);

    public Task SetAdministratorAsync(long accountId, bool isAdministrator, CancellationToken cancellation) => Task.CompletedTask;

    public Task SetMutedAsync(long accountId, DateTimeOffset? until, CancellationToken cancellation) => Task.CompletedTask;

    public Task SetBannedAsync(long accountId, DateTimeOffset? until, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<TokenStanding>> TokensOfAsync(IReadOnlyCollection<long> accountIds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TokenStanding>>([]);

    private Account? NewAccount(AccountName name, bool isGuest)
    {
        var account = new Account(_accounts.Count + 1, name.Text, isGuest);
        if (!_byName.TryAdd(name.Key, account))
        {
            return null;
        }

        _accounts.Add(account);
        return account;
    }
}
