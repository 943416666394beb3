using System.Reflection;
using System.Xml.Linq;

namespace GameServer.Architecture.Tests;

/// <summary>Each project may know only the projects on its line here.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly string Root = typeof(ProjectReferenceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["GameServer.Abstractions"] = [],
        ["GameServer.Rpc"] = ["GameServer.Abstractions"],
        ["GameServer.Hosting"] = ["GameServer.Abstractions", "GameServer.Rpc"],
        ["GameServer.Tanks"] = ["GameServer.Abstractions"],
        ["GameServer"] = ["GameServer.Abstractions", "GameServer.Rpc", "GameServer.Hosting", "GameServer.Tanks"],
    };

    [Fact]
    public void Every_project_under_src_has_its_line_here()
        => Assert.Equal(Allowed.Keys.Order(), Projects().Select(p => Path.GetFileNameWithoutExtension(p)).Order());

    [Fact]
    public void A_project_references_only_what_it_may_know()
    {
        foreach (var project in Projects())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.Empty(References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).Except(Allowed[name]));
        }
    }

    [Theory]
    [InlineData("GameServer.Abstractions")]
    [InlineData("GameServer.Tanks")]
    public void A_game_and_what_it_is_written_against_need_no_package_and_no_framework(string name)
    {
        var project = Path.Combine(Root, "src", name, $"{name}.csproj");
        Assert.Empty(References(project, "PackageReference"));
        Assert.Empty(References(project, "FrameworkReference"));
    }

    private static string[] Projects() => Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string project, string element)
        => XDocument.Load(project).Descendants(element).Select(e => e.Attribute("Include")!.Value);
}
