using System.Text;
using System.Text.Json;
using GameServer.Simulation.Tests.Network;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>
/// Somebody who sends what nobody should. He gets an error with a number that PROTOCOL.md knows, or a close code, and
/// the others notice nothing of him.
/// </summary>
internal sealed class Vandal(World world)
{
    private static readonly int[] Codes = [-32603, -32700, -32600, -32601, -32602, 1003, 1004, 1005, 1006, 1007, 1009, 1010];
    private static readonly int[] Closes = [1001, 1003, 1008, 1009, 1013];

    private static readonly string[] Rubbish =
    [
        "", "{", "[]", "[[]]", "null", "[1,2,3]", "\"text\"", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"room.list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"room.list\"}", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no.such\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"room.join\",\"params\":{\"room\":\"zzzzz\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"login.resume\",\"params\":[\"no token\"]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"login.resume\",\"params\":{\"token\":\"x\",\"lastEvent\":-1}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"login.register\",\"params\":{\"name\":\"x\",\"password\":\"y\"}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"pond.swim\",\"params\":{\"seq\":1,\"dx\":1e999,\"dy\":0,\"dive\":0}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"room.list\"},{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"room.list\"},3]",
    ];

    private readonly Random _random = world.NewRandom();
    private bool _isOver;

    public async Task RageAsync()
    {
        while (!world.IsClosing)
        {
            await world.Time.Pause(TimeSpan.FromMilliseconds(_random.Next(4000)));
            if (world.Server is { } server && !world.IsClosing)
            {
                var link = world.NewLink(_random);
                (link.Received, link.Lost, _isOver) = (frame => Take(link, frame), () => _isOver = true, false);
                server.Accept(link, "192.0.2.1");
                await VisitAsync(link);
            }
        }
    }

    private async Task VisitAsync(Link link)
    {
        world.Report.Count("hostile visit");
        var burst = _random.Next(4) == 0 ? 300 : 1 + _random.Next(20);
        for (var sent = 0; sent < burst && !_isOver; sent++)
        {
            link.Send(Message(), _random.Next(60) == 0 ? !link.IsText : link.IsText);
            if (burst < 100)
            {
                await world.Time.Pause(TimeSpan.FromMilliseconds(_random.Next(200)));
            }
        }

        await world.Time.Pause(TimeSpan.FromMilliseconds(_random.Next(5000)));
        link.Cut();
        _isOver = true;
    }

    private byte[] Message()
    {
        if (_random.Next(100) == 0)
        {
            return new byte[world.Settings.MessageBytes + 1];
        }

        if (_random.Next(20) == 0)
        {
            return Encoding.UTF8.GetBytes(new string('[', 1 + _random.Next(200)));
        }

        var bytes = Encoding.UTF8.GetBytes(Rubbish[_random.Next(Rubbish.Length)]);
        if (bytes.Length > 0 && _random.Next(3) == 0)
        {
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        }

        return bytes;
    }

    private void Take(Link link, Frame frame)
    {
        if (frame.Close is { } reason)
        {
            world.Require(Closes.Contains(reason.Code), () => $"line {link.Number}, of somebody hostile, was closed with {reason}");
            link.Close();
            link.Cut(afterWhatIsUnderWay: true);
            _isOver = true;
            return;
        }

        var message = (link.IsText ? Wire.Json : Wire.MessagePack).Read(frame.Bytes);
        foreach (var one in message.ValueKind == JsonValueKind.Array ? [.. message.EnumerateArray()] : new[] { message })
        {
            world.Require(
                !one.TryGetProperty("error", out var error) || Codes.Contains(error.GetProperty("code").GetInt32()),
                () => $"line {link.Number}, of somebody hostile, was answered {one}");
        }
    }
}
