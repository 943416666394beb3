namespace Tests.Shared;

/// <summary>Shows what a proof measured, whether it passed or not.</summary>
internal static class Figures
{
    /// <summary>
    /// Shows a line whatever else is shown, and keeps it in the folder that <c>GAMESERVER_ARTIFACTS</c> names, in a file
    /// of the test's class.
    /// </summary>
    /// <param name="line">The line; numbers in it are written the same everywhere.</param>
    public static void Print(FormattableString line) => Print(FormattableString.Invariant(line));

    /// <summary>Shows a line, as above.</summary>
    /// <param name="line">The line.</param>
    public static void Print(string line)
    {
        TestContext.Current.SendDiagnosticMessage("{0}", line);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("GAMESERVER_ARTIFACTS") is { Length: > 0 } folder)
        {
            var name = TestContext.Current.TestClass?.TestClassSimpleName ?? "figures";
            File.AppendAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "figures")).FullName, name + ".txt"), line + "\n");
        }
    }
}
