using System.Globalization;
using Benchmarks.Report;

namespace Benchmarks.Suite;

/// <summary>Says on standard error how far the suite is.</summary>
internal static class Progress
{
    private const int Longest = 300;
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;

    public static void Say(string text) =>
        Console.Error.WriteLine($"{DateTimeOffset.UtcNow - Start:mm\\:ss} {text}");

    /// <summary>The first line of a message, and not too much of it: a failure can quote what a server sent.</summary>
    public static string Brief(string message)
    {
        var line = message.Split('\n')[0].Trim();
        return line.Length <= Longest ? line : line[..Longest] + " ...";
    }

    /// <summary>Figures in one line.</summary>
    public static string Show(IReadOnlyDictionary<Metric, double> figures) => string.Join(
        ", ",
        figures.Select(figure => $"{figure.Key.Name} {figure.Value.ToString("F" + figure.Key.Digits, CultureInfo.InvariantCulture)} {figure.Key.Unit}".TrimEnd()));
}
