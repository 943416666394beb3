using System.Reflection;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.ImmutableCollection;
using MessagePack.Resolvers;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// Finds the MessagePack form of any type without an attribute on it: the same keys and the same texts as in JSON, in
/// types that every MessagePack library reads.
/// </summary>
internal sealed class WireResolver : IFormatterResolver
{
    public static readonly WireResolver Instance = new();

    private const string Moment = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    private static readonly Dictionary<Type, Func<object>> Own = new()
    {
        [typeof(sbyte)] = () => new WholeFormatter<sbyte>(),
        [typeof(byte)] = () => new WholeFormatter<byte>(),
        [typeof(short)] = () => new WholeFormatter<short>(),
        [typeof(ushort)] = () => new WholeFormatter<ushort>(),
        [typeof(int)] = () => new WholeFormatter<int>(),
        [typeof(uint)] = () => new WholeFormatter<uint>(),
        [typeof(long)] = () => new WholeFormatter<long>(),
        [typeof(ulong)] = () => new WholeFormatter<ulong>(),
        [typeof(float)] = () => new FiniteSingleFormatter(),
        [typeof(double)] = () => new FiniteDoubleFormatter(),
        [typeof(object)] = () => new RuntimeTypeFormatter(),
        [typeof(char)] = () => new TextFormatter<char>(null),
        [typeof(DateTime)] = () => new TextFormatter<DateTime>(Moment),
        [typeof(DateTimeOffset)] = () => new TextFormatter<DateTimeOffset>(Moment),
        [typeof(DateOnly)] = () => new TextFormatter<DateOnly>("O"),
        [typeof(TimeOnly)] = () => new TextFormatter<TimeOnly>("HH:mm:ss.FFFFFFF"),
        [typeof(TimeSpan)] = () => new TextFormatter<TimeSpan>("c"),
    };

    private WireResolver()
    {
    }

    public IMessagePackFormatter<T>? GetFormatter<T>() => Cache<T>.Formatter;

    /// <summary>True for a collection's type whose values are written and never read.</summary>
    public static bool IsOnlyWritten(Type type) =>
        typeof(WireResolver).GetMethod(nameof(GetFormatter))!.MakeGenericMethod(type).Invoke(Instance, null) is { } formatter
        && formatter.GetType() is { IsGenericType: true } made && made.GetGenericTypeDefinition() == typeof(SequenceFormatter<,>);

    private static object? Find<T>()
    {
        var type = typeof(T);
        if (Own.TryGetValue(type, out var make))
        {
            return make();
        }

        if (type.IsEnum)
        {
            return Make(typeof(EnumFormatter<>), type);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(typeof(NullableFormatter<>), underlying);
        }

        if (type.IsPrimitive || type == typeof(string) || type == typeof(byte[]) || type == typeof(decimal)
            || type == typeof(Guid) || type == typeof(Uri) || type == typeof(Version))
        {
            return BuiltinResolver.Instance.GetFormatter<T>();
        }

        if (ElementOf(type) is not { } element)
        {
            return new ObjectFormatter<T>();
        }

        // Not the library's own formatters for collections of primitives: they pass what is not finite, and no whole floats.
        return DynamicGenericResolver.Instance.GetFormatter<T>()
            ?? ImmutableCollectionResolver.Instance.GetFormatter<T>()
            ?? Make(typeof(SequenceFormatter<,>), type, element);
    }

    private static Type? ElementOf(Type type) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];

    private static object Make(Type definition, params Type[] arguments) =>
        Activator.CreateInstance(
            definition.MakeGenericType(arguments),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, null, null)!;

    private static class Cache<T>
    {
        public static readonly IMessagePackFormatter<T>? Formatter = (IMessagePackFormatter<T>?)Find<T>();
    }
}
