using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace GameServer.Rpc.Configuration;

/// <summary>
/// A section of the configuration with the keys that an options class declares. It finds what the class could not be
/// bound to, which the framework's binder either skips or reports without a limit.
/// </summary>
public sealed class SettingsSection
{
    private const int DeepestNesting = 4;

    private SettingsSection(string name, IReadOnlyList<Setting> settings) => (Name, Settings) = (name, settings);

    /// <summary>The section's name.</summary>
    public string Name { get; }

    /// <summary>The keys, in the order of the class.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Describes the section that an options class is bound to.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="section">The section's name.</param>
    /// <param name="check">The check, which names the limits.</param>
    public static SettingsSection Of<TOptions>(string section, Action<TOptions, OptionsRange> check)
        where TOptions : class
    {
        var defaults = Activator.CreateInstance<TOptions>();
        return new SettingsSection(section, [.. SettingsOf(typeof(TOptions), defaults, "", LimitsOf(section, defaults, check), DeepestNesting)]);
    }

    /// <summary>Every configured value that no setting can read, with key, value and rule.</summary>
    /// <param name="configuration">The whole configuration.</param>
    public IEnumerable<string> Problems(IConfiguration configuration) =>
        (from setting in Settings
         from problem in setting.Shape switch
         {
             SettingShape.Value => ProblemsOfValue(configuration, setting, $"{Name}:{setting.Key}"),
             SettingShape.List => ProblemsOfList(configuration, setting, $"{Name}:{setting.Key}"),
             _ => [],
         }
         select problem)
        .Concat(ProblemsOfSection(configuration));

    // A variable of that name in the environment may be another program's.
    private IEnumerable<string> ProblemsOfSection(IConfiguration configuration) =>
        configuration[Name] is { Length: > 0 } value && configuration is IConfigurationRoot root
            && root.Providers.Any(provider => provider is not EnvironmentVariablesConfigurationProvider && provider.TryGet(Name, out _))
            ? [$"{Name} is '{value}'; it must be a section of keys."]
            : [];

    private static IEnumerable<string> ProblemsOfValue(IConfiguration configuration, Setting setting, string key)
    {
        var section = configuration.GetSection(key);
        if (section.GetChildren().FirstOrDefault() is { } child)
        {
            yield return $"{key} has a key below it, {child.Path}; it must be {setting.Allowed}.";
        }
        else if (IsSet(configuration, key) && !setting.CanRead(section.Value))
        {
            yield return $"{key} is {(section.Value is { } value ? $"'{value}'" : "null")}; it must be {setting.Allowed}.";
        }
    }

    private static IEnumerable<string> ProblemsOfList(IConfiguration configuration, Setting setting, string key)
    {
        var section = configuration.GetSection(key);
        // An empty list of a JSON file is an empty text.
        return section.Value is { Length: > 0 } value
            ? [$"{key} is '{value}'; it must be a list, as in {key}:0={value}."]
            : section.GetChildren().SelectMany(element => ProblemsOfValue(configuration, setting, element.Path));
    }

    private static bool IsSet(IConfiguration configuration, string key) => configuration is IConfigurationRoot root
        ? root.Providers.Any(provider => provider.TryGet(key, out _))
        : configuration[key] is not null;

    private static IReadOnlyDictionary<string, string> LimitsOf<TOptions>(string section, TOptions defaults, Action<TOptions, OptionsRange> check)
    {
        var range = new OptionsRange(section);
        try
        {
            check(defaults, range);
        }
        catch (Exception exception) when (exception is NullReferenceException or ArgumentException or InvalidOperationException)
        {
            // A check may read what only a configuration gives. The limits before it are known all the same.
        }

        return range.Limits;
    }

    private static IEnumerable<Setting> SettingsOf(Type type, object? defaults, string prefix, IReadOnlyDictionary<string, string> limits, int nesting)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.GetIndexParameters() is [] && property.GetMethod is { IsPublic: true }))
        {
            var key = prefix + property.Name;
            var kind = property.PropertyType;
            if (IsReadable(kind))
            {
                if (property.SetMethod is { IsPublic: true })
                {
                    yield return new Setting(key, kind, SettingShape.Value, Written(defaults, property), limits.GetValueOrDefault(key));
                }
            }
            else if (typeof(IDictionary).IsAssignableFrom(kind) || ElementOf(kind) is { } element && !IsReadable(element))
            {
                yield return new Setting(key, typeof(object), SettingShape.Open, null, null);
            }
            else if (ElementOf(kind) is { } value)
            {
                yield return new Setting(key, value, SettingShape.List, null, limits.GetValueOrDefault(key));
            }
            else if (nesting > 0 && kind.IsClass && !kind.IsAbstract && kind.GetConstructor([]) is not null)
            {
                var inner = defaults is null ? null : property.GetValue(defaults);
                foreach (var setting in SettingsOf(kind, inner, key + ":", limits, nesting - 1))
                {
                    yield return setting;
                }
            }
        }
    }

    private static bool IsReadable(Type type) => type != typeof(object) && TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    private static Type? ElementOf(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static string? Written(object? defaults, PropertyInfo property)
    {
        var value = defaults is null ? null : property.GetValue(defaults);
        return value is bool yes ? (yes ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture);
    }
}
