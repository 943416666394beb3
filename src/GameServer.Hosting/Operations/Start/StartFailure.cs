using System.Reflection;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>Turns what kept a server from starting into lines that an operator can act on.</summary>
internal static class StartFailure
{
    /// <summary>One line for each thing that is wrong.</summary>
    /// <param name="exception">What the start ended with.</param>
    public static IEnumerable<string> Reasons(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.SelectMany(Reasons),
        TargetInvocationException { InnerException: { } inner } => Reasons(inner),
        OptionsValidationException settings => settings.Failures.Select(OneLine),
        // A file of settings: the outer message names the file, the innermost one what is wrong in it, and where.
        InvalidDataException file => [OneLine($"{file.Message} {file.GetBaseException().Message}")],
        _ => [OneLine(exception.Message)],
    };

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
