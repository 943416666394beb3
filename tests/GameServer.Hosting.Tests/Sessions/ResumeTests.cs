using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>A player whose line is lost, and who comes back.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TestSessions _test = new();

    private int Seated => _test.Rooms.Directory.List().Sum(room => room.Players);

    [Fact]
    public async Task The_seat_waits_for_its_player_and_so_does_everything_that_he_missed()
    {
        var other = await _test.SeatedAsync("other", 2);
        var caller = await _test.SeatedAsync("first", 1);
        var you = caller.Seat!.Player;
        Say(other);
        var before = TestSessions.LineOf(caller).Numbers.Last();
        await LoseAsync(caller);
        Assert.Equal(2, Seated);
        Say(other);
        Say(other);

        var back = _test.Open("second");
        var reply = await _test.ResumeAsync(back, 1, before);
        Assert.Equal(before + 1, reply.NextEvent);
        Assert.Equal(you.Id, reply.Room!.You);
        Assert.Equal(2, reply.Room.Players.Count);
        Assert.Same(you, back.Seat!.Player);
        Assert.Equal([before + 1, before + 2], TestSessions.LineOf(back).Numbers);
        Say(other);
        Assert.Equal([before + 1, before + 2, before + 3], TestSessions.LineOf(back).Numbers);
        Assert.True(TestSessions.LineOf(back).Snapshots > 0);
        Assert.Equal(2, Seated);
    }

    [Fact]
    public async Task Nothing_is_sent_on_the_new_line_before_the_reply()
    {
        var caller = await _test.SeatedAsync("first", 1);
        await LoseAsync(caller);
        var back = _test.Open("second");
        var resuming = _test.Directory.ResumeAsync(back, TestSessions.ProofOf(1, "player 1"), 0);
        await _test.FinishAsync(resuming);
        _test.Rooms.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(TestSessions.LineOf(back).Sent);
        Assert.Equal(0, TestSessions.LineOf(back).Snapshots);
    }

    [Fact]
    public async Task A_line_that_is_only_half_dead_is_closed_and_can_do_nothing_more()
    {
        var caller = await _test.SeatedAsync("first", 1);
        var back = _test.Open("second");
        await _test.ResumeAsync(back, 1, null);

        Assert.Equal(CloseReason.TakenOver, TestSessions.LineOf(caller).Reason);
        Assert.False(caller.IsSignedIn);
        Assert.Null(caller.Seat);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => _test.JoinAsync(caller));
        Assert.Equal(ErrorCodes.SignInFirst, refusal.Code);
        await _test.FinishAsync(_test.Directory.ClosedAsync(caller));
        Assert.NotNull(back.Seat);
        Assert.Equal(1, Seated);
    }

    [Fact]
    public async Task Who_does_not_come_back_in_time_loses_the_seat_and_who_comes_later_begins_anew()
    {
        var caller = await _test.SeatedAsync("first", 1);
        await LoseAsync(caller);
        _test.Rooms.Advance(TimeSpan.FromSeconds(29.5));
        Assert.Equal(1, Seated);
        _test.Rooms.Advance(TimeSpan.FromSeconds(1));
        await _test.AdvanceUntil(() => Seated == 0);
        await _test.AdvanceUntil(() => _test.Directory.Find(1) is null);

        var back = _test.Open("second");
        var reply = await _test.ResumeAsync(back, 1, lastEvent: 0);
        Assert.Null(reply.Room);
        Assert.True(reply.NextEvent > 1);
        Assert.Null(back.Seat);
    }

    [Fact]
    public async Task Who_names_an_event_that_a_session_before_told_sees_that_something_is_missing()
    {
        var caller = await _test.SeatedAsync("first", 1);
        var far = caller.Player.NextEvent + 100;
        await LoseAsync(caller);

        var back = _test.Open("second");
        var reply = await _test.ResumeAsync(back, 1, far);
        Assert.NotNull(reply.Room);
        Assert.True(reply.NextEvent > far + 1);
        Say(back);
        Assert.Equal([reply.NextEvent], TestSessions.LineOf(back).Numbers);
    }

    [Fact]
    public async Task Who_comes_back_in_time_is_not_sent_away_by_the_time_that_ran_before()
    {
        var caller = await _test.SeatedAsync("first", 1);
        for (var time = 0; time < 3; time++)
        {
            await LoseAsync(caller);
            _test.Rooms.Advance(TimeSpan.FromSeconds(20));
            caller = _test.Open($"line {time}");
            await _test.ResumeAsync(caller, 1, null);
        }

        Assert.Equal(1, Seated);
        Assert.NotNull(caller.Seat);
    }

    [Fact]
    public async Task Of_more_events_than_are_kept_the_client_sees_by_the_number_that_some_are_missing()
    {
        var other = await _test.SeatedAsync("other", 2);
        var caller = await _test.SeatedAsync("first", 1);
        await LoseAsync(caller);
        for (var time = 0; time < SessionEvents.Most + 10; time++)
        {
            Say(other);
        }

        var back = _test.Open("second");
        var reply = await _test.ResumeAsync(back, 1, lastEvent: 0);
        var numbers = TestSessions.LineOf(back).Numbers.ToList();
        Assert.Equal(SessionEvents.Most, numbers.Count);
        Assert.Equal(reply.NextEvent, numbers[0]);
        Assert.True(reply.NextEvent > 1);
        Assert.Equal(Enumerable.Range(0, SessionEvents.Most).Select(index => numbers[0] + index), numbers);
    }

    [Fact]
    public async Task What_is_kept_is_bounded_in_bytes_too()
    {
        using var test = new TestSessions(outboxBytes: 16384);
        var other = await test.SeatedAsync("other", 2);
        var caller = await test.SeatedAsync("first", 1);
        await test.Directory.ClosedAsync(caller);
        for (var time = 0; time < 200; time++)
        {
            Say(other, test);
        }

        var back = test.Open("second");
        await test.ResumeAsync(back, 1, lastEvent: 0);
        Assert.InRange(TestSessions.LineOf(back).Sent.Sum(message => message.Length), 2000, 16384 / 2);
    }

    [Fact]
    public async Task What_was_missed_is_told_in_the_format_of_the_new_line()
    {
        var other = await _test.SeatedAsync("other", 2);
        var caller = await _test.SeatedAsync("first", 1);
        var before = caller.Player.NextEvent - 1;
        await LoseAsync(caller);
        Say(other);
        var back = _test.Open("second", new MessagePackFormat());
        await _test.ResumeAsync(back, 1, before);
        Assert.Contains("test.said", Assert.Single(TestSessions.LineOf(back).Sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_token_of_the_account_begins_anew_and_ends_what_was()
    {
        var caller = await _test.SeatedAsync("first", 1);
        await LoseAsync(caller);
        var elsewhere = _test.Open("elsewhere");
        var proof = TestSessions.ProofOf(1, "player 1") with { Token = "another" };
        var (_, room) = await _test.FinishAsync(_test.Directory.ResumeAsync(elsewhere, proof, 0));
        Assert.Null(room);
        Assert.Null(elsewhere.Seat);
        Assert.Equal(0, Seated);
    }

    [Fact]
    public async Task A_line_that_is_lost_before_it_was_answered_leaves_the_session_waiting()
    {
        var other = await _test.SeatedAsync("other", 2);
        var caller = await _test.SeatedAsync("first", 1);
        var last = caller.Player.NextEvent - 1;
        await LoseAsync(caller);
        Say(other);
        var second = _test.Open("second");
        await _test.FinishAsync(_test.Directory.ResumeAsync(second, TestSessions.ProofOf(1, "player 1"), last));
        await LoseAsync(second);
        Say(other);

        var third = _test.Open("third");
        Assert.Equal(last + 1, (await _test.ResumeAsync(third, 1, last)).NextEvent);
        Assert.Equal([last + 1, last + 2], TestSessions.LineOf(third).Numbers);
    }

    [Fact]
    public async Task Somebody_whose_join_was_not_answered_any_more_gets_room_and_snapshots_on_the_next_line()
    {
        var caller = _test.Open("first");
        await _test.Directory.SignInAsync(caller, TestSessions.ProofOf(1, "player 1"));
        await _test.FinishAsync(caller.Player.JoinAsync(_test.Rooms.Directory, null, null, TestContext.Current.CancellationToken));
        await LoseAsync(caller);
        var back = _test.Open("second");
        var reply = await _test.ResumeAsync(back, 1, null);
        _test.Rooms.Advance(TimeSpan.FromSeconds(0.1));
        Assert.NotEqual(0, reply.Room!.You);
        Assert.True(TestSessions.LineOf(back).Snapshots > 0);
    }

    [Fact]
    public async Task What_a_line_watched_before_its_resume_is_left()
    {
        var caller = await _test.SeatedAsync("first", 1);
        await LoseAsync(caller);
        var back = _test.Open("second");
        var watching = caller.Player;
        back.Replied(await _test.FinishAsync(back.Player.WatchAsync(_test.Rooms.Directory, null, null, TestContext.Current.CancellationToken)));
        var watched = back.Player;
        await _test.ResumeAsync(back, 1, null);
        Assert.Same(watching, back.Player);
        Assert.True(watched.HasEnded);
        Assert.Null(watched.Place);
    }

    [Fact]
    public async Task Where_it_is_switched_off_a_session_ends_with_its_line()
    {
        using var test = new TestSessions(resumeSeconds: 0);
        var caller = await test.SeatedAsync("first", 1);
        await test.FinishAsync(test.Directory.ClosedAsync(caller));
        Assert.Null(test.Directory.Find(1));
        Assert.Equal(0, Assert.Single(test.Rooms.Directory.List()).Players);
    }

    [Fact]
    public async Task Signing_out_ends_it_at_once()
    {
        var caller = await _test.SeatedAsync("first", 1);
        await _test.FinishAsync(_test.Directory.EndAsync(caller.Player, CloseReason.SignedOut));
        await LoseAsync(caller);
        Assert.Null(_test.Directory.Find(1));
        Assert.Equal(0, Seated);
    }

    public void Dispose() => _test.Dispose();

    private Task LoseAsync(CallerSession caller) => _test.FinishAsync(_test.Directory.ClosedAsync(caller));

    private void Say(CallerSession caller, TestSessions? test = null)
    {
        caller.Seat!.Post(new Act(Deed.Say));
        (test ?? _test).Rooms.Advance(TimeSpan.FromSeconds(0.05));
    }
}
