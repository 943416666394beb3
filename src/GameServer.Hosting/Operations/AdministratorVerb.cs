using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Appoints administrators, from the command line: whoever can start programs beside the database may. The server can
/// run meanwhile; it asks the database each time.
/// </summary>
public static partial class AdministratorVerb
{
    /// <summary>The verb: <c>GameServer.dll --administrator NAME [off]</c>.</summary>
    public const string Verb = "--administrator";

    private const string Off = "off";

    /// <summary>Appoints an account, or with <c>off</c> behind its name dismisses it.</summary>
    /// <param name="args">The command line after the verb: the name, perhaps <c>off</c>, and settings of the server.</param>
    /// <returns>The process's exit code: 0 when it is done, otherwise 1.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var name = args is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : null;
        var isOff = args is [_, Off, ..];
        var settings = name is null ? args : args[(isOff ? 2 : 1)..];
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = settings,
            ContentRootPath = ContentRoot.Find(settings),
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(typeof(AdministratorVerb).FullName, LogLevel.Information);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAccounts().AddPersistence();
        using var host = builder.Build();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AdministratorVerb).FullName!);
        try
        {
            await AppointAsync(host.Services, name, !isOff);
            Appointed(logger, name!, isOff ? "no administrator any more" : "an administrator now");
            return 0;
        }
        catch (Exception exception)
        {
            Failed(logger, exception.Message);
            return 1;
        }
    }

    private static async Task AppointAsync(IServiceProvider services, string? name, bool isAdministrator)
    {
        await DatabaseStart.RunAsync(services, CancellationToken.None);
        var account = (await services.GetRequiredService<IAccountStore>().FindAsync(AccountName.Parse(name), CancellationToken.None))?.Account;
        if (account is null or { IsGuest: true })
        {
            throw new InvalidOperationException($"Nobody registered as '{name}'.");
        }

        await services.GetRequiredService<IStandingStore>().SetAdministratorAsync(account.Id, isAdministrator, CancellationToken.None);
    }

    [LoggerMessage(1002, LogLevel.Information, "{Name} is {What}")]
    private static partial void Appointed(ILogger logger, string name, string what);

    [LoggerMessage(1003, LogLevel.Error, "Nothing was changed: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
