namespace Benchmarks.Dialects;

/// <summary>A steering message, framed, with a place of fixed width for its number.</summary>
/// <param name="frame">The frame.</param>
/// <param name="payload">The length of the payload, at the frame's end.</param>
/// <param name="place">Where the number stands in the payload.</param>
/// <param name="write">Writes a number into its place.</param>
internal sealed class SteerMessage(byte[] frame, int payload, Range place, Action<Span<byte>, int> write)
{
    private readonly byte[] _frame = frame;

    /// <summary>The frame with a number; valid until the next.</summary>
    public ReadOnlySpan<byte> With(int seq)
    {
        write(_frame.AsSpan(_frame.Length - payload)[place], seq);
        return _frame;
    }
}
