namespace GameServer;

/// <summary>
/// Mistakes in what a game or a service declares. The program does not start with them. Each is a whole sentence that names
/// type and member and says what to do.
/// </summary>
/// <param name="problems">The mistakes, at least one.</param>
public sealed class DeclarationException(params IReadOnlyList<string> problems)
    : InvalidOperationException(string.Join('\n', problems))
{
    /// <summary>The mistakes, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>Stops with all the mistakes that were found, where there are any.</summary>
    /// <param name="problems">The mistakes.</param>
    /// <exception cref="DeclarationException">There are some.</exception>
    public static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new DeclarationException(problems);
        }
    }
}
