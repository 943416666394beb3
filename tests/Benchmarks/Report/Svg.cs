using System.Globalization;
using System.Net;
using System.Text;

namespace Benchmarks.Report;

/// <summary>
/// A picture in SVG, drawn in the colours of whoever looks: GitHub shows it by an image, where the picture's own style
/// follows the reader's light or dark page. It is narrow and its letters large, so that a phone can show it whole.
/// </summary>
internal sealed class Svg
{
    /// <summary>The width of every picture.</summary>
    public const double Width = 520;

    private const string Style = """
          <style>
            text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #1f2328 }
            .title { font-size: 16px; font-weight: 600 }
            .ours { font-weight: 600; fill: #0969da }
            .faint { font-size: 13px; fill: #59636e }
            .figure { font-variant-numeric: tabular-nums }
            .goal { font-size: 13px; fill: #bc4c00; stroke: none }
            .bar { fill: #afb8c1 } .bar.own { fill: #0969da }
            .rule { stroke: #d1d9e0; fill: none } .mark { stroke: #bc4c00; stroke-width: 2.5; fill: none }
            .band { fill: #bc4c00; opacity: .12 }
            .series { stroke: #8c959f; stroke-width: 2.5; fill: none; stroke-linejoin: round } .series.own { stroke: #0969da }
            .dot { fill: #8c959f } .dot.own { fill: #0969da }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc }
              .ours { fill: #4493f8 } .faint { fill: #9198a1 } .goal { fill: #f0883e }
              .bar { fill: #59636e } .bar.own { fill: #4493f8 }
              .rule { stroke: #3d444d } .mark { stroke: #f0883e } .band { fill: #f0883e; opacity: .16 }
              .series { stroke: #7d8590 } .series.own { stroke: #4493f8 } .dot { fill: #7d8590 } .dot.own { fill: #4493f8 }
            }
          </style>
        """;

    private readonly StringBuilder _body = new();

    /// <summary>Writes text.</summary>
    /// <param name="x">Where it begins, ends or has its middle, as the anchor says.</param>
    /// <param name="y">Its baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Names of the styles above.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(double x, double y, string text, string style = "", string anchor = "start") =>
        _body.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="{x:0.#}" y="{y:0.#}" class="{style}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");

    /// <summary>Writes what a picture shows above it.</summary>
    /// <returns>Where there is room below.</returns>
    public double Heading(string title, string subtitle)
    {
        const int Letters = 54;
        var y = 20.0;
        foreach (var line in Paragraph.Wrap(title, Letters))
        {
            Text(0, y, line, "title");
            y += 21;
        }

        Text(0, y, subtitle, "faint");
        return y + 21;
    }

    /// <summary>Fills a rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string style, double radius = 0) =>
        _body.AppendLine(CultureInfo.InvariantCulture, $"""  <rect x="{x:0.#}" y="{y:0.#}" width="{width:0.#}" height="{height:0.#}" rx="{radius:0.#}" class="{style}"/>""");

    /// <summary>Draws lines from point to point.</summary>
    public void Lines(string style, params IEnumerable<(double X, double Y)> points) =>
        _body.AppendLine(CultureInfo.InvariantCulture, $"""  <polyline class="{style}" points="{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")))}"/>""");

    /// <summary>Draws a dot.</summary>
    public void Dot(double x, double y, string style) =>
        _body.AppendLine(CultureInfo.InvariantCulture, $"""  <circle cx="{x:0.#}" cy="{y:0.#}" r="4" class="{style}"/>""");

    /// <summary>The picture.</summary>
    /// <param name="height">Its height.</param>
    /// <param name="description">What it says, for those who cannot see it.</param>
    public string ToString(double height, string description) => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height:0}" viewBox="0 0 {Width} {height:0}" role="img">
          <title>{WebUtility.HtmlEncode(description)}</title>
        {Style}
        {_body.ToString().TrimEnd()}
        </svg>

        """);
}
