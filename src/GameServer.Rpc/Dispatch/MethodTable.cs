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

    private readonly Dictionary<string, RpcMethod> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];
    private readonly FrozenDictionary<byte[], RpcMethod>.AlternateLookup<ReadOnlySpan<byte>> _methods;

    /// <summary>Collects the methods.</summary>
    /// <exception cref="DeclarationException">Two have one name, or some cannot be called; the message says which.</exception>
    public MethodTable(IEnumerable<ServiceRegistration> services, IEnumerable<CommandRegistration> commands)
    {
        foreach (var service in services)
        {
            Add(service);
        }

        // A service's method takes the place of a command, never the reverse.
        foreach (var command in commands)
        {
            Add(command);
        }

        DeclarationException.ThrowIfAny(_problems);
        MostParameters = _byName.Values.Select(method => method.Parameters.Length).DefaultIfEmpty().Max();
        _methods = _byName.Values
            .ToFrozenDictionary(method => Encoding.UTF8.GetBytes(method.Name), Utf8Comparer.Instance)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many parameters the method has that has most.</summary>
    public int MostParameters { get; }

    /// <summary>Finds a method; null when there is none of this name.</summary>
    /// <param name="name">The name in UTF-8, as it comes over the wire.</param>
    public RpcMethod? Find(ReadOnlySpan<byte> name) => _methods.TryGetValue(name, out var method) ? method : null;

    private void Add(ServiceRegistration service)
    {
        var face = service.Interface;
        if (!face.IsAssignableFrom(service.Implementation))
        {
            _problems.Add($"{WireTypes.NameOf(service.Implementation)} does not implement {WireTypes.NameOf(face)}.");
            return;
        }

        var found = face.GetInterfaces().Append(face)
            .SelectMany(one => one.GetMethods())
            .Select(method => (Method: method, method.GetCustomAttribute<RpcMethodAttribute>()?.Name))
            .Where(candidate => candidate.Name is not null)
            .ToList();
        if (found.Count == 0)
        {
            _problems.Add(
                $"{WireTypes.NameOf(face)} has no method with [RpcMethod], so that nothing of {WireTypes.NameOf(service.Implementation)} can be called; "
                + "mark those in the interface that clients may call.");
        }

        foreach (var (method, name) in found)
        {
            var problems = MethodRules.ProblemsOf(service, method, name!).ToList();
            _problems.AddRange(problems);
            if (problems.Count == 0)
            {
                Add(new ServiceMethod(service, method, name!));
            }
        }
    }

    private void Add(CommandRegistration command)
    {
        var problems = MethodRules.ProblemsOf(command).ToList();
        _problems.AddRange(problems);
        if (problems.Count == 0)
        {
            Add(new CommandMethod(command));
        }
    }

    private void Add(RpcMethod method)
    {
        if (_byName.TryAdd(method.Name, method))
        {
            return;
        }

        var other = _byName[method.Name];
        if (method.Name == other.Name && method is CommandMethod && other is ServiceMethod)
        {
            return;
        }

        _problems.Add(method.Name == other.Name
            ? $"{other.Member} and {method.Member} are both called {method.Name} on the wire; give one another name."
            : $"{other.Member} and {method.Member} are called {other.Name} and {method.Name} on the wire, which differ in case only; give one another name.");
    }
}
