namespace Ecosystem.Tests.Adoption;

/// <summary>
/// Programs in repositories of their own reference <c>GameServer.Hosting</c> by project: they build without a warning,
/// whatever their own repository asks, they start, and their game is played.
/// </summary>
public sealed class AdoptionTests(Neighbourhood around) : IClassFixture<Neighbourhood>
{
    [Fact]
    public async Task A_program_with_default_settings_is_built_and_its_game_played()
    {
        var project = NewProject("Plain");
        project.Create(AdoptersProject.PlainProgram);
        await project.BuildAsync();

        await using var server = await project.StartAsync(project.Folder);
        await Walk.PlayAsync(server);
        Assert.Contains("Ann joined", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("DbCommand", server.Log, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project.Folder, "gameserver.db")));
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_program_without_settings_or_page_is_published_for_a_runtime_on_a_build_server_and_run_from_anywhere()
    {
        var project = NewProject("Bare");
        project.Create(AdoptersProject.ProgramInOneCall);
        var locks = Locks();
        AdoptersProject.AssertClean(await Neighbourhood.ShellAsync(
            project.Folder, $"CI=true dotnet publish -m:1 -c Release -r {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier} --self-contained false -o out"));
        Assert.Equal(locks, Locks());

        await using var server = await project.StartAsync(around.NewFolder("elsewhere"), "out");
        await Walk.PlayAsync(server);
        Assert.Equal(0, await server.StopAsync());
        Assert.True(File.Exists(Path.Combine(project.Folder, "out", "gameserver.db")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(around.Root, "elsewhere")));
    }

    [Fact]
    public async Task A_repository_with_central_package_versions_needs_none_of_ours_and_may_have_its_own()
    {
        var project = NewProject("Central");
        project.Create(AdoptersProject.PlainProgram);
        project.Write("Directory.Packages.props", Central(""));
        await project.BuildAsync();

        // Newer ones of what this repository uses, pinned for what is not named too.
        project.Create(AdoptersProject.PlainProgram, text => text.Replace(
            "  <ItemGroup>",
            """
              <ItemGroup>
                <PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" />
                <PackageReference Include="Serilog.AspNetCore" />
              </ItemGroup>

              <ItemGroup>
            """,
            StringComparison.Ordinal));
        project.Write("Directory.Packages.props", Central("""
            <PackageVersion Include="Microsoft.EntityFrameworkCore.Sqlite" Version="10.0.15" />
            <PackageVersion Include="Microsoft.Data.Sqlite.Core" Version="10.0.15" />
            <PackageVersion Include="Serilog.AspNetCore" Version="10.0.0" />
            """));
        await project.BuildAsync();
        await using var server = await project.StartAsync(project.Folder);
        await Walk.PlayAsync(server);
    }

    [Theory]
    [InlineData("Older", "9.0.10")]
    [InlineData("Newer", "10.0.15")]
    public async Task A_program_may_name_older_and_newer_packages_of_the_framework(string name, string version)
    {
        var project = NewProject(name);
        // The SDK itself warns, by NU1510, of a package that the framework brings.
        project.Create(AdoptersProject.PlainProgram, text => text.Replace(
            "  <ItemGroup>",
            $"""
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.Logging" Version="{version}" NoWarn="NU1510" />
                <PackageReference Include="Microsoft.Extensions.Caching.Memory" Version="{version}" NoWarn="NU1510" />
              </ItemGroup>

              <ItemGroup>
            """,
            StringComparison.Ordinal));
        await project.BuildAsync();
        await using var server = await project.StartAsync(project.Folder);
        await Walk.PlayAsync(server);
    }

    [Fact]
    public async Task A_repository_around_the_clone_keeps_its_rules_to_itself()
    {
        var outer = around.NewFolder("Outer");
        await Repository.CopyToAsync(Path.Combine(outer, "external", "GameServer"));
        var project = new AdoptersProject(Directory.CreateDirectory(Path.Combine(outer, "Game")).FullName, Path.Combine(outer, "external", "GameServer"));
        project.Create(AdoptersProject.PlainProgram);
        project.Write("../Directory.Build.props", "<Project><PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>");
        project.Write("../Directory.Build.targets", """
            <Project>
              <Target Name="OnlyOurs" BeforeTargets="CoreCompile">
                <Error Condition="$(MSBuildProjectName.StartsWith('GameServer'))" Text="The targets of another repository fall on $(MSBuildProjectName)." />
              </Target>
            </Project>
            """);
        project.Write("../.editorconfig", "[*.cs]\ndotnet_diagnostic.CA1031.severity = error\n");
        project.Write("../.globalconfig", "is_global = true\ndotnet_diagnostic.CA2007.severity = error\n");
        project.Write("../Directory.Packages.props", Central(""));
        await project.BuildAsync();
    }

    [Fact]
    public async Task Two_programs_of_one_solution_run_side_by_side()
    {
        var folder = around.NewFolder("Two");
        AdoptersProject[] projects = [.. new[] { "GameServer", "GameServer.Mine" }
            .Select(name => new AdoptersProject(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, around.Clone))];
        foreach (var project in projects)
        {
            project.Create(AdoptersProject.ProgramInOneCall);
            project.Write("wwwroot/index.html", $"<!doctype html><p>{Path.GetFileName(project.Folder)}</p>");
        }

        await Neighbourhood.ShellAsync(folder, "dotnet new sln -n Two", "dotnet sln add GameServer GameServer.Mine");
        AdoptersProject.AssertClean(await Cli.RunAsync(folder, "dotnet", "build"));

        await using var first = await projects[0].StartAsync(folder);
        await using var second = await projects[1].StartAsync(folder);
        foreach (var (project, server) in projects.Zip([first, second]))
        {
            await Walk.PlayAsync(server);
            Assert.True(File.Exists(Path.Combine(project.Folder, "gameserver.db")), server.Log);
            using var http = new HttpClient();
            Assert.Contains(
                $"<p>{Path.GetFileName(project.Folder)}</p>", await http.GetStringAsync(server.Url, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private AdoptersProject NewProject(string name) => new(around.NewFolder(name), around.Clone);

    private Dictionary<string, string> Locks() => Directory
        .EnumerateFiles(Path.Combine(around.Clone, "src"), "packages.lock.json", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToDictionary(file => file, File.ReadAllText);

    private static string Central(string versions) => $"""
        <Project>
          <PropertyGroup>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
            <CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>
          </PropertyGroup>
          <ItemGroup>
            {versions}
          </ItemGroup>
        </Project>
        """;
}
