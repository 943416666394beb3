using System.ComponentModel;
using System.Globalization;

namespace GameServer.Rpc.Configuration;

/// <summary>A key of a section: what its options class says about it.</summary>
/// <param name="Key">The key in the section; of a nested one the whole path, such as <c>Inner:Key</c>.</param>
/// <param name="Type">The type of the value, or of each element of a list.</param>
/// <param name="Shape">What may stand at the key.</param>
/// <param name="Default">The value without a configuration, in the configuration's notation; null where it has none.</param>
/// <param name="Limits">The limits that the section's check names, such as <c>from 1 to 64</c>; null where it names none.</param>
public sealed record Setting(string Key, Type Type, SettingShape Shape, string? Default, string? Limits)
{
    /// <summary>The rule for a value, to be read after "it must be".</summary>
    public string Allowed => string.Join(' ', new[] { Noun, Limits }.OfType<string>());

    private bool IsNullable => !Type.IsValueType || Nullable.GetUnderlyingType(Type) is not null;

    private string Noun
    {
        get
        {
            var type = Nullable.GetUnderlyingType(Type) ?? Type;
            return type == typeof(bool) ? "true or false"
                : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
                : type == typeof(double) || type == typeof(float) || type == typeof(decimal) ? "a number"
                : type.IsPrimitive ? "a whole number"
                : type == typeof(string) ? "a text"
                : type == typeof(TimeSpan) ? "a time such as 00:00:30"
                : "a " + type.Name;
        }
    }

    /// <summary>True for a configured value that can be read as this setting's type.</summary>
    /// <param name="value">The value; null where a file says null.</param>
    public bool CanRead(string? value)
    {
        if (value is null)
        {
            return IsNullable;
        }

        try
        {
            TypeDescriptor.GetConverter(Type).ConvertFrom(null, CultureInfo.InvariantCulture, value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or NotSupportedException or ArgumentException or OverflowException)
        {
            return false;
        }
    }
}

/// <summary>The forms of a key's value.</summary>
public enum SettingShape
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>Values, each with a key of its own below.</summary>
    List,

    /// <summary>Keys that nothing is known of.</summary>
    Open,
}
