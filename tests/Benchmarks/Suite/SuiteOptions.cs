using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Suite;

/// <summary>How the suite is run.</summary>
/// <param name="Rounds">How often every contender has its turn.</param>
/// <param name="Seconds">How long figures are taken in a turn.</param>
/// <param name="Settle">How long a load runs before figures are taken, in seconds.</param>
/// <param name="WarmUp">How long a contender is driven before its first turn, in seconds.</param>
/// <param name="IsQuick">Whether it is only to be seen that everything runs.</param>
/// <param name="Only">What names of workloads and contenders must match; where none of one kind does, all of it take part.</param>
internal sealed record SuiteOptions(int Rounds, double Seconds, double Settle, double WarmUp, bool IsQuick, IReadOnlyList<Regex> Only)
{
    /// <summary>What may stand on the command line.</summary>
    public const string Usage = """
        suite: every workload with every contender, and a report of it in RESULTS.md

          --rounds N     how often every contender has its turn: 4
          --seconds N    how long figures are taken in a turn: 5
          --warm-up N    seconds that a contender is driven before its first turn: 15
          --only REGEX   only the workloads, or the contenders, whose names match; may be repeated
          --quick        one short round, to see that everything runs; without a report
        """;

    /// <summary>Reads the command line.</summary>
    /// <returns>Whether it can be understood.</returns>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out SuiteOptions? options)
    {
        options = args.Contains("--quick") ? new(1, 1, 0.3, 1.5, true, []) : new(4, 5, 0.7, 15, false, []);
        try
        {
            for (var index = 0; index < args.Length; index++)
            {
                options = args[index] switch
                {
                    "--quick" => options,
                    "--rounds" => options with { Rounds = int.Parse(args[++index], CultureInfo.InvariantCulture) },
                    "--seconds" => options with { Seconds = double.Parse(args[++index], CultureInfo.InvariantCulture) },
                    "--warm-up" => options with { WarmUp = double.Parse(args[++index], CultureInfo.InvariantCulture) },
                    "--only" => options with { Only = [.. options.Only, new Regex(args[++index])] },
                    var other => throw new ArgumentException(other),
                };
            }

            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            options = null;
            return false;
        }
    }

    /// <summary>Those that are asked for.</summary>
    public IReadOnlyList<T> Select<T>(IReadOnlyList<T> all, Func<T, string> name)
    {
        T[] named = [.. all.Where(one => Only.Any(only => only.IsMatch(name(one))))];
        return named.Length == 0 ? all : named;
    }
}
