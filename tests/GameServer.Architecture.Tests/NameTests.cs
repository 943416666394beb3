using System.Text.RegularExpressions;

namespace GameServer.Architecture.Tests;

/// <summary>Put another game in the place of the tanks, and nothing else notices.</summary>
public sealed partial class NameTests
{
    /// <summary>
    /// Where tanks live, and where they are put together with the rest. The library's tests read the examples of the
    /// protocol's description, which are of tanks.
    /// </summary>
    private static readonly string[] Allowed =
        ["src/GameServer.Tanks/", "src/web/tanks/", "src/web/sdk/test/", "src/GameServer/Program.cs", "wwwroot/index.html"];

    [Fact]
    public void Nothing_but_the_game_names_a_tank() => Violations.None(
        SourceTree.Lines(
            SourceTree.Files("src", ".cs").Concat(SourceTree.Files("src/web/sdk", ".ts")).Concat(SourceTree.Files("wwwroot", ".html"))
                .Append("appsettings.json")
                .Where(file => !Allowed.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal))),
            Tank(), SourceTree.Read));

    [Fact]
    public void The_client_library_imports_nothing_of_a_page() => Violations.None(
        from file in SourceTree.Files("src/web/sdk", ".ts")
        from Match import in Import().Matches(SourceTree.ReadUncommented(file))
        let module = import.Groups[1].Value
        where !IsOwn(file, module) && !IsPackage(file, module)
        select $"{file} imports {module}");

    [Fact]
    public void The_page_takes_the_client_library_at_its_front_door() => Violations.None(
        from file in SourceTree.Files("src/web/tanks", ".ts")
        from Match import in Import().Matches(SourceTree.ReadUncommented(file))
        let module = import.Groups[1].Value
        where module.Contains("sdk", StringComparison.Ordinal) && !module.EndsWith("/sdk", StringComparison.Ordinal) && !module.EndsWith("/sdk/index", StringComparison.Ordinal)
        select $"{file} imports {module}");

    private static bool IsOwn(string file, string module) => module.StartsWith('.')
        && Path.GetFullPath(Path.Combine(SourceTree.Root, Path.GetDirectoryName(file)!, module))
            .StartsWith(Path.Combine(SourceTree.Root, "src", "web", "sdk"), StringComparison.Ordinal);

    // What a test of the library needs does not ship with it; one takes the library as its package.
    private static bool IsPackage(string file, string module) => module == "@msgpack/msgpack"
        || file.Contains("/test/", StringComparison.Ordinal) && (module is "vitest" or "gameserver-client" || module.StartsWith("node:", StringComparison.Ordinal));

    [GeneratedRegex("tank", RegexOptions.IgnoreCase)]
    private static partial Regex Tank();

    [GeneratedRegex("""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']""")]
    private static partial Regex Import();
}
