using GameServer.Hosting.Accounts;
using GameServer.Hosting.Operations;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;
using GameServer.Services;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>Sessions and a yard to play in, whose clock a test turns by hand.</summary>
internal sealed class TestSessions : IDisposable
{
    private static readonly WireFormat Json = new JsonFormat();

    public TestSessions(int resumeSeconds = 30, int outboxBytes = 262144) => Directory = new SessionDirectory(
        Options.Create(new SessionLimits { ResumeSeconds = resumeSeconds }),
        Options.Create(new RpcLimits { OutboxBytes = outboxBytes }),
        new DrainState(),
        Rooms.Time,
        NullLogger<SessionDirectory>.Instance);

    public TestRooms Rooms { get; } = TestRooms.Of<Yard>();

    public SessionDirectory Directory { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Proof ProofOf(long account, string name) => new(new Account(account, name, IsGuest: true), name);

    public static TestLine LineOf(CallerSession caller) => (TestLine)caller.Connection;

    /// <summary>A line is opened.</summary>
    public CallerSession Open(string id, WireFormat? format = null)
    {
        var caller = new CallerSession();
        Directory.Open(caller, new TestLine(id, format ?? Json));
        return caller;
    }

    /// <summary>Somebody who has signed in and sits in a room.</summary>
    public async Task<CallerSession> SeatedAsync(string id, long account)
    {
        var caller = Open(id);
        await Directory.SignInAsync(caller, ProofOf(account, $"player {account}"));
        await JoinAsync(caller);
        Rooms.Advance(TimeSpan.FromSeconds(0.1));
        return caller;
    }

    public async Task<Joined> JoinAsync(CallerSession caller)
    {
        var joined = await FinishAsync(caller.Player.JoinAsync(Rooms.Directory, null, null, Cancellation));
        caller.Replied(joined);
        return joined;
    }

    /// <summary>Resumes a session, up to and with the reply.</summary>
    public async Task<SignedIn> ResumeAsync(CallerSession caller, long account, long? lastEvent)
    {
        var (nextEvent, room) = await FinishAsync(Directory.ResumeAsync(caller, ProofOf(account, $"player {account}"), lastEvent));
        var reply = new SignedIn(new PlayerIdentity(account, "", true), "", nextEvent, room);
        caller.Replied(reply);
        return reply;
    }

    public async Task<T> FinishAsync<T>(Task<T> task)
    {
        await AdvanceUntil(() => task.IsCompleted);
        return await task;
    }

    public async Task FinishAsync(Task task)
    {
        await AdvanceUntil(() => task.IsCompleted);
        await task;
    }

    public async Task AdvanceUntil(Func<bool> holds)
    {
        while (!holds())
        {
            Rooms.Loops.RunDue();
            await Task.Yield();
            if (!holds())
            {
                Rooms.Time.Advance(TimeSpan.FromMilliseconds(1));
            }

            Cancellation.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => Rooms.Dispose();
}
