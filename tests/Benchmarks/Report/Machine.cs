using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Report;

/// <summary>Where a run took place, and what took part.</summary>
/// <param name="Facts">The machine: what it is, and its value.</param>
/// <param name="Versions">What took part: its name, and its version.</param>
internal sealed record Machine(IReadOnlyDictionary<string, string> Facts, IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>This one.</summary>
    /// <param name="versions">What takes part beside the runtime.</param>
    public static Machine Here(IEnumerable<KeyValuePair<string, string>> versions) => new(
        new Dictionary<string, string>
        {
            ["processor"] = Find("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0:0.0} GiB"),
            ["system"] = RuntimeInformation.OSDescription,
            ["kernel"] = Environment.OSVersion.Version.ToString(),
        },
        new Dictionary<string, string>([KeyValuePair.Create(".NET", Environment.Version.ToString()), .. versions]));

    private static string? Find(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
        : null;
}
