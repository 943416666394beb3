using GameServer.Hosting.Operations;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

public sealed class ContentRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ContentRootTests()
    {
        foreach (var folder in new[] { "", "out", "src/Server/bin/Release/net10.0", "src/Server/bin/Release/net10.0/publish" })
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, folder, "wwwroot"));
        }

        Write("Server.sln");
        Write("src/Server/Server.csproj");
    }

    [Theory]
    [InlineData("src/Server/bin/Release/net10.0", "")]
    [InlineData("src/Server/bin/Release/net10.0/", "")]
    [InlineData("src/Server/bin/Release/net10.0/publish", "src/Server/bin/Release/net10.0/publish")]
    [InlineData("out", "out")]
    public void A_build_uses_the_sources_files_and_a_published_program_its_own(string program, string root) =>
        Assert.Equal(
            Path.TrimEndingDirectorySeparator(Path.Combine(_folder.Path, root)),
            ContentRoot.Of(Path.Combine(_folder.Path, program)));

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("wwwroot/index.html")]
    public void A_project_with_files_of_its_own_uses_them(string file)
    {
        Write(Path.Combine("src/Server", file));
        Assert.Equal(Path.Combine(_folder.Path, "src/Server"), ContentRoot.Of(Path.Combine(_folder.Path, "src/Server/bin/Release/net10.0")));
    }

    [Fact]
    public void What_lies_beyond_the_repository_is_another_program_s()
    {
        Write("games/mine/mine.slnx");
        Write("games/mine/Server/Server.csproj");
        Write("loose/Server.csproj");
        Assert.Equal(Path.Combine(_folder.Path, "games/mine/Server"), ContentRoot.Of(Path.Combine(_folder.Path, "games/mine/Server/bin/Debug/net10.0")));

        File.Delete(Path.Combine(_folder.Path, "Server.sln"));
        Assert.Equal(Path.Combine(_folder.Path, "loose"), ContentRoot.Of(Path.Combine(_folder.Path, "loose/bin/Debug/net10.0")));
        Assert.Equal(Path.Combine(_folder.Path, "published"), ContentRoot.Of(Path.Combine(_folder.Path, "published")));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string file)
    {
        var path = Path.Combine(_folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }
}
