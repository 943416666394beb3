using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// Which types can be written and read in every format, as far as their declarations tell: what cannot be is found before
/// the first call.
/// </summary>
internal static class WireTypes
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public;

    private static readonly HashSet<Type> Simple =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(Uri), typeof(Version), typeof(DateTime), typeof(DateTimeOffset),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(byte[]),
    ];

    // Types of the framework that one format writes, or none, and their families.
    private static readonly Type[] Never =
    [
        typeof(Delegate), typeof(MemberInfo), typeof(Assembly), typeof(Stream), typeof(Task), typeof(Exception), typeof(IServiceProvider),
        typeof(JsonNode), typeof(JsonDocument), typeof(WaitHandle), typeof(TextReader), typeof(TextWriter), typeof(IEnumerator),
    ];

    private static readonly HashSet<Type> NeverExactly =
    [
        typeof(CancellationToken), typeof(ValueTask), typeof(nint), typeof(nuint), typeof(JsonElement), typeof(Half), typeof(Int128),
        typeof(UInt128), typeof(System.Numerics.BigInteger), typeof(void),
    ];

    private static readonly HashSet<Type> NeverGeneric =
    [
        typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(IAsyncEnumerator<>), typeof(Memory<>), typeof(ReadOnlyMemory<>), typeof(Lazy<>),
    ];

    /// <summary>The reason why a type cannot be read; null where it can.</summary>
    public static string? ProblemOfReading(Type type) => Find(type, reads: true, []);

    /// <summary>The reason why a type cannot be written; null where it can.</summary>
    public static string? ProblemOfWriting(Type type) => Find(type, reads: false, []);

    /// <summary>A type's name as it stands in C#, without its namespace.</summary>
    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    private static string? Find(Type type, bool reads, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || Simple.Contains(type) || !seen.Add(type))
        {
            return null;
        }

        if (type == typeof(object))
        {
            return reads ? "Object has no form; take a type that has" : null;
        }

        return NeverTravels(type) ? $"{NameOf(type)} cannot travel"
            : type.IsPrimitive ? null
            : typeof(IEnumerable).IsAssignableFrom(type) ? FindInCollection(type, reads, seen)
            : type.IsDefined(typeof(JsonConverterAttribute)) ? null
            : FindInObject(type, reads, seen);
    }

    private static bool NeverTravels(Type type) =>
        type.IsByRef || type.IsPointer || type.IsFunctionPointer || type.IsByRefLike || type.ContainsGenericParameters
        || Never.Any(never => never.IsAssignableFrom(type)) || NeverExactly.Contains(type)
        || type.GetInterfaces().Append(type).Any(face => face.IsGenericType && NeverGeneric.Contains(face.GetGenericTypeDefinition()));

    private static string? FindInCollection(Type type, bool reads, HashSet<Type> seen)
    {
        if (type.IsArray && type.GetArrayRank() > 1)
        {
            return $"{NameOf(type)} has more than one dimension; take an array of arrays";
        }

        var faces = type.GetInterfaces().Append(type).Where(face => face.IsGenericType).ToList();
        var pairs = faces.Find(face => face.GetGenericTypeDefinition() is var definition
            && (definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>)));
        var element = faces.Find(face => face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        if (element is null)
        {
            return $"{NameOf(type)} does not say what its elements are";
        }

        if (pairs?.GetGenericArguments() is [var key, var value])
        {
            return key == typeof(string) || key.IsPrimitive || key.IsEnum || key == typeof(Guid)
                ? Find(value, reads, seen)
                : $"{NameOf(key)} cannot be the key of an object";
        }

        return reads && WireResolver.IsOnlyWritten(type) ? $"{NameOf(type)} can be written and not read; take an array or a List" : Find(element, reads, seen);
    }

    private static string? FindInObject(Type type, bool reads, HashSet<Type> seen)
    {
        var members = type.GetProperties(Members)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(property => (Member: (MemberInfo)property, Type: property.PropertyType, IsSet: property.SetMethod is { IsPublic: true }))
            .Concat(type.GetFields(Members).Select(field => (Member: (MemberInfo)field, Type: field.FieldType, IsSet: !field.IsInitOnly)))
            .Where(member => member.Member.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
            .ToList();
        ParameterInfo[] made = [];
        if (reads && !TryFindParameters(type, [.. members.Select(member => (member.Member.Name, member.Type))], out made))
        {
            return $"{NameOf(type)} has no constructor that can be used: it must be a class or struct with one public constructor, each of "
                + "whose parameters has the name and type of a public property";
        }

        foreach (var (member, memberType, isSet) in members)
        {
            var isRead = isSet || Array.Exists(made, parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase));
            if ((!reads || isRead) && Find(memberType, reads, seen) is { } problem)
            {
                return $"{NameOf(type)}.{member.Name}: {problem}";
            }
        }

        return null;
    }

    // What both formats' libraries take: they differ where there are several.
    private static bool TryFindParameters(Type type, List<(string Name, Type Type)> members, out ParameterInfo[] parameters)
    {
        parameters = [];
        if (type.IsAbstract)
        {
            return false;
        }

        var all = type.GetConstructors();
        var chosen = Array.Find(all, constructor => constructor.IsDefined(typeof(JsonConstructorAttribute)))
            ?? Array.Find(all, constructor => constructor.GetParameters().Length == 0)
            ?? (all.Length == 1 ? all[0] : null);
        if (chosen is null)
        {
            return type.IsValueType;
        }

        parameters = chosen.GetParameters();
        return Array.TrueForAll(parameters, parameter => members.Exists(member =>
            member.Type == parameter.ParameterType && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)));
    }
}
