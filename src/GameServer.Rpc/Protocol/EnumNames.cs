using System.Collections.Frozen;
using System.Text;
using GameServer.Games;

namespace GameServer.Rpc.Protocol;

/// <summary>The names of an enumeration's values on the wire, the same in every format.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>()
        .Distinct().ToFrozenDictionary(value => value, value => WireName.Camel(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Enum.GetNames<T>()
        .ToFrozenDictionary(WireName.Camel, Enum.Parse<T>, StringComparer.Ordinal);

    private static readonly FrozenDictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> Utf8Values = Values
        .ToFrozenDictionary(pair => Encoding.UTF8.GetBytes(pair.Key), pair => pair.Value, Utf8Comparer.Instance)
        .GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The name of a value; its number as text where it has none.</summary>
    public static string Of(T value) => Names.TryGetValue(value, out var name) ? name : value.ToString("D");

    /// <summary>Finds the value of a name.</summary>
    public static bool TryParse(string? name, out T value)
    {
        value = default;
        return name is not null && Values.TryGetValue(name, out value);
    }

    /// <inheritdoc cref="TryParse(string?, out T)"/>
    public static bool TryParse(ReadOnlySpan<byte> name, out T value) => Utf8Values.TryGetValue(name, out value);
}
