using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>Finds the folder that holds <c>appsettings.json</c> and <c>wwwroot</c>.</summary>
public static class ContentRoot
{
    /// <summary>
    /// What <c>--contentRoot</c> or the environment says. Otherwise the working folder, if it holds <c>wwwroot</c>, as
    /// the repository's root does; otherwise the next folder upwards from the program that does: its own when
    /// published, the repository's when it was built there.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static string Find(string[] args)
    {
        var told = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["contentRoot"];
        if (told is not null)
        {
            return Path.GetFullPath(told);
        }

        var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
        if (Holds(folder))
        {
            return folder.FullName;
        }

        for (folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Holds(folder))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }

    private static bool Holds(DirectoryInfo folder) => Directory.Exists(Path.Combine(folder.FullName, "wwwroot"));
}
