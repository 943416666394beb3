using System.Runtime.CompilerServices;
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
    private const int LongestEscaped = 256;
    private Slice[] _values = [];
    private ReadOnlyMemory<byte> _message;

    /// <summary>What does not fit, for the caller's developer; null while nothing was found.</summary>
    public string? Problem { get; private set; }

    /// <summary>Finds each parameter's argument.</summary>
    /// <returns>Whether those that were given belong to a parameter each; otherwise there is a problem.</returns>
    public bool TryMatch(in AdmittedCall call)
    {
        var parameters = call.Method.Parameters;
        if (_values.Length < parameters.Length)
        {
            _values = new Slice[parameters.Length];
        }

        Problem = null;
        _message = call.Message;
        Array.Clear(_values, 0, parameters.Length);
        return call.Envelope.Arguments switch
        {
            ArgumentsKind.Positional => TryPlace(call.Arguments, parameters.Length),
            ArgumentsKind.Named => TryPlace(call.Arguments, parameters),
            _ => true,
        };
    }

    /// <summary>The message is done with: an idle connection must not keep the buffer in which it lay.</summary>
    public void Forget() => _message = default;

    /// <summary>Reads one.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="parameter">The parameter.</param>
    /// <param name="reader">Reads its type.</param>
    /// <param name="value">Receives it, or the parameter's default where it is absent.</param>
    /// <returns>Whether it fits; otherwise there is a problem.</returns>
    public bool TryRead<T>(MethodParameter<T> parameter, ValueReader<T> reader, out T value)
    {
        var slice = _values[parameter.Index];
        if (slice.Length == 0)
        {
            value = parameter.Default;
            return parameter.HasDefault || Refuse($"argument '{parameter.Name}' is missing");
        }

        var bytes = slice.Of(_message);
        if (format.IsNull(bytes.Span))
        {
            value = default!;
            return parameter.AcceptsNull
                || Refuse($"argument '{parameter.Name}' must be {parameter.Expectation}, not null");
        }

        return reader.TryRead(bytes, out value) || Refuse($"argument '{parameter.Name}' must be {parameter.Expectation}");
    }

    private bool TryPlace(ArgumentList given, int places)
    {
        if (given.Count > places)
        {
            return Refuse($"at most {places} arguments are taken");
        }

        given.Values.CopyTo(_values);
        return true;
    }

    private bool TryPlace(ArgumentList given, MethodParameter[] parameters)
    {
        var names = given.Names;
        for (var position = 0; position < names.Length; position++)
        {
            var name = names[position].Of(_message.Span);
            var index = IndexOf(name, parameters, position);
            if (index < 0)
            {
                return Refuse($"there is no argument {Quote(name)}");
            }

            if (_values[index].Length > 0)
            {
                return Refuse($"argument {Quote(name)} is given twice");
            }

            _values[index] = given.Values[position];
        }

        return true;
    }

    /// <summary>Finds the parameter of a name; looks first where it would be in their own order.</summary>
    [SkipLocalsInit]
    private int IndexOf(ReadOnlySpan<byte> value, MethodParameter[] parameters, int likely)
    {
        Span<byte> scratch = stackalloc byte[LongestEscaped];
        if (!format.TryGetText(value, scratch, out var name))
        {
            return -1;
        }

        if (likely < parameters.Length && name.SequenceEqual(parameters[likely].Utf8Name))
        {
            return likely;
        }

        for (var index = 0; index < parameters.Length; index++)
        {
            if (name.SequenceEqual(parameters[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
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
