using System.Text.Json;
using GameServer.Simulation.Tests.Network;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>
/// Somebody who plays: comes in, sits down, swims and does errands; loses the line, comes back; and goes home when it is
/// over. He believes nothing but PROTOCOL.md, and checks that it is kept.
/// </summary>
internal sealed class Person
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(8);

    // No store holds a call up for longer (Chaos).
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);
    private readonly World _world;
    private readonly Random _random;
    private readonly Errands _errands;
    private readonly string _name;
    private readonly string[] _tokens;

    // When a line was lost before the server had answered a resume with this token.
    private readonly Dictionary<string, long> _unanswered = [];
    private int _guests;
    private View? _view;
    private Link? _before;
    private string? _sessionToken;
    private int _sessionRun;

    /// <summary>Somebody new.</summary>
    /// <param name="world">Where he lives.</param>
    /// <param name="name">What he is called.</param>
    /// <param name="tokens">Of an account with a password, from earlier days; none for a guest.</param>
    /// <param name="purse">The account's.</param>
    public Person(World world, string name, string[] tokens, Purse? purse)
    {
        (_world, _name, _tokens, Purse) = (world, name, tokens, purse);
        _random = world.NewRandom();
        _errands = new Errands(world, this, _random);
    }

    public string Name => _name;

    public Purse? Purse { get; }

    /// <summary>Whether a call that changes where he sits is unanswered: then only the server knows.</summary>
    public bool IsMoving { get; set; }

    /// <summary>Whether he asked to be signed out.</summary>
    public bool IsSigningOut { get; set; }

    /// <summary>Whether he asked to be another account on the same line.</summary>
    public bool IsChanging { get; set; }

    public async Task LiveAsync()
    {
        while (!_world.IsClosing)
        {
            await _world.Time.Pause(TimeSpan.FromMilliseconds(50 + _random.Next(1500)));
            if (_world.Server is null || _world.IsClosing)
            {
                continue;
            }

            var line = _sessionToken is not null && _random.Next(12) == 0 ? await ComeTwiceAsync() : await ComeInAsync();
            if (line is not null)
            {
                await PlayAsync(line);
            }

            if (_random.Next(20) == 0)
            {
                await _world.Time.Pause(TimeSpan.FromSeconds(_random.Next(40)));
            }
        }

        await GoHomeAsync();
    }

    /// <summary>He is somebody else from now on.</summary>
    public void Forget() => (_sessionToken, _view, _before) = (null, null, null);

    /// <summary>Another guest signs in on the line.</summary>
    public async Task<bool> BeGuestAsync(Line line)
    {
        var reply = await line.CallAsync(
            reply => TakeSignIn(line, reply), "login.guest", ("name", $"{_name} {++_guests}"));
        return reply.Succeeded;
    }

    private async Task<Line?> ComeInAsync()
    {
        var line = _world.Connect(_name, _view, _random);
        if (line is null)
        {
            return null;
        }

        var isIn = _tokens.Length == 0 && _sessionToken is null ? await BeGuestAsync(line) : await ResumeAsync(line, Token());
        if (!isIn)
        {
            line.Leave(inOrder: _random.Next(2) == 0);
            return null;
        }

        return line;
    }

    // Two tabs, or a line that was thought dead and a new one: both want the session at once, and one gets it.
    private async Task<Line?> ComeTwiceAsync()
    {
        _world.Report.Count("resumed twice at once");
        var (first, second) = (_world.Connect(_name, _view, _random), _world.Connect(_name, _view, _random));
        if (first is null || second is null)
        {
            first?.Leave(inOrder: false);
            second?.Leave(inOrder: false);
            return null;
        }

        var token = Token();
        await Task.WhenAll(ResumeAsync(first, token), ResumeAsync(second, token));
        await Task.WhenAny(first.Ended, second.Ended, _world.Time.Pause(TimeSpan.FromSeconds(20)));
        _world.Require(
            first.HasEnded || second.HasEnded || !first.View.IsSignedIn || !second.View.IsSignedIn || first.Link.IsFaulty || second.Link.IsFaulty,
            () => $"{_name} has two lines with one session, {first.Link.Number} and {second.Link.Number}");
        var (kept, other) = first.HasEnded ? (second, first) : (first, second);
        other.Leave(inOrder: false);
        if (kept.HasEnded || !kept.View.IsSignedIn)
        {
            kept.Leave(inOrder: false);
            return null;
        }

        (_view, _before) = (kept.View, kept.Link);
        return kept;
    }

    private string Token()
    {
        // One who has several tokens may come with another one: that is a new sign-in.
        return _sessionToken is null || (_tokens.Length > 1 && _random.Next(15) == 0) ? _tokens[_random.Next(_tokens.Length)] : _sessionToken;
    }

    private async Task<bool> ResumeAsync(Line line, string token)
    {
        var seq = line.View.Seq;
        var before = new Before(_view, _before, _sessionToken == token && !IsSigningOut && !IsChanging && !MayBeElsewhere(token), IsMoving, _sessionRun);
        long? lastEvent = before.View is null || _random.Next(10) == 0 ? null : before.View.LastEvent;
        IsChanging |= token != _sessionToken;
        var reply = await line.CallAsync(
            reply => TakeResume(line, reply, token, lastEvent, seq, before), "login.resume",
            lastEvent is null ? [("token", token)] : [("token", token), ("lastEvent", lastEvent)]);
        if (reply.IsLost)
        {
            _unanswered[token] = _world.Time.Now;
        }

        return reply.Succeeded;
    }

    // What he asked for on a line that he lost may yet be done: with another token that is a new sign-in, and ends the session.
    private bool MayBeElsewhere(string token)
    {
        foreach (var (other, at) in _unanswered)
        {
            if (other != token && _world.Time.Now - at < LongestCall.Ticks)
            {
                return true;
            }
        }

        return false;
    }

    private void TakeSignIn(Line line, Reply reply)
    {
        Allow(reply, 1005, 1010, 1003);
        if (reply.Succeeded)
        {
            line.View.SignedIn(reply.Result);
            Adopt(line, reply.Result.GetProperty("token").GetString()!);
        }
    }

    private void TakeResume(Line line, Reply reply, string token, long? lastEvent, int seq, in Before before)
    {
        Allow(reply, IsSigningOut ? 1006 : 1005, 1003);
        if (!reply.Succeeded)
        {
            if (reply.Code == 1006)
            {
                Forget();
            }

            return;
        }

        var mustLive = before.MustLive && before.Link is { } link && !_world.MayHaveEnded(link, before.Run);
        var isWhole = line.View.Resumed(reply.Result, lastEvent, before.WasMoving ? null : before.View?.Room, seq);
        _world.Report.Resumes++;
        if (mustLive)
        {
            var (was, now) = (before.View?.Room, line.View.Room);
            _world.Require(
                before.WasMoving || was?.Id == now?.Id && was?.You == now?.You,
                () => $"{_name} was player {was?.You} in {was?.Id} and came back as {now?.You} in {now?.Id}");
            if (lastEvent is not null && !isWhole)
            {
                _world.JustifyGap(_name, reply.Result.GetProperty("player").GetProperty("id").GetInt64());
            }
        }

        Adopt(line, token);
    }

    private void Adopt(Line line, string token)
    {
        line.View.IsSignedIn = true;
        (_view, _before, _sessionToken, _sessionRun) = (line.View, line.Link, token, _world.Runs);
        (IsMoving, IsSigningOut, IsChanging) = (false, false, false);
    }

    private async Task PlayAsync(Line line)
    {
        var errands = _errands.RunAsync(line);
        var since = _world.Time.Now;
        while (!line.HasEnded && !_world.IsClosing)
        {
            await _world.Time.Pause(Beat);
            if (line.View.Room is { You: > 0 })
            {
                line.Swim(_random.Next(9) - 4, _random.Next(9) - 4, _random.Next(20) == 0);
            }

            var silence = TimeSpan.FromTicks(_world.Time.Now - Math.Max(since, line.HeardAt));
            if (silence > LongestSilence)
            {
                _world.Require(line.Link.IsFaulty, () => $"{_name}: line {line.Link.Number} went silent");
                _world.Say($"{_name} gives line {line.Link.Number} up");
                line.Leave(inOrder: false);
            }
            else if (silence > LongestSilence / 2 && _random.Next(5) == 0)
            {
                _ = line.CallAsync("server.ping", ("seq", 1));
            }
        }

        if (!line.HasEnded)
        {
            line.Leave(inOrder: true);
        }

        await errands;
    }

    private async Task GoHomeAsync()
    {
        // What was asked for is asked for until it is answered, also by one who has lost his line on the way.
        for (var tries = 0; tries < 100 && _view is not null; tries++)
        {
            if (await ComeInAsync() is { } line)
            {
                while (Purse is { IsSettled: false } && !line.HasEnded)
                {
                    await Purse.BuyAsync(line);
                }

                if (_random.Next(2) == 0 || line.HasEnded)
                {
                    line.Leave(inOrder: _random.Next(2) == 0);
                }
                else
                {
                    IsSigningOut = true;
                    await line.CallAsync("login.signOut");
                    await line.Ended;
                }

                if (Purse is null or { IsSettled: true })
                {
                    return;
                }
            }

            await _world.Time.Pause(TimeSpan.FromMilliseconds(300));
        }

        _world.Require(_view is null, () => $"{_name} could not go home");
    }

    /// <summary>What he knew when he asked to come back.</summary>
    private readonly record struct Before(View? View, Link? Link, bool MustLive, bool WasMoving, int Run);

    private void Allow(Reply reply, params ReadOnlySpan<int> codes) => _world.Allow(_name, reply, codes);
}
