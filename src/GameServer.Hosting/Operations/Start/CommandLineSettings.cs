namespace GameServer.Hosting.Operations;

/// <summary>The settings of a command line. The framework's reader skips in silence what it cannot read.</summary>
internal static class CommandLineSettings
{
    /// <summary>The arguments that are no settings, or have no value; a line each.</summary>
    /// <param name="args">The command line.</param>
    public static IEnumerable<string> Problems(string[] args)
    {
        for (var index = 0; index < args.Length; index++)
        {
            var arg = args[index];
            var (isKey, isNamed) = (IsKey(arg), arg.TrimStart('-', '/') is [not '=', ..]);
            if (isNamed && arg.Contains('=', StringComparison.Ordinal) && (isKey || !arg.StartsWith('-')) || arg.Length == 0)
            {
                continue;
            }

            if (!isKey || !isNamed)
            {
                yield return $"'{arg}' on the command line is no setting; it must be --KEY=VALUE.";
            }
            else if (index + 1 == args.Length || IsKey(args[index + 1]) && !args[index + 1].StartsWith('/'))
            {
                yield return $"{arg} on the command line has no value; it must be {arg}=VALUE.";
            }
            else
            {
                index++;
            }
        }
    }

    private static bool IsKey(string arg) => arg.StartsWith("--", StringComparison.Ordinal) || arg.StartsWith('/');
}
