namespace GameServer.Rpc.Protocol;

/// <summary>Whether a call's arguments find their parameters.</summary>
public enum ArgumentMatch
{
    /// <summary>Each has one; parameters without an argument have an empty slice.</summary>
    Matched,

    /// <summary>More arguments than parameters.</summary>
    TooMany,

    /// <summary>A name that is no parameter's.</summary>
    UnknownName,

    /// <summary>A name that came before.</summary>
    RepeatedName,
}
