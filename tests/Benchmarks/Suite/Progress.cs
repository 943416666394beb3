using System.Globalization;
using Benchmarks.Report;

namespace Benchmarks.Suite;

/// <summary>Says on standard error how far the suite is.</summary>
internal static class Progress
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;

    public static void Say(string text) =>
        Console.Error.WriteLine($"{DateTimeOffset.UtcNow - Start:mm\\:ss} {text}");

    public static string Show(IReadOnlyDictionary<Metric, double> figures) => string.Join(
        ", ",
        figures.Select(figure => $"{figure.Key.Name} {figure.Value.ToString("F" + figure.Key.Digits, CultureInfo.InvariantCulture)} {figure.Key.Unit}".TrimEnd()));
}
