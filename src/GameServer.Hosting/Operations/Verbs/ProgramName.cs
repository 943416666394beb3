using System.Reflection;
using System.Runtime.InteropServices;

namespace GameServer.Hosting.Operations;

/// <summary>The program that serves: this one, or an adopter's.</summary>
internal static class ProgramName
{
    private static readonly Assembly Entry = Assembly.GetEntryAssembly() ?? typeof(ProgramName).Assembly;

    /// <summary>The program's name.</summary>
    public static string Name { get; } = Entry.GetName().Name!;

    /// <summary>The words that start it in a shell.</summary>
    public static string Command { get; } =
        string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.OrdinalIgnoreCase) ? $"dotnet {Name}.dll" : Name;

    /// <summary>Name, version and runtime.</summary>
    public static string Version { get; } =
        $"{Name} {Short(Entry.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{Entry.GetName().Version}")}"
        + $" on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";

    // A build in a checkout adds the commit's whole number.
    private static string Short(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? version[..Math.Min(version.Length, plus + 10)] : version;
}
