namespace Benchmarks.Suite;

/// <summary>What differs in the environment of child processes.</summary>
internal static class Environments
{
    /// <summary>Every server runs as .NET is by default.</summary>
    public static IReadOnlyDictionary<string, string> Server { get; } = new Dictionary<string, string>
    {
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
    };

    /// <summary>The load client's code is compiled once, fully: it must be as fast at the first contender as at the last.</summary>
    public static IReadOnlyDictionary<string, string> Load { get; } = new Dictionary<string, string>
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
    };
}
