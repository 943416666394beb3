using System.Text.Json.Serialization;
using GameServer.Services;

namespace GameServer.Rpc.Protocol;

/// <summary>The types of the built-in services, so that they need no reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(IReadOnlyList<RoomInfo>))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(IReadOnlyList<LeaderboardEntry>))]
[JsonSerializable(typeof(WalletBalance))]
[JsonSerializable(typeof(WalletEntry))]
[JsonSerializable(typeof(IReadOnlyList<WalletEntry>))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(Pong))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(float))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
