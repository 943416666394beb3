using GameServer.Services;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>A guest's session learns that he has registered, whatever it does at that moment.</summary>
public sealed class RegisteredGuestTests : IDisposable
{
    private readonly TestSessions _test = new();

    [Fact]
    public async Task A_seat_that_is_being_taken_gets_the_new_name()
    {
        var caller = _test.Open("caller");
        await _test.Directory.SignInAsync(caller, TestSessions.ProofOf(1, "Visitor"));
        // The room lets him in at its next tick.
        var joining = _test.JoinAsync(caller);
        var registering = _test.Directory.RegisteredAsync(new Account(1, "Ann", IsGuest: false));
        await _test.FinishAsync(Task.WhenAll(joining, registering));
        _test.Rooms.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("Ann", caller.Seat?.Player.Name);
        Assert.Equal(new Account(1, "Ann", IsGuest: false), caller.Account);
        Assert.Equal("Visitor", caller.Player.Token);
    }

    [Fact]
    public async Task A_session_that_begins_with_what_was_read_before_is_the_account_s_as_it_is_now()
    {
        await _test.Directory.RegisteredAsync(new Account(1, "Ann", IsGuest: false));
        var caller = _test.Open("caller");
        await _test.Directory.SignInAsync(caller, TestSessions.ProofOf(1, "Visitor"));
        Assert.Equal(new Account(1, "Ann", IsGuest: false), caller.Account);
    }

    [Fact]
    public async Task Somebody_else_s_session_keeps_its_name()
    {
        var caller = await _test.SeatedAsync("caller", 2);
        await _test.FinishAsync(_test.Directory.RegisteredAsync(new Account(1, "Ann", IsGuest: false)));
        Assert.Equal("player 2", caller.Account?.Name);
        Assert.Equal("player 2", caller.Seat?.Player.Name);
    }

    [Fact]
    public async Task A_guest_who_is_away_comes_back_under_the_new_name()
    {
        var caller = await _test.SeatedAsync("caller", 1);
        await _test.FinishAsync(_test.Directory.ClosedAsync(caller));
        await _test.FinishAsync(_test.Directory.RegisteredAsync(new Account(1, "Ann", IsGuest: false)));
        var back = _test.Open("back");
        var reply = await _test.ResumeAsync(back, 1, lastEvent: null);
        Assert.Equal("Ann", Assert.Single(reply.Room!.Players).Name);
        Assert.False(back.Account?.IsGuest);
    }

    [Fact]
    public async Task A_session_that_did_not_hear_of_it_learns_it_when_its_player_comes_back()
    {
        await _test.SeatedAsync("caller", 1);
        var back = _test.Open("back");
        var proof = TestSessions.ProofOf(1, "player 1") with { Account = new Account(1, "Ann", IsGuest: false) };
        var (_, room) = await _test.FinishAsync(_test.Directory.ResumeAsync(back, proof, lastEvent: null));
        Assert.Equal("Ann", Assert.Single(room!.Players).Name);
        Assert.Equal(proof.Account, back.Account);
    }

    public void Dispose() => _test.Dispose();
}
