using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Rpc.Transport;
using GameServer.Simulation.Tests.Machine;
using GameServer.Simulation.Tests.Play;

namespace GameServer.Simulation.Tests;

/// <summary>What must hold after every step, whatever happened in it.</summary>
internal sealed class Invariants(World world)
{
    private const int MostWatchers = 256;

    // A place is reserved a moment before somebody sits on it: what is wrong for so long is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HashSet<long> _accounts = [];
    private readonly Dictionary<Room, long> _suspectSince = [];

    public void Check(SimulatedServer server)
    {
        if (server.Fault is { } fault)
        {
            throw new ViolationException($"A connection ended with {fault}");
        }

        if (server.Log.Unexplained.Count > 0)
        {
            throw new ViolationException($"Logged without a reason: {server.Log.Unexplained[0]}");
        }

        foreach (var room in server.Loops.Rooms)
        {
            Check(room);
        }
    }

    /// <summary>What is looked at less often, because it takes longer.</summary>
    public void CheckSessions(SimulatedServer server)
    {
        foreach (var session in server.Sessions.SignedIn)
        {
            Check(session);
        }

        _accounts.Clear();
        foreach (var caller in Inside.All(server.Callers).Values)
        {
            var session = caller.Player;
            Check(((RpcConnection)caller.Connection).Outbox);

            // Whoever is just becoming somebody else on the same line is neither for a moment.
            if (session.HasEnded || session.Account is not { } account || !caller.SigningIn.IsFree)
            {
                continue;
            }

            world.Require(_accounts.Add(account.Id), () => $"account {account.Id} has two live sessions or two lines with one");
            world.Require(
                ReferenceEquals(server.Sessions.Find(account.Id), session), () => $"session {session.Id} of account {account.Id} is not to be found");
        }
    }

    /// <summary>Everybody has gone and every grace has passed: nothing is left.</summary>
    public void CheckEmpty(SimulatedServer server)
    {
        world.Require(server.Serving == 0, () => $"{server.Serving} connections are still served");
        world.Require(server.Callers.Count == 0, () => $"{server.Callers.Count} callers are left");
        world.Require(server.Sessions.SignedIn.Count == 0, () => $"{server.Sessions.SignedIn.Count} sessions are left");
        world.Require(server.Loops.Rooms.Count == 0, () => $"{server.Loops.Rooms.Count} rooms are left: {string.Join(", ", server.Loops.Rooms.Select(Describe))}");
        world.Require(world.Time.Armed == 0, () => $"{world.Time.Armed} timers are set");
        var metrics = string.Join(", ", server.OpenMetrics);
        world.Require(metrics.Length == 0, () => $"not 0: {metrics}");
    }

    private void Check(Room room)
    {
        var (seated, watching) = (0, 0);
        _accounts.Clear();
        var viewers = room.Output.Viewers;
        for (var index = 0; index < viewers.Count; index++)
        {
            var viewer = viewers[index];
            var session = (PlayerSession)viewer.Viewer;
            if (viewer.Seat is null)
            {
                watching++;
            }
            else
            {
                seated++;
                if (session.AccountId is { } account && !_accounts.Add(account))
                {
                    throw new ViolationException($"account {account} sits twice in room {room.Id}");
                }
            }

            if (Inside.Told(viewer).Count > 1024 || Inside.Waiting(viewer) is < 0 or > RoomViewer.MaxWaiting)
            {
                throw new ViolationException($"{session.Id}: {Inside.Told(viewer).Count} events are told and not sent, {Inside.Waiting(viewer)} commands wait");
            }
        }

        if (room.Seats.Taken > Pond.Seats || room.Seats.Taken < seated || seated != room.Output.People)
        {
            throw new ViolationException($"room {room.Id}: {room.Seats.Taken} seats are taken, {seated} sit, {room.Output.People} play");
        }

        if (Inside.Waiting(room.Inbox).Count > Pond.Seats + MostWatchers + (viewers.Count * (RoomViewer.MaxWaiting + 1)))
        {
            throw new ViolationException($"room {room.Id}: {Inside.Waiting(room.Inbox).Count} pieces of work wait");
        }

        Suspect(room, room.Seats.Taken != seated || room.Watchers.Taken != watching || viewers.Exists(IsForgotten));
    }

    private void Suspect(Room room, bool isSuspect)
    {
        if (!isSuspect)
        {
            _suspectSince.Remove(room);
        }
        else if (!_suspectSince.TryGetValue(room, out var since))
        {
            _suspectSince.Add(room, world.Time.Now);
        }
        else if (world.Time.Now - since > Patience.Ticks)
        {
            throw new ViolationException($"for {Patience.TotalSeconds} s, in {Describe(room)}");
        }
    }

    // Sitting there without a session that knows of it.
    private static bool IsForgotten(RoomViewer viewer) =>
        viewer.Viewer is PlayerSession session && (session.HasEnded || !ReferenceEquals(session.Place?.Viewer, viewer));

    private void Check(Outbox outbox)
    {
        var events = Inside.EventBytes(Inside.Content(outbox));

        // Replies fill half of it before reading stops, and the calls that run then bring theirs.
        if (events > world.Settings.OutboxBytes || outbox.WaitingReplies > 2 * world.Settings.OutboxBytes
            || events < 0 || outbox.WaitingReplies < 0)
        {
            throw new ViolationException($"{events} bytes of events and {outbox.WaitingReplies} of replies wait in an outbox");
        }
    }

    private void Check(PlayerSession session)
    {
        var events = Inside.Events(session);
        if (Inside.Kept(events) > SessionEvents.Most || Inside.KeptBytes(events) > world.Settings.KeptBytes)
        {
            throw new ViolationException($"{session.Id} keeps {Inside.Kept(events)} events of {Inside.KeptBytes(events)} bytes");
        }
    }

    private static string Describe(Room room) =>
        $"room {room.Id}: {room.Seats.Taken} seats and {room.Watchers.Taken} places of watchers taken; there are "
        + string.Join(", ", room.Output.Viewers.Select(viewer =>
            $"{((PlayerSession)viewer.Viewer).Id} {(viewer.Seat is null ? "watching" : $"on seat {viewer.Seat.Player.Id}")}{(IsForgotten(viewer) ? " (forgotten)" : "")}"));
}
