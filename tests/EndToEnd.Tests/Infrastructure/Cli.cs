using System.Diagnostics;
using System.Text;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>Runs a command to its end, as a person in a shell would.</summary>
internal static class Cli
{
    /// <summary>Runs a command.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; the text holds its output.</exception>
    public static async Task<string> RunAsync(string directory, string command, params IEnumerable<string> arguments)
    {
        var start = Command(directory, command, arguments);
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        var errors = new StringBuilder();
        await Task.WhenAll(
            Collect(process.StandardOutput, output),
            Collect(process.StandardError, errors),
            process.WaitForExitAsync(TestContext.Current.CancellationToken));
        return process.ExitCode == 0
            ? output.ToString()
            : throw new InvalidOperationException(
                $"{command} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}\n{output}\n{errors}");
    }

    /// <summary>A command that is ready to start, its output redirected.</summary>
    public static ProcessStartInfo Command(string directory, string command, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build inside a test run is a build of its own: what the outer one told its children would lead it astray,
        // and a helper process that outlives it would keep its output open.
        foreach (var name in start.Environment.Keys.Where(IsOfOuterBuild).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        return start;
    }

    private static bool IsOfOuterBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM_", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name is "DOTNET_HOST_PATH" or "DOTNET_CLI_TEST_COMMAND_WORKING_DIRECTORY";

    private static async Task Collect(StreamReader reader, StringBuilder into)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) into.AppendLine(line);
    }
}
