using System.Buffers;

namespace GameServer.Hosting.Rooms;

/// <summary>
/// One format's snapshot of one step for all who watch without a seat and held everything after the step before: they see
/// the same and hold the same, so what one of them is sent is what all are.
/// </summary>
/// <param name="highest">The highest id in the room.</param>
internal sealed class CommonSnapshot(int highest)
{
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly IdSet _held = new(highest);
    private int? _tick;

    /// <summary>Whether the step's snapshot for a viewer is this one.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="baseline">What he holds.</param>
    /// <param name="tick">The step.</param>
    public static bool IsFor(RoomViewer viewer, ViewerBaseline baseline, int tick) =>
        viewer.Player is null && baseline.CompleteAt == tick - 1;

    /// <summary>Keeps what the first of them is sent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="baseline">What he holds with it: everything, or the others cannot be sent the same.</param>
    public void Keep(ReadOnlySpan<byte> message, ViewerBaseline baseline)
    {
        if (baseline.CompleteAt is { } tick)
        {
            _tick = tick;
            _message.ResetWrittenCount();
            _message.Write(message);
            baseline.Held.Words.CopyTo(_held.Words);
        }
    }

    /// <summary>What was kept of a step, and notes what another viewer holds with it.</summary>
    public bool TryTake(ViewerBaseline baseline, int tick, out ReadOnlySpan<byte> message)
    {
        message = _message.WrittenSpan;
        if (_tick != tick)
        {
            return false;
        }

        _held.Words.CopyTo(baseline.Held.Words);
        baseline.Complete(tick);
        return true;
    }
}
