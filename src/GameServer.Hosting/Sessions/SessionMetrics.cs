using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Sessions;

/// <summary>The measurements of sessions: the meter <c>GameServer.Sessions</c>. A hosted service, so that it is there from the start.</summary>
internal sealed class SessionMetrics : IHostedService
{
    public SessionMetrics(SessionDirectory sessions, IMeterFactory meters)
    {
        var meter = meters.Create("GameServer.Sessions");
        meter.CreateObservableUpDownCounter(
            "gameserver.session.online", () => Online(sessions), "{session}", "Signed-in sessions with a connection: players online.");
        meter.CreateObservableUpDownCounter(
            "gameserver.session.away", () => sessions.SignedIn.LongCount(static session => session.Caller is null), "{session}",
            "Signed-in sessions that wait for their players to come back.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Online(SessionDirectory sessions)
    {
        var (guests, all) = (0, 0);
        foreach (var session in sessions.SignedIn)
        {
            if (session is { Caller: not null, Account: { } account })
            {
                all++;
                guests += account.IsGuest ? 1 : 0;
            }
        }

        yield return new(guests, new KeyValuePair<string, object?>("guest", "true"));
        yield return new(all - guests, new KeyValuePair<string, object?>("guest", "false"));
    }
}
