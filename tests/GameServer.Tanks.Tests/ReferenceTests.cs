namespace GameServer.Tanks.Tests;

/// <summary>The room under test is the one these tests are built against.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_assembly_under_test_loads()
        => Assert.Equal("GameServer.Tanks", System.Reflection.Assembly.Load("GameServer.Tanks").GetName().Name);
}
