using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>Turns what kept a server from starting into lines that an operator can act on.</summary>
internal static class StartFailure
{
    /// <summary>One line for each thing that is wrong.</summary>
    /// <param name="exception">What the start ended with.</param>
    /// <param name="configuration">The configuration, where it could be read.</param>
    public static IEnumerable<string> Reasons(Exception exception, IConfiguration? configuration = null) => exception switch
    {
        // What the system refuses at a socket says neither key nor address.
        _ when configuration is not null && exception.GetBaseException() is Win32Exception refusal => Unusable(configuration, refusal.Message),
        AggregateException several => several.InnerExceptions.SelectMany(one => Reasons(one, configuration)),
        TargetInvocationException { InnerException: { } inner } => Reasons(inner, configuration),
        DeclarationException mistakes => mistakes.Problems.Select(OneLine),
        OptionsValidationException settings => settings.Failures.Select(OneLine),
        // A file of settings: the outer message names the file, the innermost one what is wrong in it, and where.
        InvalidDataException file => [OneLine($"{file.Message} {InFile(file.GetBaseException())}")],
        // Kestrel goes on with how to make a developer's certificate.
        InvalidOperationException when exception.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            ["An https address has no certificate; Kestrel:Certificates:Default:Path must name one."],
        _ => [OneLine(exception.Message)],
    };

    private static string[] Unusable(IConfiguration configuration, string refusal)
    {
        (string Key, string Url)[] addresses = [.. ListenSettings.Of(configuration).DefaultIfEmpty((ListenSettings.Urls, ListenSettings.Default))];
        string[] found =
        [
            .. from address in addresses
               let why = BoundAddress.Parse(address.Url).WhyNot()
               where why is not null
               select $"{address.Key} is '{address.Url}'; the server cannot listen there: {why}",
        ];
        // The path of a socket, or an address that is named twice.
        return found.Length > 0 ? found
            : [$"{addresses[0].Key} is '{string.Join(';', addresses.Select(static address => address.Url))}'; the server cannot listen there: {refusal}"];
    }

    // Editors count from 1.
    private static string InFile(Exception exception) => exception is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
        && exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end
        ? string.Create(CultureInfo.InvariantCulture, $"{exception.Message[..end]} (line {line + 1}, column {column + 1})")
        : exception.Message;

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
