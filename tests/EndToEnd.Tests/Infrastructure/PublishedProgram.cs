using System.Runtime.InteropServices;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>
/// The program as it is deployed: published once a run from a copy of the tracked files, and started as a process of
/// its own. While editing, <c>GAMESERVER_PUBLISHED</c> may name a folder that already holds it.
/// </summary>
public sealed class PublishedProgram : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gameserver-e2e-").FullName;
    private string? _program;

    /// <summary>The folder with <c>GameServer.dll</c>.</summary>
    public string ProgramDirectory => _program ?? throw new InvalidOperationException("Not published yet.");

    /// <summary>A new folder that goes when the run ends.</summary>
    public string NewDirectory() => Directory.CreateDirectory(Path.Combine(_directory, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Starts a server with a database of its own.</summary>
    /// <param name="settings">Further <c>--Key=value</c> arguments.</param>
    public Task<ServerProcess> StartAsync(params IEnumerable<string> settings) =>
        ServerProcess.StartAsync(ProgramDirectory, NewDirectory(), port: 0, settings);

    /// <summary>Starts a server on the port and with the database of one that has ended.</summary>
    /// <param name="ended">The one before.</param>
    public Task<ServerProcess> RestartAsync(ServerProcess ended) =>
        ServerProcess.StartAsync(ProgramDirectory, ended.Data, ended.Url.Port, ended.Settings);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("GAMESERVER_PUBLISHED") is { Length: > 0 } published)
        {
            _program = published;
            return;
        }

        var source = Path.Combine(_directory, "source");
        var program = Path.Combine(_directory, "program");
        await Repository.CopyToAsync(source);
        // As the Dockerfile does it.
        await Cli.RunAsync(source, "dotnet", "restore", "src/GameServer", "-p:PublishReadyToRun=true");
        await Cli.RunAsync(
            source, "dotnet", "publish", "src/GameServer", "-c", "Release", "-o", program, "--no-restore",
            "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true");
        _program = program;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
