using GameServer.Hosting.Accounts;
using GameServer.Hosting.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>The settings and the stores of a server, for a verb that works on its database. Nothing of it runs.</summary>
internal static class VerbHost
{
    /// <summary>Builds it.</summary>
    /// <param name="settings">The settings on the command line.</param>
    public static IHost Build(string[] settings)
    {
        RequireSettings(settings);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = settings,
            ContentRootPath = ContentRoot.Find(settings),
        });
        // What a verb says is its answer.
        builder.Logging.ClearProviders();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAccounts().AddPersistence();
        return builder.Build();
    }

    /// <summary>Refuses what stands on a command line and is no setting, such as one argument too many.</summary>
    /// <param name="settings">The settings on the command line.</param>
    /// <exception cref="OptionsValidationException">One is none, or cannot be read.</exception>
    public static void RequireSettings(string[] settings)
    {
        string[] problems = [.. CommandLineSettings.Problems(settings).Concat(ContentRoot.Problems(ContentRoot.Find(settings)))];
        if (problems.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(IHost), problems);
        }
    }

    /// <summary>The file that a command line begins with.</summary>
    /// <param name="args">The command line after the verb.</param>
    /// <returns>Its full path from the working folder, or null, and the settings behind it.</returns>
    public static (string? File, string[] Settings) TakeFile(string[] args) =>
        args is [[not '-', ..] file, .. var settings] ? (Path.GetFullPath(file), settings) : (null, args);
}
