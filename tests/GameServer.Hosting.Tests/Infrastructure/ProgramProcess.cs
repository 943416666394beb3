using System.Diagnostics;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>The program as a process, in a folder of its own with the settings of the repository.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Task<string> _errors;

    private ProgramProcess(Process process)
    {
        Process = process;
        _errors = process.StandardError.ReadToEndAsync(Cancellation);
    }

    public Process Process { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Puts the repository's settings into a folder.</summary>
    public static void Prepare(TemporaryFolder folder)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "wwwroot"));
        File.Copy(Path.Combine(TestRepository.Root, "appsettings.json"), Path.Combine(folder.Path, "appsettings.json"));
    }

    public static ProgramProcess Start(TemporaryFolder folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = ProgramCommand.Of(arguments);
        start.WorkingDirectory = folder.Path;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["DOTNET_contentRoot"] = folder.Path;
        // One address for the metrics of all tests would be taken.
        start.Environment["Metrics__Address"] = "";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Starts a server on a free port, unless the arguments name addresses.</summary>
    public static ProgramProcess Serve(TemporaryFolder folder, params string[] arguments) =>
        Start(folder, new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" }, arguments);

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>The exit code, and what was said on both streams.</returns>
    public static async Task<(int Code, string[] Lines)> RunAsync(TemporaryFolder folder, params string[] arguments)
    {
        using var verb = Start(folder, new Dictionary<string, string>(), arguments);
        return await verb.EndAsync();
    }

    /// <summary>Reads the log up to the line that says where the server is, which is ready then.</summary>
    public async Task<Uri> UrlAsync()
    {
        var line = await LineAsync("Open http://");
        return new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim());
    }

    /// <summary>Reads the log up to a line.</summary>
    public async Task<string> LineAsync(string text)
    {
        while (await Process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended with {Process.ExitCode} and did not say '{text}': {await _errors}");
    }

    public void Signal(string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [signal, $"{Process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and what was said since the last line that was read, on both streams.</returns>
    public async Task<(int Code, string[] Lines)> EndAsync()
    {
        var output = await Process.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await Process.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return (Process.ExitCode, (output + await _errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Ends it without a word, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync(Cancellation);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
    }
}
