using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Declarations;

/// <summary>The check that the container can give constructors their arguments; none is called.</summary>
/// <param name="declared">The container's services.</param>
/// <param name="provider">The container.</param>
internal sealed class ConstructorRules(Declared declared, IServiceProvider provider)
{
    private readonly IServiceProviderIsService? _known = provider.GetService<IServiceProviderIsService>();

    /// <summary>The mistakes in a class that the container makes, a sentence each.</summary>
    /// <param name="type">The class.</param>
    /// <param name="role">What it is added as.</param>
    /// <param name="isOne">Whether there is one object of it for the program or a room, and not one for each connection.</param>
    public IEnumerable<string> ProblemsOf(Type type, string role, bool isOne)
    {
        if (type.IsAbstract || type.IsInterface || type.ContainsGenericParameters)
        {
            return [$"{type.Name} is added as a {role} and is abstract; add a class that can be made."];
        }

        return _known is null || !isOne && IsRegistered(type) ? [] : ProblemsOf(type, isOne, []);
    }

    private IEnumerable<string> ProblemsOf(Type type, bool isOne, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return [];
        }

        var all = type.GetConstructors();
        if (all.Length == 0 && !type.IsValueType)
        {
            return [$"{type.Name} has no public constructor; give it one, whose arguments the container has."];
        }

        var constructor =
            Array.Find(all, static one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? all.OrderBy(one => one.GetParameters().Count(parameter => !IsGiven(parameter)))
                .ThenByDescending(static one => one.GetParameters().Length)
                .First();
        return constructor.GetParameters().SelectMany(parameter => ProblemsOf(type, parameter, isOne, seen));
    }

    private IEnumerable<string> ProblemsOf(Type type, ParameterInfo parameter, bool isOne, HashSet<Type> seen)
    {
        if (!IsGiven(parameter))
        {
            return [$"{type.Name}'s constructor asks for {NameOf(parameter.ParameterType)} {parameter.Name}, which the container does not have; register it in Services, or give the parameter a default."];
        }

        var found = DescriptorOf(parameter.ParameterType);
        if (found is null || found.IsKeyedService || parameter.IsDefined(typeof(FromKeyedServicesAttribute)))
        {
            return [];
        }

        if (isOne && found.Lifetime == ServiceLifetime.Scoped)
        {
            return [$"{type.Name}'s constructor asks for {NameOf(parameter.ParameterType)} {parameter.Name}, which lives as long as one connection, and {type.Name} lives longer; ask for it in a service."];
        }

        // What the framework registers is the framework's business.
        return found.ImplementationType is { ContainsGenericParameters: false } made && !IsFrameworks(made)
            ? ProblemsOf(made, isOne || found.Lifetime == ServiceLifetime.Singleton, seen)
            : [];
    }

    private bool IsGiven(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? _known is not IServiceProviderIsKeyedService known || known.IsKeyedService(parameter.ParameterType, keyed.Key)
            : _known!.IsService(parameter.ParameterType));

    private bool IsRegistered(Type type) => DescriptorOf(type) is not null;

    private ServiceDescriptor? DescriptorOf(Type type) =>
        declared.Services.LastOrDefault(service => service.ServiceType == type && !service.IsKeyedService);

    private static bool IsFrameworks(Type type) =>
        type.Assembly.GetName().Name is { } name && (name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal));

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
