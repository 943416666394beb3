using System.Globalization;
using GameServer.Hosting.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Operations;

/// <summary>Copies the database into a file, also while the server runs. The verb is <c>backup FILE</c>.</summary>
internal static class BackupVerb
{
    /// <summary>Copies.</summary>
    /// <param name="args">The command line after the verb: the file to write, and settings of the server.</param>
    /// <returns>The process's exit code, 0.</returns>
    /// <exception cref="Exception">There is no copy; the message says why.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var (target, settings) = VerbHost.TakeFile(args);
        if (target is null)
        {
            throw new InvalidOperationException($"Name the file to write: '{ProgramName.Command} backup FILE'.");
        }

        using var host = VerbHost.Build(settings);
        using var signals = new StopSignals();
        var visit = host.Services.GetRequiredService<DatabaseVisit>();
        string copied;
        try
        {
            copied = visit.Backup(target, Terminal.Complain, signals.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidOperationException("The backup was given up; nothing was written.", exception);
        }

        await Terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{visit.Path} is backed up in {target}: {copied}, {new FileInfo(target).Length:N0} bytes."));
        return 0;
    }
}
