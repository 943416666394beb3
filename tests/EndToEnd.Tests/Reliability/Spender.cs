using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Reliability;

/// <summary>
/// The owner of an account who spends for as long as there is a server, asks again for what was not answered, and keeps
/// books of his own. The books outlive the server, and are compared with its history each time that it is back.
/// </summary>
internal sealed class Spender(string name, int seed, List<string> violations)
{
    private const int Price = 400;
    private const int MostInFlight = 4;
    private const int Page = 200;
    private readonly Random _random = new(seed);

    // What was asked for and not answered, by key; what was answered; what the server's history says.
    private readonly Dictionary<string, string> _open = [];
    private readonly Dictionary<string, WalletLine> _answered = [];
    private readonly Dictionary<string, WalletLine> _history = [];
    private readonly List<string> _unconfirmed = [];
    private string? _token;
    private long _lastId;
    private long _balance;
    private int _purchases;

    /// <summary>The account's number.</summary>
    public long AccountId { get; private set; }

    public KillFigures Figures { get; private set; }

    /// <summary>Makes the account.</summary>
    public async Task RegisterAsync(Uri url, CancellationToken cancellation)
    {
        using var line = new SpendingLine();
        await line.ConnectAsync(url, cancellation);
        var signedIn = await line.CallAsync("login.register", new JsonObject { ["name"] = name, ["password"] = "correct horse" }, cancellation);
        _token = signedIn.GetProperty("token").GetString();
        AccountId = signedIn.GetProperty("player").GetProperty("id").GetInt64();
    }

    /// <summary>Spends until the line breaks.</summary>
    /// <param name="url">The server.</param>
    /// <param name="spending">Called when the history agrees with the books, and spending begins.</param>
    /// <param name="acknowledged">Called with each answer.</param>
    /// <param name="gone">Ends it, should the line not notice.</param>
    public async Task SpendAsync(Uri url, Action spending, Action acknowledged, CancellationToken gone)
    {
        try
        {
            using var line = await BeginAsync(url, gone);
            spending();
            while (true)
            {
                while (line.InFlight < MostInFlight)
                {
                    await BuyAsync(line, gone);
                }

                await AnswerAsync(line, gone);
                acknowledged();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            // The server is gone.
        }

        Figures += new KillFigures(0, 0, _open.Count, 0, 0, 0);
    }

    /// <summary>Asks for what is still unanswered, and compares the books with the history once more.</summary>
    public async Task SettleAsync(Uri url, CancellationToken cancellation)
    {
        using var line = await BeginAsync(url, cancellation);
        while (line.InFlight > 0)
        {
            await AnswerAsync(line, cancellation);
        }

        await ReadHistoryAsync(line, cancellation);
        Require(_open.Count == 0, $"{_open.Count} purchases are never answered");
    }

    /// <summary>Compares the books with what stands in the file, once the server has ended.</summary>
    /// <param name="entries">The account's entries, oldest first.</param>
    public void Compare(IReadOnlyList<WalletLine> entries)
    {
        var balance = 0L;
        foreach (var entry in entries)
        {
            balance += entry.Coins;
            Require(entry.Balance == balance && balance >= 0, $"the file's entry {entry} follows no balance of {balance - entry.Coins}");
        }

        var twice = entries.GroupBy(entry => entry.Key).Where(same => same.Count() > 1).Select(same => same.Key).ToList();
        Require(twice.Count == 0, $"the file has {string.Join(' ', twice)} more than once", doubled: twice.Count);
        var byKey = entries.DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key);
        foreach (var answered in _answered.Values)
        {
            Require(byKey.GetValueOrDefault(answered.Key) == answered, $"the file has not {answered}", lost: 1);
        }

        var unknown = byKey.Keys.Where(key => !IsServers(key) && !_answered.ContainsKey(key)).ToList();
        Require(unknown.Count == 0, $"the file has what nobody bought: {string.Join(' ', unknown)}", doubled: unknown.Count);
        Require(balance == byKey.Values.Where(entry => IsServers(entry.Key)).Sum(entry => entry.Coins) - (long)Price * _answered.Count, $"the file's balance is {balance}");
    }

    private static bool IsServers(string key) => key[0] == '/';

    private async Task<SpendingLine> BeginAsync(Uri url, CancellationToken cancellation)
    {
        var line = new SpendingLine();
        try
        {
            await line.ConnectAsync(url, cancellation);
            await line.CallAsync("login.resume", new JsonObject { ["token"] = _token }, cancellation);
            await ReadHistoryAsync(line, cancellation);
            foreach (var (key, item) in _open)
            {
                await TakeAsync(line, key, item, cancellation);
            }

            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    private async Task ReadHistoryAsync(SpendingLine line, CancellationToken cancellation)
    {
        var news = new List<WalletLine>();
        var hasMore = true;
        while (hasMore)
        {
            var parameters = new JsonObject { ["count"] = Page };
            if (news.Count > 0)
            {
                parameters["before"] = news[^1].Id;
            }

            var page = (await line.CallAsync("wallet.history", parameters, cancellation)).EnumerateArray().Select(WalletLine.Of).ToList();
            news.AddRange(page.TakeWhile(entry => entry.Id > _lastId));
            hasMore = page.Count == Page && page[^1].Id > _lastId;
        }

        news.Reverse();
        news.ForEach(Enter);
        foreach (var key in _unconfirmed)
        {
            Require(_history.GetValueOrDefault(key) == _answered[key], $"acknowledged was {_answered[key]}, there is {_history.GetValueOrDefault(key)}", lost: 1);
        }

        _unconfirmed.Clear();
    }

    private void Enter(WalletLine entry)
    {
        Require(_history.TryAdd(entry.Key, entry), $"{entry} is there again", doubled: 1);
        Require(entry.Balance == _balance + entry.Coins && entry.Balance >= 0, $"{entry} follows a balance of {_balance}");
        Require(IsServers(entry.Key) || _open.ContainsKey(entry.Key) || _answered.ContainsKey(entry.Key), $"nobody bought {entry}", doubled: 1);
        if (_open.ContainsKey(entry.Key))
        {
            Figures += new KillFigures(0, 0, 0, 1, 0, 0);
        }

        (_lastId, _balance) = (entry.Id, entry.Balance);
    }

    private async Task BuyAsync(SpendingLine line, CancellationToken cancellation)
    {
        var key = $"{name}:{++_purchases:000000}";
        var item = $"paint-{_random.Next(8, 12)}";
        _open.Add(key, item);
        await TakeAsync(line, key, item, cancellation);
        // An impatient client: the same purchase twice at the same time.
        if (_random.Next(8) == 0)
        {
            await TakeAsync(line, key, item, cancellation);
        }
    }

    private static Task TakeAsync(SpendingLine line, string key, string item, CancellationToken cancellation) => line.SendAsync(
        key, "wallet.take", new JsonObject { ["amount"] = Price, ["item"] = item, ["key"] = key }, cancellation);

    private async Task AnswerAsync(SpendingLine line, CancellationToken cancellation)
    {
        var (key, answer) = await line.NextAsync(cancellation);
        if (!answer.TryGetProperty("result", out var result))
        {
            Require(false, $"{key} was answered by {answer}");
            return;
        }

        var entry = WalletLine.Of(result);
        Require(entry.Key == key && entry.Coins == -Price && entry.Balance >= 0, $"{key} was answered by {entry}");
        Require(!_history.TryGetValue(key, out var there) || there == entry, $"{there} was answered by {entry}", doubled: 1);
        if (_answered.TryAdd(key, entry))
        {
            _open.Remove(key);
            _unconfirmed.Add(key);
            Figures += new KillFigures(0, 1, 0, 0, 0, 0);
        }
        else
        {
            Require(_answered[key] == entry, $"{_answered[key]} was answered again by {entry}", doubled: 1);
        }
    }

    private void Require(bool holds, string otherwise, int lost = 0, int doubled = 0)
    {
        if (holds)
        {
            return;
        }

        Figures += new KillFigures(0, 0, 0, 0, lost, doubled);
        lock (violations)
        {
            violations.Add($"{name}: {otherwise}");
        }
    }
}
