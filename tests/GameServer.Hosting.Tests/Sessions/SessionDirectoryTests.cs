using GameServer.Hosting.Accounts;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Transport;
using GameServer.Services;
using Microsoft.Extensions.Logging.Abstractions;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>Who is an account's session while several sign in, move and fail at the same time.</summary>
public sealed class SessionDirectoryTests : IDisposable
{
    private readonly TestRooms _rooms = TestRooms.Of<Yard>();
    private readonly SessionDirectory _sessions = new(NullLogger<SessionDirectory>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_was_taken_over_does_not_take_over_its_successor()
    {
        var (first, second) = (Open("first"), Open("second"));
        await _sessions.SignInAsync(first, ProofOf(1, "Ann"));
        await _sessions.SignInAsync(second, ProofOf(1, "Ann"));

        foreach (var account in new[] { 1, 2 })
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => _sessions.SignInAsync(first, ProofOf(account, "Ann")));
            Assert.Equal(ErrorCodes.SignInFirst, refusal.Code);
        }

        Assert.Same(second.Player, _sessions.Find(1));
        Assert.Null(_sessions.Find(2));
        Assert.False(second.Player.HasEnded);
        Assert.Equal(CloseReason.TakenOver, ((TestLine)first.Player.Connection).Reason);
    }

    [Fact]
    public async Task Between_two_accounts_a_session_is_nobodys_and_sits_nowhere()
    {
        var (caller, other) = (Open("caller"), Open("other"));
        await _sessions.SignInAsync(caller, ProofOf(1, "Ann"));
        await _sessions.SignInAsync(other, ProofOf(2, "Bob"));
        await JoinAsync(caller);
        await JoinAsync(other);

        // Taking Bob's account over waits for Bob's room, which waits for its next step.
        var changing = _sessions.SignInAsync(caller, ProofOf(2, "Bob"));
        await AdvanceUntil(() => _rooms.Directory.List().Single().Players == 1);
        while (_sessions.Find(2) != caller.Player)
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }

        Assert.False(caller.IsSignedIn);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => caller.Player.JoinAsync(_rooms.Directory, null, null, Cancellation));
        Assert.Equal(ErrorCodes.SignInFirst, refusal.Code);

        await AdvanceUntil(() => changing.IsCompleted);
        await changing;
        Assert.Equal("Bob", caller.Account?.Name);
        Assert.Null(caller.Seat);
        Assert.Equal(0, _rooms.Directory.List().Sum(room => room.Players));
    }

    [Fact]
    public async Task Who_joins_a_room_that_fails_in_the_same_step_is_told_after_the_reply_and_sits_nowhere()
    {
        var (caller, other) = (Open("caller"), Open("other"));
        await _sessions.SignInAsync(caller, ProofOf(1, "Ann"));
        await _sessions.SignInAsync(other, ProofOf(2, "Bob"));
        await JoinAsync(other);
        var joining = caller.Player.JoinAsync(_rooms.Directory, null, null, Cancellation);
        other.Player.Seat!.Post(new Act(Deed.Fail));
        await AdvanceUntil(() => joining.IsCompleted);
        var reply = await joining;

        Assert.Null(caller.Player.Place);
        var line = (TestLine)caller.Player.Connection;
        Assert.Empty(line.Sent);
        caller.Replied(reply);
        Assert.Contains("room.closed", line.Sent[^1], StringComparison.Ordinal);
        await JoinAsync(caller);
        Assert.NotNull(caller.Seat);
    }

    [Fact]
    public async Task Watching_the_room_where_one_sits_frees_the_seat_and_joining_it_ends_the_watching()
    {
        var caller = Open("caller");
        await _sessions.SignInAsync(caller, ProofOf(1, "Ann"));
        await JoinAsync(caller);
        var first = caller.Player.Place!;
        var moving = caller.Player.WatchAsync(_rooms.Directory, null, first.Room.Id, Cancellation);
        await AdvanceUntil(() => moving.IsCompleted);
        caller.Replied(await moving);

        Assert.Null(caller.Seat);
        Assert.Equal(first.Room.Id, caller.Player.Place?.Room.Id);
        Assert.Equal(0, Assert.Single(_rooms.Directory.List()).Players);
        await JoinAsync(caller);
        Assert.Equal(1, Assert.Single(_rooms.Directory.List()).Players);
    }

    public void Dispose() => _rooms.Dispose();

    private static Proof ProofOf(long account, string name) => new(new Account(account, name, IsGuest: true), name);

    private CallerSession Open(string id)
    {
        var caller = new CallerSession();
        _sessions.Opened(caller.Open(new TestLine(id)));
        return caller;
    }

    private async Task JoinAsync(CallerSession caller)
    {
        var joining = caller.Player.JoinAsync(_rooms.Directory, null, null, Cancellation);
        await AdvanceUntil(() => joining.IsCompleted);
        caller.Replied(await joining);
    }

    private async Task AdvanceUntil(Func<bool> holds)
    {
        while (!holds())
        {
            _rooms.Loops.RunDue();
            await Task.Yield();
            if (!holds())
            {
                _rooms.Time.Advance(TimeSpan.FromMilliseconds(1));
            }

            Cancellation.ThrowIfCancellationRequested();
        }
    }
}
