namespace GameServer.Rpc;

/// <summary>The gate refuses calls of this method, or of every method of this interface, before sign-in (1003).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class RequiresSignInAttribute : Attribute;
