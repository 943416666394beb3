using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Rooms;

/// <summary>An entity that a viewer's snapshot should bring.</summary>
/// <param name="Id">The entity.</param>
/// <param name="Piece">What is written of it.</param>
/// <param name="IsDelta">Whether that is a change, and not the entity in full.</param>
/// <param name="IsNew">Whether he does not hold the entity yet.</param>
internal readonly record struct SnapshotCandidate(int Id, Piece Piece, bool IsDelta, bool IsNew);
