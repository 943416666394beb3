using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>The key by which names are compared: names of one key are one name.</summary>
internal static class NameKey
{
    private const int Tatweel = 0x640;

    /// <summary>Ends a start on a system where names could not be compared.</summary>
    /// <exception cref="InvalidOperationException">The framework does not normalise text.</exception>
    public static void RequireNormalization()
    {
        // Without ICU the framework leaves every text as it is, and says nothing.
        if ("e\u0301".Normalize(NormalizationForm.FormC) != "\u00E9" || "\uFF21".Normalize(NormalizationForm.FormKC) != "A")
        {
            throw new InvalidOperationException(
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT is set: without ICU names cannot be compared. Set it to 'false' and install "
                + "ICU (libicu on Debian, icu-libs and icu-data-full on Alpine).");
        }
    }

    /// <summary>
    /// The key of a name: case-folded in normal form KC (Unicode's definition of compatibility caseless matching, D146),
    /// without what shows nothing or only stretches a word, and with one letter in the place of all that look like it.
    /// </summary>
    /// <param name="name">A well-formed text.</param>
    public static string Of(string name)
    {
        var folded = CaseFolding.Fold(CaseFolding.Fold(name.Normalize(NormalizationForm.FormD)).Normalize(NormalizationForm.FormKD));
        var shown = new StringBuilder(folded.Length);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (!CodePoints.IsIgnorable(rune) && rune.Value != Tatweel)
            {
                shown.Append(rune);
            }
        }

        return LookAlikes.Merge(shown.ToString().Normalize(NormalizationForm.FormKD)).Normalize(NormalizationForm.FormKC);
    }
}
