using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>Makes a method's arguments from a call's.</summary>
internal static class ArgumentBinder
{
    private const int LongestQuoted = 40;

    /// <summary>Binds them.</summary>
    /// <param name="format">The message's format.</param>
    /// <param name="method">The method.</param>
    /// <param name="envelope">The call.</param>
    /// <param name="message">The call's bytes.</param>
    /// <param name="problem">What does not fit, for the caller's developer; null when all does.</param>
    /// <returns>One a parameter; null when there is a problem.</returns>
    public static object?[]? Bind(
        WireFormat format, RpcMethod method, in Envelope envelope, ReadOnlyMemory<byte> message, out string? problem)
    {
        problem = null;
        var parameters = method.Parameters;
        Span<Slice> values = stackalloc Slice[parameters.Length];
        values.Clear();
        var given = envelope.Parameters.Of(message);
        if (envelope.Arguments != ArgumentsKind.None)
        {
            var match = format.MatchArguments(given.Span, envelope.Arguments, method.ParameterNames, values, out var culprit);
            problem = match switch
            {
                ArgumentMatch.Matched => null,
                ArgumentMatch.TooMany => $"at most {parameters.Length} arguments are taken",
                ArgumentMatch.UnknownName => $"there is no argument {Quote(format, culprit.Of(given.Span))}",
                _ => $"argument {Quote(format, culprit.Of(given.Span))} is given twice",
            };
        }

        var arguments = new object?[parameters.Length];
        for (var index = 0; index < parameters.Length && problem is null; index++)
        {
            var parameter = parameters[index];
            if (values[index].Length > 0)
            {
                arguments[index] = parameter.Read(format, values[index].Of(given), out problem);
            }
            else if (parameter.HasDefault)
            {
                arguments[index] = parameter.Default;
            }
            else
            {
                problem = $"argument '{parameter.Name}' is missing";
            }
        }

        return problem is null ? arguments : null;
    }

    private static string Quote(WireFormat format, ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[LongestQuoted];
        var length = format.CopyText(name, characters);
        return length < 0 ? "of that name" : $"'{characters[..length]}'";
    }
}
