using GameServer.Hosting.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Reads a database to its last byte and says whether this program can serve it. The verb is <c>check [FILE]</c>; without
/// a file the configured database is meant, also while the server runs.
/// </summary>
internal static class CheckVerb
{
    /// <summary>Checks.</summary>
    /// <param name="args">The command line after the verb: perhaps a file, and settings of the server.</param>
    /// <returns>The process's exit code, 0.</returns>
    /// <exception cref="Exception">It cannot be served; the message says why.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var (file, settings) = VerbHost.TakeFile(args);
        using var host = VerbHost.Build(settings);
        using var signals = new StopSignals();
        var visit = host.Services.GetRequiredService<DatabaseVisit>();
        var found = visit.Check(file, Terminal.Complain, signals.Token);
        await Terminal.Out.WriteLineAsync($"{file ?? visit.Path} is whole: {found}.");
        return 0;
    }
}
