using System.Text;

namespace GameServer.Hosting.Text;

/// <summary>The key by which names are found, and the comparison of two of one key.</summary>
internal static class NameKey
{
    private const int Tatweel = 0x640;
    private const char Dot = '\u0307';

    // In no name.
    private const char CapitalL = '\u221F';

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
    /// The key of a name: its <see cref="FoldOf"/>, with <c>l</c> in the place of <c>i</c>, since a small l looks like a
    /// capital I. So all names that <see cref="AreOne"/> have one key; Alia and Alla have one too, and are two.
    /// </summary>
    /// <param name="name">A well-formed text.</param>
    public static string Of(string name) => FoldOf(name).Normalize(NormalizationForm.FormKD).Replace('i', 'l').Normalize(NormalizationForm.FormKC);

    /// <summary>True when two names are one: without regard to case, or by how they are written.</summary>
    /// <remarks>
    /// One key cannot say both. AlIa (with a capital I) is Alia in another case, and looks like Alla.
    /// </remarks>
    /// <param name="one">A name as it is shown.</param>
    /// <param name="other">Another.</param>
    public static bool AreOne(string one, string other) => FoldOf(one) == FoldOf(other) || ShapeOf(one) == ShapeOf(other);

    /// <summary>
    /// A name without case: case-folded in normal form KC (Unicode's definition of compatibility caseless matching, D146),
    /// without what shows nothing or only stretches a word, and with one letter in the place of all that look like it.
    /// </summary>
    /// <param name="name">A well-formed text.</param>
    public static string FoldOf(string name)
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

    // As it is written: a capital I is the stroke that a small l is, a capital L is not.
    private static string ShapeOf(string name)
    {
        var shape = new StringBuilder(name.Normalize(NormalizationForm.FormKD));
        for (var index = 0; index < shape.Length; index++)
        {
            var dotted = index + 1 < shape.Length && shape[index + 1] == Dot;
            shape[index] = shape[index] switch
            {
                'I' or '\u0196' or '\u0399' or '\u0406' or '\u04C0' or '\u04CF' when !dotted => 'l',
                'L' or '\u13DE' or '\u14AA' or '\uA4E1' => CapitalL,
                var other => other,
            };
        }

        return FoldOf(shape.ToString());
    }
}
