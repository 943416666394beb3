using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>
/// Ten thousand who connect over real sockets, come back to their account, and go, some with a close frame and some
/// without a word: nothing is left of them. Beside no other test, so that the memory that is measured is theirs.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ComingAndGoingTests
{
    private const int Visits = 10_000;
    private const int FirstVisits = 1_500;
    private const int AtOnce = 16;

    // A connection that left anything behind would leave 100 bytes at least.
    private const int Batches = 5;
    private const long MostLeftByBatch = 100 * Visits / Batches;
    private const long MostLeft = 1600 * Visits;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_comes_and_goes_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        await using var server = RunningServer.Start(folder, new()
        {
            ["Limits:ConnectionsPerAddress"] = "0", ["Limits:GuestsPerAddressPerMinute"] = "0", ["Limits:ResumeSeconds"] = "0",
        });
        var tokens = new List<string>();
        for (var guest = 0; guest < AtOnce; guest++)
        {
            await using var client = await server.ConnectAsync();
            tokens.Add((await client.CallAsync("login.guest")).GetProperty("token").GetString()!);
        }

        await VisitAsync(server, tokens, FirstVisits);
        var began = Stopwatch.GetTimestamp();
        var growth = await LiveMemory.GrowthAsync(Batches, _ => VisitAsync(server, tokens, Visits / Batches));
        Figures.Print($"Coming and going: {Visits:N0} in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s, {growth}");
        Assert.InRange(growth.Least, long.MinValue, MostLeftByBatch);
        Assert.InRange(growth.InAll, long.MinValue, MostLeft);
    }

    /// <summary>Each worker has an account of its own, or they would take over each other's sessions.</summary>
    private static async Task VisitAsync(RunningServer server, List<string> tokens, int visits)
    {
        var left = visits;
        await Task.WhenAll(tokens.Select(async token =>
        {
            for (var visit = Interlocked.Decrement(ref left); visit >= 0; visit = Interlocked.Decrement(ref left))
            {
                await VisitAsync(server.Url, token, visit % 2 == 0);
            }
        }));

        var sessions = server.Services.GetRequiredService<SessionDirectory>();
        var callers = server.Services.GetRequiredService<ConnectedCallers>();
        var began = Stopwatch.GetTimestamp();
        while (callers.Count + sessions.SignedIn.Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), $"{callers.Count} lines and {sessions.SignedIn.Count} sessions are left");
            await Task.Yield();
        }
    }

    private static async Task VisitAsync(Uri url, string token, bool closes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // A port that waits after its connection would be missing soon.
        socket.LingerState = new LingerOption(true, 0);
        await socket.ConnectAsync(IPAddress.Loopback, url.Port, Cancellation);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"),
            Cancellation);
        Assert.Contains(" 101 ", await ReadUntilAsync(socket, "\r\n\r\n"), StringComparison.Ordinal);
        await socket.SendAsync(
            Frame(0x81, Encoding.ASCII.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"login.resume","params":["{{token}}"]}""")), Cancellation);
        Assert.Contains("\"nextEvent\"", await ReadUntilAsync(socket, "\"id\":1}"), StringComparison.Ordinal);
        if (closes)
        {
            await socket.SendAsync(Frame(0x88, [0x03, 0xe8]), Cancellation);
            await ReadUntilAsync(socket, "closed by client");
        }
    }

    private static async Task<string> ReadUntilAsync(Socket socket, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1024];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer, Cancellation);
            Assert.True(count > 0, $"The line ended behind: {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    /// <summary>A frame of a client, under a mask of zeros.</summary>
    private static byte[] Frame(byte first, byte[] body)
    {
        if (body.Length < 126)
        {
            return [first, (byte)(0x80 | body.Length), 0, 0, 0, 0, .. body];
        }

        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)body.Length);
        return [first, 0xfe, .. length, 0, 0, 0, 0, .. body];
    }
}

/// <summary>Tests that run beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
