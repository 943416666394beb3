using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Reliability;

/// <summary>
/// Clients who never read, beside clients who do, in the same rooms: what one costs is bounded, and the others notice
/// nothing. They are compared with as many who do the same and read. <c>READERS</c> sets how many of each there are,
/// <c>SECONDS</c> how long each of the three phases lasts at least.
/// </summary>
public sealed class SlowReaderTests(PublishedProgram program)
{
    // What one who reads nothing may cost the server: its two budgets of 256 KiB each in an outbox, whose buffers may be
    // twice as large as what is in them, and a connection's own.
    private const double BoundMiB = 1.25;
    private static readonly int Each = Setting.Of("READERS", 100);
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(Setting.Of("SECONDS", 6));

    // How much later snapshots may come than the machine's own noise explains, in milliseconds: one and a half ticks.
    private const double LeastNoise = 50;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_never_reads_costs_little_and_harms_nobody_who_does()
    {
        await using var server = await program.StartAsync(
            "--Limits:ConnectionsPerAddress=0", "--Limits:GuestsPerAddressPerMinute=0", "--Limits:ResumeSeconds=0", "--Limits:SendTimeoutSeconds=1");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var readers = new List<Reader>();
        for (var index = 0; index < Each; index++)
        {
            readers.Add(await Reader.ConnectAsync(server.WebSocketUrl, null, Cancellation));
            await readers[^1].JoinAsync(Cancellation);
        }

        List<Task> reading = [.. readers.Select(reader => reader.ReadToEndAsync(over.Token))];
        var before = await MeasureBesideAsync(server, readers, theyRead: true);
        var during = await MeasureBesideAsync(server, readers, theyRead: false);
        var after = await MeasureBesideAsync(server, readers, theyRead: true);
        await over.CancelAsync();
        await Task.WhenAll(reading);
        readers.ForEach(reader => reader.Dispose());

        var noise = Math.Max(Math.Abs(before.P99 - after.P99), LeastNoise);
        Figures.Print($"""
            {Each} players who read, beside {Each} others; between two snapshots p50, p99; resident memory
              the others read too    {before}
              the others never read  {during}; {during.Lines - Each} times one was cut off and came again
              they read again        {after}
              bound of memory        {BoundMiB * Each:F0} MiB more than while they read
            """);
        Assert.True(during.Lines > 2 * Each, "Those who never read were not cut off.");
        Assert.Equal(Each, before.Lines);
        Assert.InRange(during.P99, 0, Math.Max(before.P99, after.P99) + noise);
        Assert.InRange(during.MiB - before.MiB, double.MinValue, BoundMiB * Each);
        var fault = server.Log.IndexOf(" ERR ", StringComparison.Ordinal);
        Assert.True(fault < 0, fault < 0 ? "" : server.Log.Substring(fault, Math.Min(2000, server.Log.Length - fault)));
    }

    private static async Task<Measured> MeasureBesideAsync(ServerProcess server, List<Reader> readers, bool theyRead)
    {
        var lines = 0;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var others = Enumerable.Range(0, Each)
            .Select(_ => AskAsync(server.WebSocketUrl, theyRead, () => Interlocked.Increment(ref lines), gone.Token)).ToList();
        var (p50, p99) = await MeasureAsync(readers, () => Volatile.Read(ref lines) > (theyRead ? 0 : 2 * Each));
        var measured = new Measured(p50, p99, server.ResidentMiB, lines);
        await gone.CancelAsync();
        await Task.WhenAll(others);
        return measured;
    }

    /// <summary>Joins, and from then on asks, and reads or does not; cut off, it comes again.</summary>
    private static async Task AskAsync(Uri url, bool reads, Action opened, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var reader = await Reader.ConnectAsync(url, 4096, cancellation);
                opened();
                await reader.JoinAsync(cancellation);
                var reading = reads ? reader.ReadToEndAsync(cancellation) : Task.CompletedTask;
                using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
                while (await timer.WaitForNextTickAsync(cancellation))
                {
                    await reader.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"room.list"}""", cancellation);
                }

                await reading;
            }
            catch (Exception exception) when (exception is OperationCanceledException or System.Net.WebSockets.WebSocketException or IOException or InvalidOperationException)
            {
                // Cut off: the next one, as long as there is to be one.
            }
        }
    }

    /// <summary>Notes how snapshots come during one phase, and longer until it was enough.</summary>
    private static async Task<(double P50, double P99)> MeasureAsync(List<Reader> readers, Func<bool> enough)
    {
        foreach (var reader in readers)
        {
            reader.Gaps.Clear();
            reader.IsNoting = true;
        }

        using var timer = new PeriodicTimer(Phase);
        for (var phases = 0; phases < 10 && (phases == 0 || !enough()); phases++)
        {
            await timer.WaitForNextTickAsync(Cancellation);
        }

        readers.ForEach(reader => reader.IsNoting = false);
        List<double> gaps = [.. readers.SelectMany(reader => reader.Gaps).Order()];
        Assert.True(gaps.Count > readers.Count * Phase.TotalSeconds * 15, "Hardly a snapshot came.");
        return (gaps[gaps.Count / 2], gaps[gaps.Count * 99 / 100]);
    }

    private readonly record struct Measured(double P50, double P99, double MiB, int Lines)
    {
        public override string ToString() => FormattableString.Invariant($"{P50:F1} ms, {P99:F1} ms; {MiB:F0} MiB");
    }
}
