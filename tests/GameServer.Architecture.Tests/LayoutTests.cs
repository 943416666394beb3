using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GameServer.Architecture.Tests;

/// <summary>What stands at the top of the repository, and what the image is built from.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Top =
    [
        "src", "tests", "wwwroot", "docker", "appsettings.json", "GameServer.sln", "Dockerfile", "README.md",
        ".ci", ".dockerignore", ".editorconfig", ".gitignore", "Directory.Build.props", "Directory.Packages.props", "global.json", "LICENSE",
    ];

    [Fact]
    public void The_top_level_is_as_it_was_agreed()
    {
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();

        Assert.Equal(0, git.ExitCode);
        Assert.Equal(Top.Order(StringComparer.Ordinal), files.Select(file => file.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_image_is_built_from_every_project()
    {
        var dockerfile = SourceTree.Read("Dockerfile");
        foreach (var project in SourceTree.Files("src", ".csproj"))
            Assert.Contains(project, dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = SourceTree.Read("GameServer.sln").Replace('\\', '/');
        foreach (var project in SourceTree.Files("src", ".csproj").Concat(SourceTree.Files("tests", ".csproj")))
            Assert.Contains(project, solution, StringComparison.Ordinal);
    }

    // Its clients and compilers must be installed first, so it has a command of its own: see src/README.md.
    [Fact]
    public void A_build_of_the_solution_leaves_out_the_foreign_parts_and_nothing_else()
    {
        var solution = SourceTree.Read("GameServer.sln");
        var unbuilt =
            from Match project in Project().Matches(solution)
            where !solution.Contains($"{project.Groups[2].Value}.Debug|Any CPU.Build.0", StringComparison.Ordinal)
            select project.Groups[1].Value;
        Assert.Equal(["Ecosystem.Tests"], unbuilt);
    }

    [GeneratedRegex(@"= ""([^""]+)"", ""[^""]+\.csproj"", ""(\{[^}]+\})""")]
    private static partial Regex Project();
}
