using System.ComponentModel;
using System.Reflection;
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
        _ when configuration is not null && exception.GetBaseException() is Win32Exception && Unusable(configuration) is [_, ..] addresses => addresses,
        AggregateException several => several.InnerExceptions.SelectMany(one => Reasons(one, configuration)),
        TargetInvocationException { InnerException: { } inner } => Reasons(inner, configuration),
        DeclarationException mistakes => mistakes.Problems.Select(OneLine),
        OptionsValidationException settings => settings.Failures.Select(OneLine),
        // A file of settings: the outer message names the file, the innermost one what is wrong in it, and where.
        InvalidDataException file => [OneLine($"{file.Message} {file.GetBaseException().Message}")],
        // Kestrel goes on with how to make a developer's certificate.
        InvalidOperationException when exception.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            ["An https address has no certificate; Kestrel:Certificates:Default:Path must name one."],
        _ => [OneLine(exception.Message)],
    };

    private static string[] Unusable(IConfiguration configuration) =>
    [
        .. from setting in ListenSettings.Of(configuration).DefaultIfEmpty((Key: ListenSettings.Urls, Url: ListenSettings.Default))
           let why = BoundAddress.Parse(setting.Url).WhyNot()
           where why is not null
           select $"{setting.Key} is '{setting.Url}'; the server cannot listen there: {why}",
    ];

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
