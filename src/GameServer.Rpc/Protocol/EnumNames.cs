using System.Collections.Frozen;
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

    /// <summary>The name of a value; its number as text where it has none.</summary>
    public static string Of(T value) => Names.TryGetValue(value, out var name) ? name : value.ToString("D");

    /// <summary>Finds the value of a name.</summary>
    public static bool TryParse(string? name, out T value)
    {
        value = default;
        return name is not null && Values.TryGetValue(name, out value);
    }
}
