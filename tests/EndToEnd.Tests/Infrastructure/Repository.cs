using System.Reflection;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Where screenshots and logs of a run are kept: <c>GAMESERVER_ARTIFACTS</c>, or <c>artifacts</c>.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("GAMESERVER_ARTIFACTS") is { Length: > 0 } path
            ? path
            : Path.Combine(Root, "artifacts")).FullName;

    /// <summary>
    /// Copies what a clone would hold: the files that git tracks, with the changes of the working tree. No build
    /// output, no installed package and no database comes along.
    /// </summary>
    /// <param name="directory">The folder to write into.</param>
    public static async Task CopyToAsync(string directory)
    {
        // The checkout may belong to somebody else than the one who runs the tests.
        var files = await Cli.RunAsync(
            Root, "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var source = Path.Combine(Root, file);
            if (!File.Exists(source)) continue;
            var target = Path.Combine(directory, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }
}
