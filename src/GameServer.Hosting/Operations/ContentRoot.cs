using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>Finds the folder that holds <c>appsettings.json</c> and <c>wwwroot</c>.</summary>
public static class ContentRoot
{
    private const string Settings = "appsettings.json";

    /// <summary>
    /// The folder that <c>--contentRoot</c> or the environment names. Otherwise, of a program that runs where it was
    /// built, the project's: the sources' files, not the build's copy. Of any other, a published one, its own folder,
    /// whatever the working folder is. A source folder that holds neither of the two stands for the next one upwards in
    /// its repository that does.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static string Find(string[] args)
    {
        var told = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["contentRoot"];
        return told is not null ? InRepository(Path.GetFullPath(told)) : Of(AppContext.BaseDirectory);
    }

    /// <summary>What keeps the settings from being read, a line each: Docker makes a folder where a file that it shall mount is missing.</summary>
    /// <param name="folder">The folder that was found.</param>
    internal static IEnumerable<string> Problems(string folder) =>
        !Directory.Exists(folder) ? [$"contentRoot is '{folder}'; it must be a folder."]
        : Directory.Exists(Path.Combine(folder, Settings)) ? [$"{Path.Combine(folder, Settings)} is a folder; it must be a file."]
        : [];

    /// <summary>The folder for a program that was told nothing.</summary>
    /// <param name="programFolder">Where the program is.</param>
    internal static string Of(string programFolder)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(programFolder));
        return ProjectOf(folder) is { } project ? InRepository(project) : folder;
    }

    // A build is in the project's bin/<configuration>/<framework>.
    private static string? ProjectOf(string folder) =>
        new DirectoryInfo(folder).Parent?.Parent is { Name: "bin", Parent: { } project } && project.EnumerateFiles("*.csproj").Any()
            ? project.FullName
            : null;

    // What lies beyond the repository, or around a folder that is in none, is another program's.
    private static string InRepository(string folder)
    {
        string? found = null;
        for (var next = new DirectoryInfo(folder); next is not null; next = next.Parent)
        {
            found ??= Holds(next.FullName) ? next.FullName : null;
            if (IsRepository(next))
            {
                return found ?? folder;
            }
        }

        return folder;
    }

    private static bool Holds(string folder) =>
        Directory.Exists(Path.Combine(folder, "wwwroot")) || File.Exists(Path.Combine(folder, Settings));

    private static bool IsRepository(DirectoryInfo folder) =>
        folder.Exists && folder.EnumerateFileSystemInfos().Any(static entry => entry.Name is ".git" || entry.Extension is ".sln" or ".slnx");
}
