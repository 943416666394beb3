namespace GameServer.Rpc;

/// <summary>Puts a method of a service's interface on the wire. Methods without it cannot be called from outside.</summary>
/// <param name="name">The name on the wire, without the service's prefix.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RpcMethodAttribute(string name) : Attribute
{
    /// <summary>The name on the wire, without the service's prefix.</summary>
    public string Name { get; } = name;
}
