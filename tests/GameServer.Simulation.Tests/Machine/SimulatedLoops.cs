using GameServer.Hosting.Rooms;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>Runs the rooms' loops on the one thread, and knows the rooms.</summary>
internal sealed class SimulatedLoops(LoopQueue queue) : ILoopScheduler
{
    private readonly List<Room> _rooms = [];

    /// <summary>The rooms that still tick.</summary>
    public IReadOnlyList<Room> Rooms => _rooms;

    /// <summary>Ticks of rooms, all together.</summary>
    public long Ticks { get; private set; }

    /// <summary>When the next tick is due; the highest number without a room.</summary>
    public long NextDue
    {
        get
        {
            queue.TryTake(long.MinValue, out _, out var deadline);
            return deadline;
        }
    }

    public void Add(ILoop loop)
    {
        _rooms.Add((Room)loop);
        queue.Add(loop);
    }

    /// <summary>Runs what is due now.</summary>
    public void RunDue()
    {
        while (queue.TryTake(queue.Now, out var due, out _))
        {
            Ticks++;
            if (queue.Run(due))
            {
                queue.Return(due);
            }
            else
            {
                _rooms.Remove((Room)due.Loop);
            }
        }
    }
}
