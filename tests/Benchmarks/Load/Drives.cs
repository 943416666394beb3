using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>The drives by name.</summary>
internal static class Drives
{
    public static Drive Of(LoadOrder order, Dialect dialect) => order.Drive switch
    {
        "call" => new CallDrive(dialect, order.Lines, order.InFlight),
        "steer" => new SteerDrive(dialect, order.Lines),
        "game" => new GameDrive(dialect, order.Lines, order.Rooms),
        "idle" => new IdleDrive(dialect),
        "watch" => new WatchDrive(dialect),
        _ => throw new ArgumentException($"There is no drive {order.Drive}.", nameof(order)),
    };
}
