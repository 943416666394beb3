using System.Text.RegularExpressions;

namespace GameServer.Architecture.Tests;

/// <summary>
/// Which room may know what. Each wall is held twice: by what the compiled types use, and by what the sources name,
/// since neither sees everything.
/// </summary>
public sealed class WallTests
{
    [Theory]
    [InlineData("src/GameServer.Hosting/Persistence/")]
    [InlineData("src/GameServer.Hosting/Services/")]
    [InlineData("src/GameServer.Hosting/Rooms/")]
    [InlineData("src/GameServer.Rpc/Transport/")]
    [InlineData("src/GameServer.Rpc/Protocol/")]
    [InlineData("src/GameServer.Rpc/Dispatch/")]
    public void The_types_of_a_room_are_found(string folder)
        => Assert.Contains(Compiled.Types, type => type.File.StartsWith(folder, StringComparison.Ordinal));

    [Fact]
    public void Only_persistence_knows_the_database() => Holds(
        @"^(Microsoft\.EntityFrameworkCore|Microsoft\.Data\.Sqlite|SQLitePCL)\b",
        @"\b(DbContext\w*|DbSet|IDbContextFactory|EntityFrameworkCore|Sqlite\w*|ExecuteUpdate\w*)\b",
        "src/GameServer.Hosting/Persistence/");

    // The address of the start-up message: System.Net.Sockets is where .NET keeps the families of addresses.
    [Fact]
    public void Only_the_transport_knows_sockets() => Holds(
        @"^System\.Net\.(WebSockets\b|Sockets\.(?!AddressFamily$))",
        @"\b(I?WebSocket(Manager|Message\w*|Close\w*|State|Exception|Receive\w*|Feature)?|AcceptWebSocketAsync|System\.Net\.(WebSockets|Sockets)|Socket)\b",
        "src/GameServer.Rpc/Transport/", "src/GameServer.Hosting/Operations/BoundAddress.cs");

    [Fact]
    public void Only_the_gate_and_the_protocol_know_the_library_behind_them() => Holds(
        @"^StreamJsonRpc\b",
        @"\bStreamJsonRpc\b",
        "src/GameServer.Rpc/Dispatch/", "src/GameServer.Rpc/Protocol/");

    // And the registration, which is where a format is added; and the line about a settings file that is no JSON.
    [Fact]
    public void Only_the_protocol_names_a_format() => Holds(
        @"^(MessagePack|System\.Text\.Json|GameServer\.Rpc\.Protocol\.(Json|MessagePack)\w*)\b",
        @"\b(JsonFormat|MessagePack\w*|System\.Text\.Json|Utf8Json\w+|JsonSerializer\w*|JsonElement|msgpack)\b",
        "src/GameServer.Rpc/Protocol/", "src/GameServer.Rpc/RpcServiceCollectionExtensions.cs",
        "src/GameServer.Hosting/Operations/Start/StartFailure.cs");

    /// <summary>No type and no source file outside some folders knows a thing.</summary>
    /// <param name="types">A pattern of full type names.</param>
    /// <param name="names">A pattern of what the sources would call it.</param>
    /// <param name="allowed">The folders, or files, that may.</param>
    private static void Holds(string types, string names, params string[] allowed)
    {
        bool Outside(string file) => !allowed.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal));

        var named = SourceTree.Lines(SourceTree.Files("src", ".cs").Where(Outside), new Regex(names), SourceTree.ReadCode);
        var known = new Regex(types);
        var used =
            from type in Compiled.Types
            where Outside(type.File)
            from dependency in type.Type.Dependencies
            where known.IsMatch(dependency.Target.FullName)
            select $"{type.Type.FullName} uses {dependency.Target.FullName}";
        Violations.None(named.Concat(used));
    }
}
