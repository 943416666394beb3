using GameServer.Simulation.Tests.Network;

namespace GameServer.Simulation.Tests;

/// <summary>What goes wrong, when and where: the faults of networks, of the database, and of whoever restarts servers.</summary>
internal sealed class Chaos(World world)
{
    private readonly Random _random = world.NewRandom();

    public async Task ReignAsync()
    {
        var restartsAt = world.Settings.Drains ? world.Settings.Length * (0.3 + (0.4 * _random.NextDouble())) : TimeSpan.MaxValue;
        while (!world.IsClosing)
        {
            await world.Time.Pause(TimeSpan.FromMilliseconds(_random.Next(6000)));
            if (world.IsClosing)
            {
                return;
            }

            if (world.Time.Now > restartsAt.Ticks)
            {
                restartsAt = TimeSpan.MaxValue;
                world.Report.Count("server drained and restarted");
                await world.RestartAsync(TimeSpan.FromMilliseconds(_random.Next(5000)));
            }
            else if (_random.Next(6) == 0)
            {
                Cloud();
            }
            else if (world.Links.FindAll(link => !link.HasEnded) is { Count: > 0 } links)
            {
                Break(links[_random.Next(links.Count)]);
            }
        }
    }

    private void Break(Link link)
    {
        var kind = _random.Next(6) switch
        {
            0 => "line cut",
            1 => "half open, both ways",
            2 => "half open, towards the server",
            3 => "half open, towards the client",
            4 => "slow reader",
            _ => "long delay",
        };
        world.Report.Count(kind);
        world.Say($"line {link.Number}: {kind}");
        var (rate, delay) = (link.ToClient.BytesPerSecond, link.ToClient.Milliseconds);
        link.Fault();
        switch (kind)
        {
            case "line cut":
                link.Cut();
                break;
            case "half open, both ways":
                link.Sever(toServer: true, toClient: true);
                break;
            case "half open, towards the server":
                link.Sever(toServer: true, toClient: false);
                break;
            case "half open, towards the client":
                link.Sever(toServer: false, toClient: true);
                break;
            case "slow reader":
                link.ToClient.BytesPerSecond = 20 + _random.Next(2000);
                world.Time.After(TimeSpan.FromSeconds(5 + _random.Next(60)), () => link.ToClient.BytesPerSecond = rate);
                break;
            default:
                link.ToClient.Milliseconds = link.ToServer.Milliseconds = 200 + _random.Next(1200);
                world.Time.After(
                    TimeSpan.FromSeconds(3 + _random.Next(15)), () => link.ToClient.Milliseconds = link.ToServer.Milliseconds = delay);
                break;
        }
    }

    private void Cloud()
    {
        var weather = world.Weather;
        (weather.Fails, weather.FailsAfter, weather.Slow) = (_random.Next(40), _random.Next(40), _random.Next(60));
        world.Say($"the database: {weather.Fails} % fail, {weather.FailsAfter} % fail afterwards, {weather.Slow} % are slow");
        world.Time.After(TimeSpan.FromSeconds(3 + _random.Next(20)), weather.Calm);
    }
}
