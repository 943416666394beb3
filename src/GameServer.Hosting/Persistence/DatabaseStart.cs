using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>Makes the database, or brings an older one up to date, before anybody is let in.</summary>
internal sealed class DatabaseStart(DatabaseLane lane, DatabaseFile file, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        lane.RunAloneAsync(
            context =>
            {
                if (Path.GetDirectoryName(file.Path) is { } folder)
                {
                    Directory.CreateDirectory(folder);
                }

                context.Database.Migrate();
                DatabaseLog.Ready(logger, file.Path);
            },
            cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
