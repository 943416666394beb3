namespace GameServer.Rpc;

/// <summary>
/// The gate refuses calls of this method, or of every method of this interface, without a seat in a room (1004), and
/// before that without a sign-in (1003).
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class RequiresSeatAttribute : Attribute;
