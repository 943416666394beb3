using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Operations;

/// <summary>
/// The framework's settings, checked before it reads them: where it finds a wrong one it does not name the key.
/// </summary>
internal static class FrameworkSettings
{
    private static readonly Dictionary<string, Type> Choices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Protocols"] = typeof(HttpProtocols),
        ["SslProtocols"] = typeof(SslProtocols),
        ["ClientCertificateMode"] = typeof(ClientCertificateMode),
    };

    /// <summary>The wrong settings, a line each.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="contentRoot">The folder that the paths of certificates are relative to.</param>
    public static IEnumerable<string> Problems(IConfiguration configuration, string contentRoot) =>
        ListenSettings.Problems(configuration)
            .Concat(ProblemsOfHosts(configuration))
            .Concat(ProblemsOfLogging(configuration.GetSection("Logging")))
            .Concat(ProblemsOfChoices(configuration.GetSection("Kestrel")))
            .Concat(CertificateSettings.Problems(configuration.GetSection("Kestrel"), contentRoot));

    private static IEnumerable<string> ProblemsOfHosts(IConfiguration configuration) =>
        from host in (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        where host is not "*" && !IsHost(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host)
        select $"AllowedHosts is '{host}'; it must be names of hosts such as play.example.org or *.example.org, with ; between them, or *.";

    private static bool IsHost(string host)
    {
        try
        {
            return Uri.CheckHostName(host) != UriHostNameType.Unknown && new HostString(host).ToUriComponent().Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Logging:LogLevel:Category and Logging:Provider:LogLevel:Category.
    private static IEnumerable<string> ProblemsOfLogging(IConfiguration logging) =>
        from levels in logging.GetChildren().Select(static provider => provider.GetSection("LogLevel")).Append(logging.GetSection("LogLevel"))
        from level in levels.GetChildren()
        where level.Value is { Length: > 0 } value && !IsNameIn(typeof(LogLevel), value)
        select Wrong(level, typeof(LogLevel));

    private static IEnumerable<string> ProblemsOfChoices(IConfiguration section)
    {
        foreach (var child in section.GetChildren())
        {
            if (Choices.TryGetValue(child.Key, out var type))
            {
                foreach (var value in child.GetChildren().Prepend(child).Where(value => value.Value is { } text && !IsNameIn(type, text)))
                {
                    yield return Wrong(value, type);
                }
            }
            else
            {
                foreach (var problem in ProblemsOfChoices(child))
                {
                    yield return problem;
                }
            }
        }
    }

    // The framework takes a number too, whether or not it means anything.
    private static bool IsNameIn(Type type, string value) =>
        value.Split(',', StringSplitOptions.TrimEntries).All(part => Enum.GetNames(type).Contains(part, StringComparer.OrdinalIgnoreCase));

    private static string Wrong(IConfigurationSection setting, Type type) =>
        $"{setting.Path} is '{setting.Value}'; it must be one of {string.Join(", ", Enum.GetNames(type))}.";
}
