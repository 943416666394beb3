using GameServer.Rpc.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Operations;

/// <summary>Writes the verbs and the settings. The settings are those of the options classes that the program registers.</summary>
internal static class HelpVerb
{
    private const int KeyWidth = 32;
    private const int DefaultWidth = 7;

    /// <summary>Writes the help.</summary>
    /// <param name="add">Adds what the program consists of.</param>
    /// <param name="verbs">The verbs there are.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(Action<WebApplicationBuilder> add, IReadOnlyList<Verb> verbs)
    {
        // Neither settings nor a database are read: help is wanted most where they are wrong.
        var builder = WebApplication.CreateEmptyBuilder(new());
        add(builder);
        foreach (var line in Lines(verbs, Sections(builder.Services)))
        {
            await Terminal.Out.WriteLineAsync(line);
        }

        return 0;
    }

    /// <summary>The sections that are registered in a container.</summary>
    /// <param name="services">The container's services.</param>
    internal static IReadOnlyList<SettingsSection> Sections(IServiceCollection services) =>
        [.. services.Select(static service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<SettingsSection>()];

    /// <summary>The help, line by line, for a terminal of 80 columns.</summary>
    /// <param name="verbs">The verbs there are.</param>
    /// <param name="sections">The sections of settings.</param>
    internal static IEnumerable<string> Lines(IReadOnlyList<Verb> verbs, IReadOnlyList<SettingsSection> sections)
    {
        yield return ProgramName.Version;
        yield return "";
        yield return $"  {ProgramName.Command} [SETTING...]";
        yield return $"  {ProgramName.Command} VERB [ARGUMENT...] [SETTING...]";
        yield return "";
        yield return "Without a verb it starts the server. The verbs:";
        yield return "";
        foreach (var verb in verbs)
        {
            yield return $"  {verb.Name + " " + verb.Arguments,-25} {verb.Does}";
        }

        yield return "";
        yield return "A setting is --KEY=VALUE on the command line, KEY=VALUE in the environment (with";
        yield return "__ for each colon), or stands in appsettings.json. A list has KEY:0, KEY:1, ...";
        yield return "";
        yield return Row("key", "default", "allowed");
        yield return Row("urls", "", $"{ListenSettings.Default} if not set");
        yield return Row(PathBase.Key, "", "a path that a proxy keeps: /game");
        yield return Row("ConnectionStrings:GameServer", "", "Data Source=gameserver.db if not set");
        foreach (var section in sections.OrderBy(static section => section.Name, StringComparer.Ordinal).GroupBy(static section => section.Name))
        {
            yield return "";
            foreach (var setting in section.SelectMany(static part => part.Settings))
            {
                yield return Row($"{section.Key}:{setting.Key}", setting.Default ?? "", AllowedOf(setting));
            }
        }
    }

    private static string AllowedOf(Setting setting) => setting.Shape switch
    {
        SettingShape.List => "a list",
        SettingShape.Open => "keys of its own",
        _ => setting.Limits?.Replace("from ", "", StringComparison.Ordinal).Replace(", or 0 for no limit", "; 0: no limit", StringComparison.Ordinal)
            ?? setting.Allowed,
    };

    private static string Row(string key, string value, string allowed) =>
        $"  {key,-KeyWidth} {value,-DefaultWidth} {allowed}".TrimEnd();
}
