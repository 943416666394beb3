namespace GameServer.Rpc.Protocol;

/// <summary>What a message turned out to be.</summary>
public enum EnvelopeKind
{
    /// <summary>It does not parse, or nests too deeply: -32700.</summary>
    Unreadable,

    /// <summary>It parses but is no JSON-RPC 2.0 request: -32600.</summary>
    Invalid,

    /// <summary>A call; a notification when there is no id.</summary>
    Call,

    /// <summary>An array of messages.</summary>
    Batch,

    /// <summary>An object with a result or an error and without a method: it is never answered.</summary>
    Response,
}

/// <summary>How a call's arguments are given.</summary>
public enum ArgumentsKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By position.</summary>
    Positional,

    /// <summary>By name.</summary>
    Named,
}

/// <summary>The outside of a message: where its parts lie, with nothing decoded.</summary>
/// <param name="Kind">What the message is.</param>
/// <param name="HasId">Whether an id was given; null is one.</param>
/// <param name="Id">The id as it came, to be sent back as it is.</param>
/// <param name="Method">The method's name; read it with <see cref="WireFormat.CopyText"/>.</param>
/// <param name="Arguments">How arguments are given; an <see cref="ArgumentList"/> knows where they lie.</param>
public readonly record struct Envelope(
    EnvelopeKind Kind, bool HasId = false, Slice Id = default, Slice Method = default,
    ArgumentsKind Arguments = ArgumentsKind.None)
{
    /// <summary>Whether nobody waits for an answer.</summary>
    public bool IsNotification => Kind == EnvelopeKind.Call && !HasId;
}
