using System.Globalization;
using System.Text.RegularExpressions;
using Benchmarks.Contenders;

namespace Benchmarks.Load;

/// <summary>Looks into some of the replies: a contender that answers fast and wrong is found out.</summary>
internal static partial class Sample
{
    /// <summary>Checks that a reply holds the place of one of the requests, one further.</summary>
    /// <param name="reply">The message as text. The echo's is the request itself, and is let pass by its dialect.</param>
    /// <exception cref="IOException">It does not.</exception>
    public static void Check(string reply)
    {
        var found = Reply().Match(reply);
        var right = found.Success ? Move.Number(int.Parse(found.Groups["seq"].Value, CultureInfo.InvariantCulture)).Apply() : default;
        if (!found.Success || !Is(found.Groups["x"].Value, right.X) || !Is(found.Groups["y"].Value, right.Y))
        {
            throw new IOException($"Not the right reply: {reply}");
        }
    }

    private static bool Is(string text, float number) => float.Parse(text, CultureInfo.InvariantCulture) == number;

    [GeneratedRegex("""["'](?i:seq)["']:(?<seq>\d+),["'](?i:x)["']:(?<x>[\d.]+),["'](?i:y)["']:(?<y>[\d.]+)""")]
    private static partial Regex Reply();
}
