namespace EndToEnd.Tests;

/// <summary>The program under test stands beside the tests that start it.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_program_stands_beside_the_tests()
        => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "GameServer.dll")));
}
