using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>How long the published program takes until it takes people in.</summary>
internal sealed class StartMeasure : SoloMeasure
{
    private static readonly TimeSpan Publishing = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Starting = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gameserver-start");
    private bool _isPublished;

    public override WorkloadCard Card { get; } = new(
        "start",
        "Start to ready",
        "The program, published as the Dockerfile does it (ReadyToRun), with its database in place: from the start of the process to the first 200 of `/health/ready`.",
        Metric.StartWall,
        null);

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(double seconds)
    {
        if (!_isPublished)
        {
            await PublishAsync();

            // The first start makes the database.
            await StartAsync();
            _isPublished = true;
        }

        return await StartAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PublishAsync()
    {
        var root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!;
        var project = Path.Combine(root, "src", "GameServer");

        // In two steps, as in the Dockerfile: a restore for one system alone would write other lock files than those that
        // are checked in.
        await RunAsync("restore", project, "--locked-mode", "-p:PublishReadyToRun=true", "-nodeReuse:false", "-v:quiet");
        var system = $"linux-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant();
        await RunAsync(
            "publish", project, "-c", "Release", "-o", Path.Combine(_folder.FullName, "app"), "--no-restore", "-r", system,
            "--self-contained", "false", "-p:SkipWebBuild=true", "-p:PublishReadyToRun=true", "-nodeReuse:false", "-v:quiet");
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Publishing);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new IOException($"dotnet {arguments[0]} failed: {await output}");
        }
    }

    private async Task<IReadOnlyDictionary<Metric, double>> StartAsync()
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        var begin = Stopwatch.GetTimestamp();
        await using var server = ChildProcess.Start(
            null,
            [Path.Combine(_folder.FullName, "app", "GameServer"), "--Urls", url.ToString(), "--ConnectionStrings:GameServer", $"Data Source={Path.Combine(_folder.FullName, "start.db")}"],
            Environments.Server,
            _folder.FullName);
        while (!await IsReadyAsync(client, new Uri(url, "/health/ready")))
        {
            if (Stopwatch.GetElapsedTime(begin) > Starting)
            {
                throw new TimeoutException("The program is not ready.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        return new Dictionary<Metric, double>
        {
            [Metric.StartWall] = Stopwatch.GetElapsedTime(begin).TotalSeconds,
            [Metric.StartCpu] = server.Processor(),
        };
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri health)
    {
        try
        {
            using var answer = await client.GetAsync(health);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
