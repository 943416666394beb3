using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Rooms;

/// <summary>What every room needs of the server.</summary>
/// <param name="Options">The section <c>Rooms</c>.</param>
/// <param name="Awards">Keeps points.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Logger">Where rooms write to.</param>
/// <param name="Time">The clock.</param>
internal sealed record RoomServices(
    RoomOptions Options, IAwardSink Awards, RoomMetrics Metrics, ILogger<Room> Logger, TimeProvider Time);
