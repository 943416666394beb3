using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>Finds the folder that holds <c>appsettings.json</c> and <c>wwwroot</c>.</summary>
public static class ContentRoot
{
    /// <summary>
    /// The folder that <c>--contentRoot</c> or the environment names, or the next one upwards that holds <c>wwwroot</c>
    /// (a test host names the project's folder). Otherwise, of a program that runs where it was built, the next one
    /// upwards from its project: the sources' files, not the build's copy. Of any other, a published one, its own folder,
    /// whatever the working folder is.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static string Find(string[] args)
    {
        var told = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["contentRoot"];
        return told is not null ? Upwards(told) ?? Path.GetFullPath(told) : Of(AppContext.BaseDirectory);
    }

    /// <summary>The folder for a program that was told nothing.</summary>
    /// <param name="programFolder">Where the program is.</param>
    internal static string Of(string programFolder)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(programFolder));
        return (ProjectOf(folder) is { } project ? Upwards(project) : null) ?? Upwards(folder) ?? folder;
    }

    // A build is in the project's bin/<configuration>/<framework>.
    private static string? ProjectOf(string folder) =>
        new DirectoryInfo(folder).Parent?.Parent is { Name: "bin", Parent: { } project } && project.EnumerateFiles("*.csproj").Any()
            ? project.FullName
            : null;

    private static string? Upwards(string folder)
    {
        for (var next = new DirectoryInfo(folder); next is not null; next = next.Parent)
        {
            if (Holds(next.FullName))
            {
                return next.FullName;
            }
        }

        return null;
    }

    private static bool Holds(string folder) => Directory.Exists(Path.Combine(folder, "wwwroot"));
}
