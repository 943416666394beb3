using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Makes the database, or brings an older one up to date: on its own thread, while the rest of the server starts. The
/// start is complete, and the server ready, when this is; a server that cannot have its database does not start.
/// </summary>
internal sealed class DatabaseStart(DatabaseLane lane, DatabaseFile file, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
    private Task _made = Task.CompletedTask;

    /// <summary>Makes the database, or brings it up to date, where no host is started.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var start = services.GetServices<IHostedService>().OfType<DatabaseStart>().Single();
        await start.StartingAsync(cancellation);
        await start.StartedAsync(cancellation);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Whatever asks the database from now on waits behind it.
        _made = lane.RunAloneAsync(Make, cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => _made;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Make(GameServerContext context)
    {
        if (Path.GetDirectoryName(file.Path) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        context.Database.Migrate();
        DatabaseLog.Ready(logger, file.Path);
    }
}
