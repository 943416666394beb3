using System.Text.Json;

namespace Web.Tests;

/// <summary>One run of the web client's own tests, shared by everything that reports on it.</summary>
internal sealed record VitestRun(int ExitCode, string Output, IReadOnlyList<VitestRun.Result> Results)
{
    private static readonly Lazy<VitestRun> Once = new(Start);

    /// <summary>The run; the first who asks starts it.</summary>
    public static VitestRun Instance => Once.Value;

    /// <summary>One test: its file and name, and why it failed (empty if it passed).</summary>
    public sealed record Result(string Name, string Failure);

    private static VitestRun Start()
    {
        var report = Path.GetTempFileName();
        try
        {
            var (exitCode, output) = Npm.Run("test", "--reporter=default", "--reporter=json", $"--outputFile.json={report}");
            return new VitestRun(exitCode, output, [.. Read(File.ReadAllText(report))]);
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static IEnumerable<Result> Read(string json)
    {
        if (json.Length == 0) yield break;
        using var document = JsonDocument.Parse(json);
        foreach (var file in document.RootElement.GetProperty("testResults").EnumerateArray())
        {
            var name = Path.GetRelativePath(Npm.Directory, file.GetProperty("name").GetString()!).Replace('\\', '/');
            foreach (var test in file.GetProperty("assertionResults").EnumerateArray())
            {
                // A skipped test counts as failed: nothing here may be left out quietly.
                var status = test.GetProperty("status").GetString();
                var failure = status == "passed" ? "" : string.Join('\n', test.GetProperty("failureMessages").EnumerateArray().Select(m => m.GetString()));
                yield return new Result($"{name}: {test.GetProperty("fullName").GetString()}", status == "passed" ? "" : $"{status} {failure}");
            }
        }
    }
}
