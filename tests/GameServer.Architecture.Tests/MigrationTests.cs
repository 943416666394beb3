namespace GameServer.Architecture.Tests;

/// <summary>The models that Entity Framework keeps beside its migrations.</summary>
public sealed class MigrationTests
{
    private const string Folder = "src/GameServer.Hosting/Persistence/Migrations";

    [Fact]
    public void The_last_migration_ends_at_the_model_of_today()
    {
        var last = SourceTree.Files(Folder, ".cs").Last(file => file.EndsWith(".Designer.cs", StringComparison.Ordinal));

        Assert.Equal(ModelIn($"{Folder}/GameServerContextModelSnapshot.cs"), ModelIn(last));
    }

    // Both files build it in the same words, between the same two lines.
    private static string ModelIn(string file) => SourceTree.Read(file).Split("#pragma warning ")[1];
}
