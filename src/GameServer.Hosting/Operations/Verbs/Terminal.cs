namespace GameServer.Hosting.Operations;

/// <summary>
/// The terminal: the answers of verbs go to the standard output, and what keeps a verb or a server from its work to the
/// standard error. What a running server says goes to its log.
/// </summary>
internal static class Terminal
{
#pragma warning disable RS0030 // A verb has no log: its output is its answer. Nothing else names the console.
    public static TextWriter Out => Console.Out;

    public static TextWriter Error => Console.Error;
#pragma warning restore RS0030

    /// <summary>Writes one line to the standard error, whatever line breaks the text holds.</summary>
    /// <param name="text">The text.</param>
    public static void Complain(string text) => Error.WriteLine(text.ReplaceLineEndings(" "));
}
