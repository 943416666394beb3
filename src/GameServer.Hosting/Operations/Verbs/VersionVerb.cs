namespace GameServer.Hosting.Operations;

/// <summary>Says the version of the program and of .NET.</summary>
internal static class VersionVerb
{
    /// <summary>Writes one line.</summary>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync()
    {
        await Terminal.Out.WriteLineAsync(ProgramName.Version);
        return 0;
    }
}
