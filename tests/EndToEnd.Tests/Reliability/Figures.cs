namespace EndToEnd.Tests.Reliability;

/// <summary>Says what a proof measured.</summary>
internal static class Figures
{
    /// <summary>Prints a line that is seen whatever else is shown.</summary>
    /// <param name="line">The line.</param>
    public static void Print(FormattableString line)
    {
        var text = FormattableString.Invariant(line);
        TestContext.Current.SendDiagnosticMessage("{0}", text);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Console.WriteLine(text);
    }
}
