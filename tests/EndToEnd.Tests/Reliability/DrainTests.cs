using System.Diagnostics;
using System.Net;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Reliability;

/// <summary>
/// A server that is told to stop while many are connected. <c>CLIENTS</c> sets how many.
/// </summary>
public sealed class DrainTests(PublishedProgram program)
{
    private const int Seconds = 2;
    private const int GraceSeconds = 20;
    private static readonly int Clients = Setting.Of("CLIENTS", 500);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_is_told_nobody_comes_in_and_the_program_ends_in_time_with_exit_code_0()
    {
        await using var server = await program.StartAsync(
            "--Limits:ConnectionsPerAddress=0", "--Limits:GuestsPerAddressPerMinute=0", $"--Drain:Seconds={Seconds}", $"--Drain:GraceSeconds={GraceSeconds}");
        var readers = new List<Reader>();
        var reading = new List<Task<List<string>>>();
        for (var index = 0; index < Clients; index++)
        {
            var reader = await Reader.ConnectAsync(server.WebSocketUrl, null, Cancellation);
            readers.Add(reader);

            // All but the last, who will try when it is too late.
            if (index < Clients - 1) await reader.JoinAsync(Cancellation);
            reading.Add(reader.ReadToEndAsync(Cancellation));
        }

        var begun = Stopwatch.GetTimestamp();
        var stopping = server.StopAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        while ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).StatusCode != HttpStatusCode.ServiceUnavailable)
        {
        }

        await readers[^1].SendAsync("""{"jsonrpc":"2.0","id":7,"method":"room.join"}""", Cancellation);
        var heard = await Task.WhenAll(reading);
        var exitCode = await stopping;
        var took = Stopwatch.GetElapsedTime(begun);

        var told = heard.Count(messages => messages.Any(message => message.Contains($"\"server.draining\",\"params\":{{\"event\":", StringComparison.Ordinal)
            && message.Contains($"\"seconds\":{Seconds}", StringComparison.Ordinal)));
        var closed = readers.Count(reader => reader.End is (1001, "going away"));
        Figures.Print($"{Clients} connected: {told} told, {closed} closed with 1001, exit code {exitCode} after {took.TotalSeconds:F1} s of {GraceSeconds}");
        readers.ForEach(reader => reader.Dispose());
        Assert.Equal((Clients, Clients, 0), (told, closed, exitCode));
        Assert.InRange(took.TotalSeconds, 0, GraceSeconds);
        Assert.Contains(heard[^1], message => message.Contains("\"code\":1010", StringComparison.Ordinal));
    }
}
