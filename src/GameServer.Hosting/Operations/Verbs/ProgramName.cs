using System.Reflection;
using System.Runtime.InteropServices;

namespace GameServer.Hosting.Operations;

/// <summary>The program that serves: this library may serve in anybody's.</summary>
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
        $"{Name} {Entry.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Entry.GetName().Version?.ToString()}"
        + $" on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";
}
