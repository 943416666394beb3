using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Transport;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>Who is an account's session while several sign in, move and fail at the same time.</summary>
public sealed class SessionDirectoryTests : IDisposable
{
    private readonly TestSessions _test = new();

    private SessionDirectory Sessions => _test.Directory;

    private RoomDirectory Rooms => _test.Rooms.Directory;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_was_taken_over_does_not_take_over_its_successor()
    {
        var (first, second) = (_test.Open("first"), _test.Open("second"));
        await Sessions.SignInAsync(first, TestSessions.ProofOf(1, "Ann"));
        await Sessions.SignInAsync(second, TestSessions.ProofOf(1, "Ann"));

        foreach (var account in new[] { 1, 2 })
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => Sessions.SignInAsync(first, TestSessions.ProofOf(account, "Ann")));
            Assert.Equal(ErrorCodes.SignInFirst, refusal.Code);
        }

        Assert.Same(second.Player, Sessions.Find(1));
        Assert.Null(Sessions.Find(2));
        Assert.False(second.Player.HasEnded);
        Assert.Equal(CloseReason.TakenOver, TestSessions.LineOf(first).Reason);
    }

    [Fact]
    public async Task Whoever_moves_is_shown_nothing_any_more_of_where_he_was()
    {
        var caller = await _test.SeatedAsync("caller", 1);
        Assert.Equal(0, TestSessions.LineOf(caller).DroppedSnapshots);
        await _test.JoinAsync(caller);
        Assert.Equal(1, TestSessions.LineOf(caller).DroppedSnapshots);
        await _test.FinishAsync(caller.Player.LeaveAsync());
        Assert.Equal(2, TestSessions.LineOf(caller).DroppedSnapshots);
    }

    [Fact]
    public async Task Between_two_accounts_a_session_is_nobodys_and_sits_nowhere()
    {
        var (caller, other) = (_test.Open("caller"), _test.Open("other"));
        await Sessions.SignInAsync(caller, TestSessions.ProofOf(1, "Ann"));
        await Sessions.SignInAsync(other, TestSessions.ProofOf(2, "Bob"));
        await _test.JoinAsync(caller);
        await _test.JoinAsync(other);

        // Taking Bob's account over waits for Bob's room, which waits for its next step.
        var changing = Sessions.SignInAsync(caller, TestSessions.ProofOf(2, "Bob"));
        await _test.AdvanceUntil(() => Rooms.List().Single().Players == 1);
        while (Sessions.Find(2) != caller.Player)
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }

        Assert.False(caller.IsSignedIn);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => caller.Player.JoinAsync(Rooms, null, null, Cancellation));
        Assert.Equal(ErrorCodes.SignInFirst, refusal.Code);

        await _test.AdvanceUntil(() => changing.IsCompleted);
        await changing;
        Assert.Equal("Bob", caller.Account?.Name);
        Assert.Null(caller.Seat);
        Assert.Equal(0, Rooms.List().Sum(room => room.Players));
    }

    [Fact]
    public async Task Who_joins_a_room_that_fails_in_the_same_step_is_told_after_the_reply_and_sits_nowhere()
    {
        var (caller, other) = (_test.Open("caller"), _test.Open("other"));
        await Sessions.SignInAsync(caller, TestSessions.ProofOf(1, "Ann"));
        await Sessions.SignInAsync(other, TestSessions.ProofOf(2, "Bob"));
        await _test.JoinAsync(other);
        var joining = caller.Player.JoinAsync(Rooms, null, null, Cancellation);
        other.Player.Seat!.Post(new Act(Deed.Fail));
        await _test.AdvanceUntil(() => joining.IsCompleted);
        var reply = await joining;

        Assert.Null(caller.Player.Place);
        var line = TestSessions.LineOf(caller);
        Assert.Empty(line.Sent);
        caller.Replied(reply);
        Assert.Contains("room.closed", line.Sent[^1], StringComparison.Ordinal);
        await _test.JoinAsync(caller);
        Assert.NotNull(caller.Seat);
    }

    [Fact]
    public async Task Who_sits_down_where_he_watched_hears_each_event_once()
    {
        var other = await _test.SeatedAsync("other", 2);
        var caller = _test.Open("caller");
        await Sessions.SignInAsync(caller, TestSessions.ProofOf(1, "Ann"));
        caller.Replied(await _test.FinishAsync(caller.Player.WatchAsync(Rooms, null, null, Cancellation)));
        var joining = caller.Player.JoinAsync(Rooms, null, null, Cancellation);
        other.Seat!.Post(new Act(Deed.Say));
        caller.Replied(await _test.FinishAsync(joining));
        _test.Rooms.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Single(TestSessions.LineOf(caller).Sent, message => message.Contains("test.said", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(Rooms.List()).Players);
    }

    [Fact]
    public async Task Watching_the_room_where_one_sits_frees_the_seat_and_joining_it_ends_the_watching()
    {
        var caller = _test.Open("caller");
        await Sessions.SignInAsync(caller, TestSessions.ProofOf(1, "Ann"));
        await _test.JoinAsync(caller);
        var first = caller.Player.Place!;
        var moving = caller.Player.WatchAsync(Rooms, null, first.Room.Id, Cancellation);
        await _test.AdvanceUntil(() => moving.IsCompleted);
        caller.Replied(await moving);

        Assert.Null(caller.Seat);
        Assert.Equal(first.Room.Id, caller.Player.Place?.Room.Id);
        Assert.Equal(0, Assert.Single(Rooms.List()).Players);
        await _test.JoinAsync(caller);
        Assert.Equal(1, Assert.Single(Rooms.List()).Players);
    }

    public void Dispose() => _test.Dispose();
}
