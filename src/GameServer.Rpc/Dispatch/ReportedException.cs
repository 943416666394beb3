namespace GameServer.Rpc.Dispatch;

/// <summary>
/// A failure that its thrower has written to the log already, under a reference: the caller is answered -32603 with that
/// reference, and nothing is logged again.
/// </summary>
/// <param name="reference">The reference that the line in the log bears too.</param>
/// <param name="cause">What went wrong.</param>
public sealed class ReportedException(string reference, Exception? cause = null)
    : Exception($"The log tells of this failure under {reference}.", cause)
{
    /// <summary>The reference that the line in the log bears too.</summary>
    public string Reference { get; } = reference;

    /// <summary>A new reference: 12 hexadecimal digits.</summary>
    public static string NewReference() => Guid.NewGuid().ToString("N")[..12];
}
