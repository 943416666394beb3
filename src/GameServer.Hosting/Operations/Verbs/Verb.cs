namespace GameServer.Hosting.Operations;

/// <summary>A word that begins a command line and makes the program do something else than serve.</summary>
/// <param name="Name">The word.</param>
/// <param name="Arguments">Its arguments, as the help shows them.</param>
/// <param name="Does">Its purpose, in half a line.</param>
/// <param name="RunAsync">The work: takes the command line after the verb, returns the exit code of the process.</param>
internal sealed record Verb(string Name, string Arguments, string Does, Func<string[], Task<int>> RunAsync);
