namespace GameServer.Rpc.Protocol;

/// <summary>A value does not have the form of the type that was asked for. Its text stays in the process.</summary>
/// <param name="inner">What the format's library said.</param>
public sealed class UnreadableValueException(Exception? inner = null) : Exception("The value does not fit its type.", inner);
