using System.Text.RegularExpressions;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>What an answer must not hold: exceptions, stacks, names of types, paths.</summary>
internal static partial class Leak
{
    /// <summary>What a text tells of the program's inside; null where it tells nothing.</summary>
    public static string? Find(string text) => Inside().Match(text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"Exception|\bat \w+(\.\w+)+\(|\b(System|Microsoft|GameServer|StreamJsonRpc|Newtonsoft|MessagePack|Sqlite\w*)\.\w+|\bSQLite\b|\.cs\b|\.dll\b|/(home|work|app|tmp|usr|var|src)/|[A-Z]:\\|`\d|\[\[|Culture=")]
    private static partial Regex Inside();
}
