using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests;

/// <summary>What every reply of an error that these tests ever get is looked through for.</summary>
public sealed class LeakTests
{
    [Theory]
    [InlineData("System.ArgumentNullException: Value cannot be null.", "System.ArgumentNullException")]
    [InlineData("Object reference not set. NullReferenceException", "Exception")]
    [InlineData("   at GameServer.Hosting.Rooms.Room.Run(Int32 a)", "at GameServer.Hosting.Rooms.Room.Run(")]
    [InlineData("in /app/server/Room.cs", "/app/")]
    [InlineData("The JSON value could not be converted to System.Int32.", "System.Int32")]
    [InlineData("List`1", "`1")]
    [InlineData("SQLite Error 1: 'no such table'", "SQLite")]
    public void What_is_of_the_inside_is_found(string text, string leak) => Assert.Equal(leak, Leak.Find(text));

    [Theory]
    [InlineData("Sign in first.")]
    [InlineData("name: no account has it.")]
    [InlineData("""{"code":1017,"message":"You are banned.","data":{"until":"2026-11-23T04:38:22.123Z"}}""")]
    [InlineData("""{"code":-32603,"message":"internal error","data":{"reference":"0HNQ93TE8PK04:00000003"}}""")]
    public void What_is_said_to_clients_is_not(string text) => Assert.Null(Leak.Find(text));
}
