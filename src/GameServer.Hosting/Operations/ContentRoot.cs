using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>Finds the folder that holds <c>appsettings.json</c> and <c>wwwroot</c>.</summary>
public static class ContentRoot
{
    /// <summary>
    /// The folder that <c>--contentRoot</c> or the environment names, or the next one upwards that holds <c>wwwroot</c>
    /// (a test host names the project's folder). Otherwise the working folder, if it holds <c>wwwroot</c>, as the
    /// repository's root does; otherwise the program's own, or the next one upwards that does.
    /// </summary>
    /// <param name="args">The command line.</param>
    public static string Find(string[] args)
    {
        var told = new ConfigurationBuilder()
            .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["contentRoot"];
        if (told is not null)
        {
            return Upwards(told) ?? Path.GetFullPath(told);
        }

        var working = Directory.GetCurrentDirectory();
        return Holds(working) ? working : Upwards(AppContext.BaseDirectory) ?? AppContext.BaseDirectory;
    }

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
