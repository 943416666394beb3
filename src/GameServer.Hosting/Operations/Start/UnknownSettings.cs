using GameServer.Rpc.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Warns of keys that no options class declares. The sections of options are known whole; of the framework's, and of
/// what has a section of its own, only a key that is nearly a known one is told.
/// </summary>
internal sealed partial class UnknownSettings(
    IConfiguration configuration, IEnumerable<SettingsSection> sections, ILogger<UnknownSettings> logger) : IHostedLifecycleService
{
    /// <summary>Keys without a section of options, the framework's and Serilog's, for a look at those that are nearly one.</summary>
    private static readonly string[] Framework =
    [
        "urls", PathBase.Key, "http_ports", "https_ports", "environment", "contentRoot", "webroot", "applicationName", "AllowedHosts",
        "ConnectionStrings:GameServer", "Logging:LogLevel", "Kestrel:Endpoints", "Kestrel:EndpointDefaults", "Kestrel:Certificates",
        "Serilog:Using", "Serilog:MinimumLevel", "Serilog:WriteTo", "Serilog:AuditTo", "Serilog:Enrich", "Serilog:Filter",
        "Serilog:Destructure", "Serilog:Properties", "Serilog:LevelSwitches", "Serilog:FilterSwitches", "Serilog:Json",
    ];

    private readonly string[] _known = [.. sections.SelectMany(static section => section.Settings.Select(setting => $"{section.Name}:{setting.Key}"))];

    private readonly HashSet<string> _sections = new(sections.Select(static section => section.Name), StringComparer.OrdinalIgnoreCase);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, source, nearest) in Find())
        {
            if (nearest is null)
            {
                Unknown(logger, key, source);
            }
            else
            {
                Misspelt(logger, key, source, nearest);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The unknown keys, each once, with where it is set and the nearest known one; null where none is near.</summary>
    internal IEnumerable<(string Key, string Source, string? Nearest)> Find() =>
        (from provider in Flat(configuration)
         from key in Keys(provider, null)
         let found = Look(key, provider is EnvironmentVariablesConfigurationProvider)
         where found is not null
         select (Key: Spelt(found.Value.Key, provider), Source: SourceOf(provider), found.Value.Nearest))
        .DistinctBy(static unknown => unknown.Key, StringComparer.OrdinalIgnoreCase);

    private (string Key, string? Nearest)? Look(string key, bool isEnvironment)
    {
        if (IsKnown(key, _known))
        {
            return null;
        }

        var parts = key.Split(ConfigurationPath.KeyDelimiter);
        var head = parts.Length == 1 ? key : $"{parts[0]}:{parts[1]}";
        if (_sections.Contains(parts[0]))
        {
            // What is below an unknown key is unknown with it.
            return _known.Any(known => IsBelow(known, head)) ? (key, NearestOf(key, _known)) : (head, NearestOf(head, _known));
        }

        // The environment holds variables of other programs: only one that nearly names a section and a key of it is ours.
        var near = parts.Length == 1 ? null : NearestOf(head, _known);
        if (isEnvironment || near is not null)
        {
            return near is null ? null : (head, near);
        }

        if (IsKnown(key, Framework))
        {
            return null;
        }

        var first = Framework.Any(known => IsBelow(known, parts[0])) ? head : parts[0];
        near = NearestOf(first, Framework) ?? Nearest.Within(first, _sections)
            ?? _known.FirstOrDefault(known => known.EndsWith(":" + key, StringComparison.OrdinalIgnoreCase));
        return near is null ? null : (first, near);
    }

    // A key, an element of a list, or a section without a value. What stands below a value is refused elsewhere.
    private static bool IsKnown(string key, IEnumerable<string> all) => all.Any(known => IsBelow(key, known) || IsBelow(known, key));

    // Part by part: one that is right may not make up for one that is wrong. Or else the right key of another section.
    private string? NearestOf(string key, IEnumerable<string> all)
    {
        var parts = key.Split(ConfigurationPath.KeyDelimiter);
        var alike = all.Where(known => known.Split(ConfigurationPath.KeyDelimiter) is var theirs && theirs.Length == parts.Length
            && theirs.Zip(parts).All(static pair => Nearest.Within(pair.Second, [pair.First]) is not null));
        return alike.MinBy(known => Nearest.Distance(key, known))
            ?? (_sections.Contains(parts[0]) ? all.FirstOrDefault(known => known.EndsWith(":" + parts[^1], StringComparison.OrdinalIgnoreCase)) : null);
    }

    private static bool IsBelow(string key, string parent) =>
        key.StartsWith(parent, StringComparison.OrdinalIgnoreCase) && (key.Length == parent.Length || key[parent.Length] == ':');

    private static IEnumerable<IConfigurationProvider> Flat(IConfiguration configuration) => configuration is IConfigurationRoot root
        ? root.Providers.Reverse().SelectMany(static provider => provider is ChainedConfigurationProvider chained ? Flat(chained.Configuration) : [provider])
        : [];

    private static IEnumerable<string> Keys(IConfigurationProvider provider, string? parent)
    {
        foreach (var child in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = parent is null ? child : ConfigurationPath.Combine(parent, child);
            foreach (var found in Keys(provider, key).DefaultIfEmpty(key))
            {
                yield return found;
            }
        }
    }

    private static string Spelt(string key, IConfigurationProvider provider) =>
        provider is EnvironmentVariablesConfigurationProvider ? key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal) : key;

    private static string SourceOf(IConfigurationProvider provider) => provider switch
    {
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        FileConfigurationProvider file => file.Source.Path ?? "file",
        _ => "program",
    };

    [LoggerMessage(1006, LogLevel.Warning, "The setting {Key} ({Source}) is unknown; the nearest is {Nearest}")]
    private static partial void Misspelt(ILogger logger, string key, string source, string nearest);

    [LoggerMessage(1007, LogLevel.Warning, "The setting {Key} ({Source}) is unknown")]
    private static partial void Unknown(ILogger logger, string key, string source);
}
