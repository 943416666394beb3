using System.Text.Json;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>What somebody does beside swimming, one thing after another, as the seed will have it.</summary>
internal sealed class Errands(World world, Person person, Random random)
{
    public async Task RunAsync(Line line)
    {
        while (!line.HasEnded && !world.IsClosing)
        {
            if (line.View.Room is null)
            {
                await SitDownAsync(line);
            }
            else
            {
                await DoAsync(line);
            }

            await world.Time.Pause(TimeSpan.FromMilliseconds(100 + random.Next(1500)));
        }
    }

    private Task DoAsync(Line line) => random.Next(100) switch
    {
        < 20 => CallAsync(line, "chat.say", [1004, 1005], ("text", $"{person.Name} says {new string('a', 1 + random.Next(180))}")),
        < 45 => QuackAsync(line),
        < 52 => CallAsync(line, "server.ping", [], ("seq", random.Next(1000))),
        < 56 => CallAsync(line, "room.list", []),
        < 58 => CallAsync(line, "leaderboard.top", []),
        < 68 => BatchAsync(line),
        < 80 when person.Purse is { } purse => purse.BuyAsync(line),
        < 69 => CallAsync(line, "wallet.balance", [1014]),
        < 80 => QuackAsync(line),
        < 84 => MoveAsync(line, "room.join"),
        < 87 => MoveAsync(line, "room.watch"),
        < 89 => LeaveAsync(line),
        < 91 => SitDownElsewhereAsync(line),
        < 97 => DropAsync(line),
        < 98 => SignOutAsync(line),
        < 99 => BeSomebodyElseAsync(line),
        _ => CallAsync(line, "pond.quack", [-32602, 1004], ("nombre", 1)),
    };

    private Task SitDownAsync(Line line) => MoveAsync(line, random.Next(12) == 0 ? "room.watch" : "room.join");

    private async Task MoveAsync(Line line, string method, string? room = null)
    {
        person.IsMoving = true;
        var seq = line.View.Seq;
        var reply = await line.CallAsync(
            reply =>
            {
                if (reply.Succeeded)
                {
                    line.View.Joined(reply.Result, seq);
                }
            },
            method, room is null ? [] : [("room", room)]);

        world.Allow(person.Name, reply, 1007, 1008);
        person.IsMoving = reply.IsLost;
        if (!reply.Succeeded)
        {
            await world.Time.Pause(TimeSpan.FromMilliseconds(random.Next(1000)));
        }
    }

    private async Task SitDownElsewhereAsync(Line line)
    {
        var list = await line.CallAsync("room.list");
        if (list.Succeeded && list.Result.GetArrayLength() is > 0 and var rooms)
        {
            await MoveAsync(line, "room.join", list.Result[random.Next(rooms)].GetProperty("id").GetString());
        }
    }

    private async Task LeaveAsync(Line line)
    {
        person.IsMoving = true;
        var reply = await line.CallAsync(
            reply =>
            {
                if (reply.Succeeded)
                {
                    line.View.Left();
                }
            },
            "room.leave");
        world.Allow(person.Name, reply);
        person.IsMoving = reply.IsLost;
    }

    private async Task QuackAsync(Line line)
    {
        if (line.View.Room is { You: > 0 } room)
        {
            await CallAsync(line, "pond.quack", [1004, 1005], ("number", room.NextQuack++));
        }
    }

    private async Task BatchAsync(Line line)
    {
        var replies = await line.BatchAsync(
            ("server.ping", [("seq", 1)]),
            ("-pond.swim", [("seq", line.View.NextSeq()), ("dx", 1), ("dy", 1), ("dive", false)]),
            ("room.list", []),
            ("no.such", []));
        world.Require(
            replies[2].IsLost || replies[2].Code is -32601 or 1005, () => $"{person.Name}: an unknown method was answered with {replies[2].Code}");
    }

    private async Task DropAsync(Line line)
    {
        world.Report.Count("client dropped its line");
        line.Leave(inOrder: random.Next(3) == 0);
        await world.Time.Pause(TimeSpan.FromSeconds(random.Next(4) == 0 ? random.Next(45) : random.NextDouble()));
    }

    private async Task SignOutAsync(Line line)
    {
        if (person.Purse is not null)
        {
            return;
        }

        person.IsSigningOut = true;
        var reply = await line.CallAsync("login.signOut");
        world.Allow(person.Name, reply);
        if (reply.Succeeded)
        {
            await line.Ended;
            person.Forget();
        }
    }

    private async Task BeSomebodyElseAsync(Line line)
    {
        if (person.Purse is null)
        {
            person.IsChanging = true;
            await person.BeGuestAsync(line);
        }
    }

    private async Task CallAsync(Line line, string method, int[] allowed, params (string, object?)[] arguments) =>
        world.Allow(person.Name, await line.CallAsync(method, arguments), allowed);
}
