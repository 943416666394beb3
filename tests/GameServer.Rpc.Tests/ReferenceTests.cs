namespace GameServer.Rpc.Tests;

/// <summary>The room under test is the one these tests are built against.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_assembly_under_test_loads()
        => Assert.Equal("GameServer.Rpc", System.Reflection.Assembly.Load("GameServer.Rpc").GetName().Name);
}
