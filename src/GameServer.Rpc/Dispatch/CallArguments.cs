using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>
/// The arguments of one call, where they lie in its message: found by their names or places, then read one by one, each as
/// its parameter's type. One for each connection, used for call after call by its reader.
/// </summary>
/// <param name="format">The connection's format.</param>
internal sealed class CallArguments(WireFormat format)
{
    private const int LongestQuoted = 40;
    private Slice[] _values = [];
    private ReadOnlyMemory<byte> _given;

    /// <summary>What does not fit, for the caller's developer; null while nothing was found.</summary>
    public string? Problem { get; private set; }

    /// <summary>Finds each parameter's argument.</summary>
    /// <returns>Whether those that were given belong to a parameter each; otherwise there is a problem.</returns>
    public bool TryMatch(in AdmittedCall call)
    {
        var names = call.Method.ParameterNames;
        if (_values.Length < names.Length)
        {
            _values = new Slice[names.Length];
        }

        var values = _values.AsSpan(0, names.Length);
        values.Clear();
        Problem = null;
        var kind = call.Envelope.Arguments;
        if (kind == ArgumentsKind.None)
        {
            return true;
        }

        _given = call.Envelope.Parameters.Of(call.Message);
        var match = format.MatchArguments(_given.Span, kind, names, values, out var culprit);
        Problem = match switch
        {
            ArgumentMatch.Matched => null,
            ArgumentMatch.TooMany => $"at most {names.Length} arguments are taken",
            ArgumentMatch.UnknownName => $"there is no argument {Quote(culprit.Of(_given.Span))}",
            _ => $"argument {Quote(culprit.Of(_given.Span))} is given twice",
        };
        return Problem is null;
    }

    /// <summary>Reads one.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">Receives it, or the parameter's default where it is absent.</param>
    /// <returns>Whether it fits; otherwise there is a problem.</returns>
    public bool TryRead<T>(MethodParameter<T> parameter, out T value)
    {
        var slice = _values[parameter.Index];
        if (slice.Length == 0)
        {
            value = parameter.Default;
            return parameter.HasDefault || Refuse($"argument '{parameter.Name}' is missing");
        }

        value = default!;
        var bytes = slice.Of(_given);
        if (format.IsNull(bytes.Span))
        {
            return parameter.AcceptsNull
                || Refuse($"argument '{parameter.Name}' must be {parameter.Expectation}, not null");
        }

        try
        {
            value = format.Read<T>(bytes);
            return true;
        }
        catch (UnreadableValueException)
        {
            return Refuse($"argument '{parameter.Name}' must be {parameter.Expectation}");
        }
    }

    private bool Refuse(string problem)
    {
        Problem = problem;
        return false;
    }

    private string Quote(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[LongestQuoted];
        var length = format.CopyText(name, characters);
        return length < 0 ? "of that name" : $"'{characters[..length]}'";
    }
}
