using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Web.Tests;

/// <summary>Runs an npm script of the web client.</summary>
internal static class Npm
{
    /// <summary>The web client's folder.</summary>
    public static string Directory { get; } = Path.Combine(
        typeof(Npm).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "src", "web");

    /// <summary>Runs <c>npm run SCRIPT</c>; answers its exit code and what it printed.</summary>
    public static (int ExitCode, string Output) Run(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["CI"] = "1" },
        };
        foreach (var argument in (IEnumerable<string>)["run", script, "--silent", "--", .. arguments])
            start.ArgumentList.Add(argument);

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception)
        {
            return (-1, $"npm does not start: {exception.Message}");
        }
    }
}
