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
    public static SuiteOptions Parse(string[] args)
    {
        var quick = args.Contains("--quick");
        var options = quick ? new SuiteOptions(1, 1, 0.3, 1.5, true, []) : new SuiteOptions(4, 5, 0.7, 15, false, []);
        for (var index = 0; index < args.Length; index++)
        {
            options = args[index] switch
            {
                "--quick" => options,
                "--rounds" => options with { Rounds = int.Parse(args[++index], CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(args[++index], CultureInfo.InvariantCulture) },
                "--warm-up" => options with { WarmUp = double.Parse(args[++index], CultureInfo.InvariantCulture) },
                "--only" => options with { Only = [.. options.Only, new Regex(args[++index])] },
                var other => throw new ArgumentException($"What is {other}? suite [--rounds 4] [--seconds 5] [--warm-up 15] [--only regex]... [--quick]"),
            };
        }

        return options;
    }

    /// <summary>Those that are asked for.</summary>
    public IReadOnlyList<T> Select<T>(IReadOnlyList<T> all, Func<T, string> name)
    {
        T[] named = [.. all.Where(one => Only.Any(only => only.IsMatch(name(one))))];
        return named.Length == 0 ? all : named;
    }
}
