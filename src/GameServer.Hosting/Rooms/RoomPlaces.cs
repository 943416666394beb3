namespace GameServer.Hosting.Rooms;

/// <summary>A number of places that can be reserved from any thread, so that who is let in at the door finds one.</summary>
/// <param name="capacity">How many there are.</param>
internal sealed class RoomPlaces(int capacity)
{
    private int _capacity = capacity;
    private int _taken;

    /// <summary>How many are taken or reserved.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>The number of places. When there are fewer than before, those who have one keep it.</summary>
    public int Capacity
    {
        get => Volatile.Read(ref _capacity);
        set => Volatile.Write(ref _capacity, value);
    }

    /// <summary>Reserves a place if there is one.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _taken) <= Capacity)
        {
            return true;
        }

        Free();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Free() => Interlocked.Decrement(ref _taken);
}
