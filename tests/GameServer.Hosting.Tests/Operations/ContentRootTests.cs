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

        File.WriteAllText(Path.Combine(_folder.Path, "src/Server/Server.csproj"), "<Project/>");
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

    public void Dispose() => _folder.Dispose();
}
