namespace GameServer.Rpc;

/// <summary>The data of the errors 1016 and 1017.</summary>
/// <param name="Until">When it ends: <c>2026-11-23T04:38:22.123Z</c>, as in ISO 8601.</param>
public sealed record RestrictedUntil(string Until);
