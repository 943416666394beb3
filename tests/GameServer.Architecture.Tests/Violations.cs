namespace GameServer.Architecture.Tests;

/// <summary>What breaks a wall, told in full.</summary>
internal static class Violations
{
    /// <summary>There must be none.</summary>
    /// <param name="found">One line each.</param>
    public static void None(IEnumerable<string> found)
    {
        var lines = found.Distinct().ToArray();
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }
}
