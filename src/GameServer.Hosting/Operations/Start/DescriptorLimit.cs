using System.Globalization;

namespace GameServer.Hosting.Operations;

/// <summary>The limit of the process on file descriptors, on Linux.</summary>
internal static class DescriptorLimit
{
    // What the program takes when all of it is loaded, what is kept for the database, and a few connections. With less,
    // the runtime cannot load what would say so.
    private const int Least = 400;
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>What is wrong with the limit; null where nothing is, or where it is not known.</summary>
    public static string? Problem()
    {
        if (!File.Exists(Limits))
        {
            return null;
        }

        foreach (var line in File.ReadLines(Limits))
        {
            // The name, the soft limit, the hard limit, the unit. A limit that is no number is none.
            if (line.StartsWith(Name, StringComparison.Ordinal)
                && int.TryParse(line[Name.Length..].TrimStart().Split(' ')[0], CultureInfo.InvariantCulture, out var limit)
                && limit < Least)
            {
                return $"The process may have {limit} file descriptors; it needs at least {Least} (ulimit -n).";
            }
        }

        return null;
    }
}
