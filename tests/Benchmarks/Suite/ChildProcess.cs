using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Suite;

/// <summary>
/// A process of the suite, pinned to one core, which answers each line that it is sent by one line. Whatever happens, it
/// is gone at the end; no other process is ever touched.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(6);
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a process.</summary>
    /// <param name="core">The core that it gets; null for any. Not pinned where the machine has one only.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">What differs in its environment.</param>
    /// <param name="folder">The working directory; null for this process's.</param>
    public static ChildProcess Start(
        int? core, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        string[] pinned = core is { } one && Environment.ProcessorCount > 1
            ? ["taskset", "-c", one.ToString(CultureInfo.InvariantCulture), .. command]
            : [.. command];
        var start = new ProcessStartInfo(pinned[0], pinned[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The command that runs a verb of this program.</summary>
    public static IEnumerable<string> Verb(params string[] arguments) => [Environment.ProcessPath!, .. arguments];

    /// <summary>The next line that it writes.</summary>
    /// <exception cref="TimeoutException">It writes none.</exception>
    /// <exception cref="IOException">It has ended.</exception>
    public async Task<string> ReadAsync(TimeSpan patience) =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(patience)
        ?? throw new IOException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} ended.");

    /// <summary>Sends a line and waits for the answer, which is JSON.</summary>
    /// <exception cref="IOException">The answer says that something failed.</exception>
    public async Task<JsonElement> AskAsync(string command, TimeSpan? patience = null)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        var answer = await ReadAsync(patience ?? TimeSpan.FromSeconds(60));
        var json = JsonDocument.Parse(answer).RootElement;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("error", out var error)
            ? throw new IOException(error.ToString())
            : json;
    }

    /// <summary>The processor time that it has used, user and system, by the kernel's account, in seconds.</summary>
    public double Processor()
    {
        // proc(5): the fields behind the name, which stands in parentheses; utime and stime are the 14th and 15th of all.
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        const double TicksPerSecond = 100;
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Its resident memory in bytes.</summary>
    public long Resident()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Farewell);
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
