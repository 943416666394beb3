namespace GameServer.Rpc.Dispatch;

/// <summary>
/// A service on the wire: every method of the interface that has <see cref="RpcMethodAttribute"/> becomes
/// <c>prefix.name</c>. Registered as a singleton in the container, one per service.
/// </summary>
/// <param name="Interface">The interface that carries the attributes.</param>
/// <param name="Implementation">The class; made once a connection from the connection's scope.</param>
/// <param name="Prefix">What stands before the dot; empty for names without one.</param>
public sealed record ServiceRegistration(Type Interface, Type Implementation, string Prefix);

/// <summary>
/// A game's command on the wire without a service: the arguments are the parameters of the command's constructor, and
/// the call posts it to the caller's seat. A service method of the same name takes its place.
/// </summary>
/// <param name="Command">A struct with <see cref="Games.CommandAttribute"/>.</param>
/// <param name="Method">The name on the wire.</param>
public sealed record CommandRegistration(Type Command, string Method);
