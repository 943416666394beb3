using System.Diagnostics;
using Ecosystem.Tests.Infrastructure;
using StreamJsonRpc;

namespace Ecosystem.Tests.StreamJsonRpcClient;

/// <summary>StreamJsonRpc's stock client, in each of its formatters that speak JSON or MessagePack, plays on the server.</summary>
public sealed class StreamJsonRpcTests(RunningServer server) : IClassFixture<RunningServer>
{
    public static TheoryData<string> All =>
    [
        nameof(SystemTextJsonFormatter), nameof(JsonMessageFormatter), nameof(PolyTypeJsonFormatter),
        nameof(MessagePackFormatter), nameof(NerdbankMessagePackFormatter),
    ];

    [Theory, MemberData(nameof(All))]
    public async Task Arguments_go_by_position_and_by_name_and_replies_come_back(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter);
        var pong = await client.CallAsync<Pong>("server.ping", 7, 1.5);
        Assert.Equal((7, 1.5), (pong.Seq, pong.Sent));
        pong = await client.CallNamedAsync<Pong>("server.ping", ("sent", -0.25), ("seq", 8));
        Assert.Equal((8, -0.25), (pong.Seq, pong.Sent));
        pong = await client.CallAsync<Pong>("server.ping");
        Assert.Equal((0, 0), (pong.Seq, pong.Sent));
        Assert.Contains(client.Subprotocol, (await client.CallAsync<Info>("server.info")).Protocols);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whole_numbers_of_every_size_arrive(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter);
        foreach (object seq in new object[] { (byte)200, (sbyte)-100, (short)-300, (ushort)60000, -70000, 70000u, 5L, 6UL, int.MaxValue, int.MinValue })
            Assert.Equal(Convert.ToInt64(seq), (await client.CallNamedAsync<Pong>("server.ping", ("seq", seq))).Seq);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_error_without_data_ends_its_call_alone(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter);
        for (var round = 0; round < 2; round++)
        {
            await Assert.ThrowsAsync<RemoteMethodNotFoundException>(() => client.CallAsync<Pong>("no.such", 1));
            var refused = await Assert.ThrowsAsync<RemoteInvocationException>(() => client.CallAsync<Joined>("room.join", "tank"));
            Assert.Equal(1003, refused.ErrorCode);
            Assert.Equal("Sign in first.", refused.Message);
            Assert.Null(refused.ErrorData);
            refused = await Assert.ThrowsAsync<RemoteInvocationException>(() => client.CallNamedAsync<SignedIn>("login.resume", ("token", "nothing")));
            Assert.Equal(1006, refused.ErrorCode);
            var misfit = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => client.CallAsync<Pong>("server.ping", "seven"));
            Assert.Contains("'seq'", misfit.Message, StringComparison.Ordinal);
            await LivesAsync(client);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_error_with_data_brings_it(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter);
        var refused = await ChatTooMuchAsync(client);
        Assert.InRange(Assert.IsType<Retry>(refused.DeserializedErrorData).RetryAfterMs, 1, 60_000);
        await LivesAsync(client);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_error_whose_data_the_client_never_declared_brings_it_all_the_same(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter, knowsErrors: false);
        var refused = await ChatTooMuchAsync(client);
        Assert.NotNull(refused.ErrorData);
        await LivesAsync(client);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Commands_go_as_notifications_and_snapshots_and_events_are_heard(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter);
        var signedIn = await client.CallNamedAsync<SignedIn>("login.guest", ("name", "Seat"));
        Assert.True(signedIn.Player.Guest);
        Assert.Null(signedIn.Room);
        var joined = await client.CallNamedAsync<Joined>("room.join", ("game", "tank"));
        Assert.Equal("tank", joined.Room.Game);
        Assert.Equal(signedIn.Player.Name, Assert.Single(joined.Players, player => player.Id == joined.You).Name);

        for (var seq = 1; seq <= 2; seq++)
            await client.NotifyNamedAsync("tank.steer", ("seq", seq), ("throttle", 1), ("turn", 0.25), ("aim", 3.05f), ("fire", true));
        await client.Rpc.NotifyAsync("tank.steer", 3, 1.0, -1, 0, false);
        Assert.True((await client.HearAsync<Snapshot>(snapshot => snapshot.Ack == 3)).Tick > 0);

        Assert.Null(await client.CallAsync<object?>("chat.say", "hello"));
        var said = await client.HearAsync<Said>(said => said.Text == "hello");
        Assert.Equal((joined.You, signedIn.Player.Name), (said.Player, said.Name));
        Assert.Null(await client.CallAsync<object?>("room.leave"));
        await client.Rpc.NotifyAsync("no.such", 1);
        await LivesAsync(client);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_hundred_calls_at_once_get_each_its_own_reply(string formatter)
    {
        await using var client = await StreamClient.ConnectAsync(server.Url, formatter);
        var pongs = await Task.WhenAll(Enumerable.Range(0, 100).Select(seq => client.CallAsync<Pong>("server.ping", seq)));
        Assert.Equal(Enumerable.Range(0, 100).Select(seq => (long)seq), pongs.Select(pong => pong.Seq));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_session_goes_on_over_a_second_connection(string formatter)
    {
        SignedIn before;
        await using (var first = await StreamClient.ConnectAsync(server.Url, formatter))
        {
            before = await first.CallAsync<SignedIn>("login.guest", "Again");
            await first.CallAsync<Joined>("room.join", "tank");
        }

        await using var second = await StreamClient.ConnectAsync(server.Url, formatter);
        var after = await second.CallNamedAsync<SignedIn>("login.resume", ("token", before.Token), ("lastEvent", 0));
        Assert.Equal((before.Player.Id, before.Token, "tank"), (after.Player.Id, after.Token, after.Room?.Room.Game));
        Assert.True((await second.HearAsync<Snapshot>(_ => true)).Tick > 0);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_connection_taken_over_by_another_ends_and_says_so(string formatter)
    {
        await using var first = await StreamClient.ConnectAsync(server.Url, formatter);
        var ended = new TaskCompletionSource<JsonRpcDisconnectedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Rpc.Disconnected += (_, reason) => ended.TrySetResult(reason);
        var signedIn = await first.CallAsync<SignedIn>("login.guest", "Twice");
        await using var second = await StreamClient.ConnectAsync(server.Url, formatter);
        await second.CallAsync<SignedIn>("login.resume", signedIn.Token);
        var reason = await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(DisconnectedReason.RemotePartyTerminated, reason.Reason);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_the_library_adds_on_its_own_harms_nothing(string formatter)
    {
        // A call that is given up is told by a notification, "$/cancelRequest", and one that is traced has more keys.
        await using var client = await StreamClient.ConnectAsync(
            server.Url, formatter, rpc => rpc.ActivityTracingStrategy = new ActivityTracingStrategy());
        using var activity = new Activity("traced").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=1,other=2";
        await LivesAsync(client);

        using var givenUp = new CancellationTokenSource();
        var call = client.Rpc.InvokeWithCancellationAsync<SignedIn>("login.guest", ["Late"], givenUp.Token);
        await givenUp.CancelAsync();
        try
        {
            await call;
        }
        catch (OperationCanceledException)
        {
            // The call was given up before it was sent.
        }

        await LivesAsync(client);
    }

    private static async Task<RemoteInvocationException> ChatTooMuchAsync(StreamClient client)
    {
        await client.CallAsync<SignedIn>("login.guest", "Errs");
        await client.CallAsync<Joined>("room.join", "tank");
        var refused = await Assert.ThrowsAsync<RemoteInvocationException>(async () =>
        {
            for (var line = 0; line < 20; line++) await client.CallAsync<object?>("chat.say", $"line {line}");
        });
        Assert.Equal(1005, refused.ErrorCode);
        return refused;
    }

    private static async Task LivesAsync(StreamClient client) =>
        Assert.Equal(9, (await client.CallAsync<Pong>("server.ping", 9)).Seq);
}
