using System.Collections;
using System.Globalization;
using System.Text;

namespace GameServer.Rpc.Logging;

/// <summary>The values of one log line, or of a scope, as a log may hold them, and the text that they make.</summary>
internal sealed class EscapedState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string Template = "{OriginalFormat}";
    private readonly KeyValuePair<string, object?>[] _values;
    private string? _text;

    private EscapedState(KeyValuePair<string, object?>[] values) => _values = values;

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => _values[index];

    /// <summary>The copy to log of a state some of whose values are not to be logged as they are; null where all are.</summary>
    /// <param name="state">The state.</param>
    /// <param name="longest">The most characters of a value.</param>
    public static EscapedState? Of(object? state, int longest)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            return null;
        }

        KeyValuePair<string, object?>[]? escaped = null;
        for (var index = 0; index < values.Count; index++)
        {
            var (key, value) = values[index];
            if (TextOf(value) is { } text && !LogText.IsClean(text, longest))
            {
                escaped ??= [.. values];
                escaped[index] = new(key, LogText.Of(text, longest));
            }
        }

        return escaped is null ? null : new EscapedState(escaped);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The line.</summary>
    public override string ToString() => _text ??= Render();

    /// <summary>The text of a value in the line; null for a value that cannot hold a stranger's text.</summary>
    private static string? TextOf(object? value) => value switch
    {
        string text => text,
        char letter => letter.ToString(),
        null or DateTime or DateTimeOffset or TimeSpan or Guid or Enum or decimal => null,
        IEnumerable many => string.Join(", ", many.Cast<object?>()),
        _ => value.GetType().IsPrimitive ? null : Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>Fills in the template: names in braces, each perhaps with an alignment and a format.</summary>
    private string Render()
    {
        var template = _values.FirstOrDefault(static value => value.Key == Template).Value as string;
        if (template is null)
        {
            return string.Join(' ', _values.Select(static value => $"{value.Key}:{value.Value}"));
        }

        var text = new StringBuilder(template.Length);
        for (var position = 0; position < template.Length; position++)
        {
            var letter = template[position];
            var isDoubled = letter is '{' or '}' && position + 1 < template.Length && template[position + 1] == letter;
            var end = letter == '{' && !isDoubled ? template.IndexOf('}', position) : -1;
            if (end < 0)
            {
                text.Append(letter);
                position += isDoubled ? 1 : 0;
                continue;
            }

            text.Append(Fill(template[(position + 1)..end]));
            position = end;
        }

        return text.ToString();
    }

    private string Fill(string hole)
    {
        var length = hole.AsSpan().IndexOfAny(',', ':') is >= 0 and var found ? found : hole.Length;
        var value = Array.Find(_values, value => value.Key == hole[..length]).Value ?? "(null)";
        return string.Format(
            CultureInfo.InvariantCulture, $"{{0{hole[length..]}}}", value is IEnumerable and not string ? TextOf(value) : value);
    }
}
