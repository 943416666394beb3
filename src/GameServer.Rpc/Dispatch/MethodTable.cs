using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>Every method that can be called from outside, by its name. Built once, shared by all connections.</summary>
internal sealed class MethodTable
{
    /// <summary>How long a method's name may be.</summary>
    public const int LongestName = 128;

    private readonly FrozenDictionary<byte[], RpcMethod>.AlternateLookup<ReadOnlySpan<byte>> _methods;

    /// <summary>Collects the methods.</summary>
    /// <exception cref="InvalidOperationException">Two have one name, or one cannot be called; the message says which.</exception>
    public MethodTable(IEnumerable<ServiceRegistration> services, IEnumerable<CommandRegistration> commands)
    {
        var methods = new Dictionary<string, RpcMethod>(StringComparer.Ordinal);
        foreach (var method in services.SelectMany(MethodsOf))
        {
            if (method.Name.Length > LongestName || !methods.TryAdd(method.Name, method))
            {
                throw new InvalidOperationException(method.Name.Length > LongestName
                    ? $"The method name {method.Name} is longer than {LongestName}."
                    : $"Two methods are called {method.Name}.");
            }
        }

        // A service's method takes the place of a command, never the reverse.
        foreach (var command in commands)
        {
            if (!methods.ContainsKey(command.Method))
            {
                methods.Add(command.Method, new CommandMethod(command));
            }
        }

        MostParameters = methods.Values.Select(method => method.Parameters.Length).DefaultIfEmpty().Max();
        _methods = methods.Values
            .ToFrozenDictionary(method => Encoding.UTF8.GetBytes(method.Name), Utf8Comparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many parameters the method has that has most.</summary>
    public int MostParameters { get; }

    /// <summary>Finds a method; null when there is none of this name.</summary>
    /// <param name="name">The name in UTF-8, as it comes over the wire.</param>
    public RpcMethod? Find(ReadOnlySpan<byte> name) => _methods.TryGetValue(name, out var method) ? method : null;

    private static IEnumerable<RpcMethod> MethodsOf(ServiceRegistration service)
    {
        if (!service.Interface.IsAssignableFrom(service.Implementation))
        {
            throw new InvalidOperationException($"{service.Implementation.Name} does not implement {service.Interface.Name}.");
        }

        return service.Interface.GetInterfaces().Append(service.Interface)
            .SelectMany(face => face.GetMethods())
            .Select(method => (Method: method, method.GetCustomAttribute<RpcMethodAttribute>()?.Name))
            .Where(candidate => candidate.Name is not null)
            .Select(candidate => new ServiceMethod(service, candidate.Method, candidate.Name!));
    }
}
