namespace GameServer.Hosting.Operations;

/// <summary>The event <c>server.draining</c>.</summary>
/// <param name="Seconds">How long rooms go on.</param>
internal sealed record ServerDraining(int Seconds);
