namespace Ecosystem.Tests.Adoption;

/// <summary>A folder with a clone of this repository, in <c>GameServer</c>, and beside it what others make of it.</summary>
public sealed class Neighbourhood : IAsyncLifetime
{
    /// <summary>The folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("gameserver-adoption-").FullName;

    /// <summary>The clone.</summary>
    public string Clone => Path.Combine(Root, "GameServer");

    /// <summary>Makes a folder beside the clone.</summary>
    /// <param name="name">Its name.</param>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Runs commands as they are printed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="lines">One command each.</param>
    public static Task<string> ShellAsync(string folder, params IEnumerable<string> lines) =>
        Cli.RunAsync(folder, "bash", "-e", "-c", string.Join('\n', lines));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await Repository.CopyToAsync(Clone);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
