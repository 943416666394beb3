namespace GameServer.Hosting.Rooms;

/// <summary>What a viewer holds of an entity.</summary>
/// <param name="Id">The entity's id.</param>
/// <param name="Generation">Which of the entities that bore this id.</param>
/// <param name="Tick">Up to which step the viewer has its state.</param>
internal readonly record struct KnownEntity(int Id, int Generation, int Tick);
