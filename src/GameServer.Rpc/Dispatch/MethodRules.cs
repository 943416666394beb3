using System.Reflection;
using System.Runtime.CompilerServices;
using GameServer.Games;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>The rules for methods on the wire; each mistake is a sentence that names the method.</summary>
internal static class MethodRules
{
    /// <summary>The mistakes in a method of a service.</summary>
    public static IEnumerable<string> ProblemsOf(ServiceRegistration service, MethodInfo method, string name)
    {
        var member = $"{WireTypes.NameOf(method.DeclaringType!)}.{method.Name}";
        return ProblemsOf(service, method).Concat(ProblemsOfName(service.Prefix.Length == 0 ? name : $"{service.Prefix}.{name}"))
            .Select(problem => $"{member} cannot be on the wire: {problem}.");
    }

    /// <summary>The mistakes in a command.</summary>
    public static IEnumerable<string> ProblemsOf(CommandRegistration registration)
    {
        var command = registration.Command;
        return ProblemsOf(command).Concat(ProblemsOfName(registration.Method)).Select(problem => $"{command.Name} cannot be a command: {problem}.");
    }

    /// <summary>True for a parameter that takes the token that is cancelled when the connection is lost.</summary>
    public static bool IsCancellation(ParameterInfo parameter) => parameter.ParameterType == typeof(CancellationToken);

    private static IEnumerable<string> ProblemsOf(ServiceRegistration service, MethodInfo method)
    {
        if (method.IsGenericMethodDefinition)
        {
            return ["it is generic"];
        }

        if (method.IsStatic)
        {
            return ["it is static"];
        }

        var parameters = method.GetParameters();
        return ProblemsOf(parameters.Where(parameter => !IsCancellation(parameter)))
            .Concat(parameters.SkipLast(1).Any(IsCancellation) ? ["its cancellation token must come last, and there can be one"] : [])
            .Concat(ProblemOfResult(method) is { } problem ? [problem] : [])
            .Concat(IsAsyncVoid(service, method) ? [$"{WireTypes.NameOf(service.Implementation)} implements it as async void; return a Task"] : []);
    }

    private static IEnumerable<string> ProblemsOf(Type command)
    {
        if (!command.IsDefined(typeof(CommandAttribute)))
        {
            yield return "it lacks [Command]; add it to the struct";
        }

        if (Array.Find(command.GetInterfaces(), static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IInput<>)) is { } input
            && input.GetGenericArguments()[0] != command)
        {
            yield return $"it is an IInput<{input.GetGenericArguments()[0].Name}>; it must be an IInput<{command.Name}>";
        }

        var constructors = command.GetConstructors().OrderByDescending(static constructor => constructor.GetParameters().Length).ToList();
        if (constructors is [var first, var second, ..] && first.GetParameters().Length == second.GetParameters().Length)
        {
            yield return $"two of its constructors take {first.GetParameters().Length} arguments; leave one public";
        }

        if (constructors is not [{ } constructor, ..])
        {
            var member = command.GetFields().Cast<MemberInfo>().Concat(command.GetProperties().Where(static property => property.SetMethod is not null)).FirstOrDefault();
            if (member is not null)
            {
                yield return $"no constructor sets {command.Name}.{member.Name}, so that no call can; make it a record struct with {member.Name} as a parameter";
            }

            yield break;
        }

        foreach (var problem in ProblemsOf(constructor.GetParameters()))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> ProblemsOf(IEnumerable<ParameterInfo> parameters)
    {
        var all = parameters.ToList();
        var problems =
            from parameter in all
            let problem = ProblemOf(parameter)
            where problem is not null
            select problem;
        var clashes =
            from parameter in all
            group parameter.Name by WireName.Camel(parameter.Name ?? "?") into same
            where same.Count() > 1
            select $"its parameters {string.Join(" and ", same)} are both called {same.Key} there";
        return problems.Concat(clashes);
    }

    private static string? ProblemOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type.IsByRef ? $"its parameter {parameter.Name} is by reference"
            : type == typeof(object) ? $"its parameter {parameter.Name} has no type"
            : WireTypes.ProblemOfReading(type) is { } problem ? $"its parameter {parameter.Name} cannot be read: {problem}"
            : null;
    }

    private static string? ProblemOfResult(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
        {
            return null;
        }

        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            type = type.GetGenericArguments()[0];
        }

        return type.IsByRef ? "it returns a reference; return a value"
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? $"it returns {WireTypes.NameOf(type)}, which is not supported; return a list"
            : type.GetMethod("GetAwaiter", Type.EmptyTypes) is not null ? $"it returns {WireTypes.NameOf(method.ReturnType)}; what is awaited must be one Task or ValueTask"
            : WireTypes.ProblemOfWriting(type) is { } problem ? $"its result cannot be written: {problem}"
            : null;
    }

    private static bool IsAsyncVoid(ServiceRegistration service, MethodInfo method)
    {
        var (face, made) = (method.DeclaringType!, service.Implementation);
        if (method.ReturnType != typeof(void) || !face.IsInterface || made.IsInterface || made.ContainsGenericParameters || !face.IsAssignableFrom(made))
        {
            return false;
        }

        var map = made.GetInterfaceMap(face);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)].IsDefined(typeof(AsyncStateMachineAttribute));
    }

    private static IEnumerable<string> ProblemsOfName(string name)
    {
        if (name.Length > MethodTable.LongestName)
        {
            yield return $"its name {name} is longer than {MethodTable.LongestName}";
        }
        else if (name.Length == 0 || !name.Split('.').All(WireName.IsValid))
        {
            yield return $"'{name}' is no name for it: each part between dots is a letter, then letters, digits, _ and -";
        }
        else if (name.StartsWith("rpc.", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"names that begin with rpc. are JSON-RPC's own, and it is called {name}";
        }
    }
}
