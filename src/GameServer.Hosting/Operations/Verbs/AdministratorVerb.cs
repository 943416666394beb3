using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using GameServer.Services;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Appoints administrators, from the command line: a user who can start programs beside the database may. The server can
/// run meanwhile; it asks the database each time. The verb is <c>administrator NAME [off]</c>.
/// </summary>
internal static class AdministratorVerb
{
    private const string Off = "off";

    /// <summary>Appoints an account, or with <c>off</c> behind its name dismisses it.</summary>
    /// <param name="args">The command line after the verb: the name, perhaps <c>off</c>, and settings of the server.</param>
    /// <returns>The process's exit code, 0.</returns>
    /// <exception cref="Exception">Nothing was changed; the message says why.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var name = args is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : null;
        if (name is null)
        {
            throw new InvalidOperationException($"Name the account: '{ProgramName.Command} administrator NAME [off]'.");
        }

        var isOff = args is [_, Off, ..];
        using var host = VerbHost.Build(args[(isOff ? 2 : 1)..]);
        var account = await AppointAsync(host.Services, name, !isOff);
        await Terminal.Out.WriteLineAsync($"{account.Name} is {(isOff ? "no administrator any more" : "an administrator now")}.");
        return 0;
    }

    private static async Task<Account> AppointAsync(IServiceProvider services, string? name, bool isAdministrator)
    {
        await DatabaseStart.RunAsync(services, CancellationToken.None);
        var accounts = services.GetRequiredService<IAccountStore>();
        var account = AccountName.Find(name) is { } known ? (await accounts.FindAsync(known, CancellationToken.None))?.Account : null;
        if (account is null or { IsGuest: true })
        {
            throw new InvalidOperationException($"Nobody registered as '{name}'.");
        }

        await services.GetRequiredService<IStandingStore>().SetAdministratorAsync(account.Id, isAdministrator, CancellationToken.None);
        return account;
    }
}
