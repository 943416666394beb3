using System.Globalization;

namespace Benchmarks.Report;

/// <summary>How numbers are written.</summary>
internal static class Numbers
{
    /// <summary>A number with its unit; a dash where there is none.</summary>
    public static string WithUnit(double? figure, int digits, string unit)
    {
        var number = Of(figure, digits);
        return unit is "" ? number : unit is "×" ? number + unit : $"{number} {unit}";
    }

    /// <summary>A number; a dash where there is none.</summary>
    public static string Of(double? figure, int digits) => figure is { } number && double.IsFinite(number)
        ? number.ToString($"#,0.{new string('0', digits)}", CultureInfo.InvariantCulture)
        : "–";
}
