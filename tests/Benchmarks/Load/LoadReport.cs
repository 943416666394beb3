namespace Benchmarks.Load;

/// <summary>What the load client measured between <c>begin</c> and <c>end</c>. Times in seconds; NaN is written as null.</summary>
internal sealed record LoadReport
{
    /// <summary>How long it measured.</summary>
    public double Seconds { get; init; }

    /// <summary>Messages that the server dealt with: calls answered, notifications taken, or messages received from it.</summary>
    public long Messages { get; init; }

    /// <summary>Bytes received on all lines, frame headers included.</summary>
    public long Received { get; init; }

    /// <summary>From request to reply, or from when a tick was due to its arrival.</summary>
    public double? Median { get; init; }

    /// <summary>The same, of which one in a hundred takes longer.</summary>
    public double? P99 { get; init; }
}
