using Microsoft.AspNetCore.Builder;

namespace GameServer.Hosting.Operations;

/// <summary>The verbs of a server's command line.</summary>
internal static class Verbs
{
    /// <summary>The verbs in the order of the help.</summary>
    /// <param name="add">Adds what the program consists of: the help lists its settings.</param>
    public static IReadOnlyList<Verb> All(Action<WebApplicationBuilder> add) =>
    [
        new("help", "", "says this", _ => HelpVerb.RunAsync(add, All(add))),
        new("version", "", "says the versions of the program and of .NET", static _ => VersionVerb.RunAsync()),
        new("health", "[URL]", "ends with 0 if the server is ready, otherwise with 1", HealthProbe.RunAsync),
        new("administrator", "NAME [off]", "appoints a registered account, or dismisses it", AdministratorVerb.RunAsync),
        new("backup", "FILE", "copies the database, also while the server runs", BackupVerb.RunAsync),
        new("check", "[FILE]", "ends with 0 if the database is whole, else with 1", CheckVerb.RunAsync),
    ];

    /// <summary>The verb that a command line begins with.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="verbs">The verbs there are.</param>
    /// <returns>The verb and null; or null and what is wrong with the word; or null twice, where settings begin the line.</returns>
    public static (Verb? Verb, string? Problem) Find(string[] args, IReadOnlyList<Verb> verbs)
    {
        if (args is not [var first, ..] || first.Length == 0)
        {
            return (null, null);
        }

        if (verbs.FirstOrDefault(verb => Names(verb, first)) is { } found)
        {
            return (args is [_, "--help" or "-h" or "-?" or "/?", ..] ? verbs.First(static verb => verb.Name == "help") : found, null);
        }

        // A setting is --Key=value, --Key value, /Key value or Key=value.
        var isSetting = first[0] is '-' or '/' || first.Contains('=', StringComparison.Ordinal);
        var nearest = isSetting && args is [['-', '-', .. var word]] ? Nearest.Within(word, verbs.Select(static verb => verb.Name))
            : isSetting ? null
            // An abbreviation is far from its word.
            : verbs.FirstOrDefault(verb => verb.Name.StartsWith(first, StringComparison.OrdinalIgnoreCase))?.Name
                ?? Nearest.Of(first, verbs.Select(static verb => verb.Name));
        return (null, nearest is null ? null : $"There is no verb '{first}'; the nearest is '{nearest}'. '{ProgramName.Command} help' lists them all.");
    }

    // Verbs were options once, and --help is what people type.
    private static bool Names(Verb verb, string word) =>
        string.Equals(word, verb.Name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(word, "--" + verb.Name, StringComparison.OrdinalIgnoreCase)
        || verb.Name == "help" && word is "-h" or "-?" or "/?";
}
