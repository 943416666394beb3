using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Declarations;

/// <summary>The rules for games; each mistake is a sentence that names type and member.</summary>
internal static class GameRules
{
    private static readonly TimeSpan LongestTrial = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Makes a game as a room would, without starting it, and reads what it declares. On a thread of its own, since a
    /// constructor may not return.
    /// </summary>
    /// <returns>What is wrong.</returns>
    public static async Task<IReadOnlyList<string>> TryAsync(GameRegistration game, CancellationToken cancellation)
    {
        var tried = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => tried.SetResult(Try(game))) { Name = $"trial of {game.Name}", IsBackground = true }.Start();
        try
        {
            return await tried.Task.WaitAsync(LongestTrial, cancellation);
        }
        catch (TimeoutException)
        {
            return [$"{game.GameType.Name} cannot be made: its constructor did not return for {LongestTrial.TotalSeconds} s."];
        }
    }

    /// <summary>The mistakes in the events that a game tells.</summary>
    /// <param name="game">The game.</param>
    /// <param name="builtIn">The prefixes of the built-in services.</param>
    public static IEnumerable<string> ProblemsOfEvents(GameRegistration game, IReadOnlySet<string> builtIn)
    {
        var events = EmittedEvents.Of(game.GameType).ToList();
        foreach (var told in events)
        {
            if (!told.IsDefined(typeof(EventAttribute), inherit: false))
            {
                yield return $"{told.Name} is told by Emit in {game.GameType.Name} but lacks [Event]; add it to the struct.";
            }
            else if (WireFormat.ProblemOfWriting(told) is { } problem)
            {
                yield return $"{told.Name} cannot be an event: {problem}.";
            }
        }

        foreach (var problem in ProblemsOfNames(game.Name, events, builtIn))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> ProblemsOfNames(string game, List<Type> events, IReadOnlySet<string> builtIn)
    {
        foreach (var same in events.GroupBy(told => WireName.OfEvent(game, told), StringComparer.OrdinalIgnoreCase))
        {
            if (same.Count() > 1)
            {
                yield return $"{string.Join(" and ", same.Select(static told => told.Name))} are both called {same.Key} on the wire; give one another name by [Event(\"name\")].";
            }

            var parts = same.Key.Split('.');
            if (!parts.All(WireName.IsValid))
            {
                yield return $"{same.First().Name} is called '{same.Key}' on the wire; each part between dots is a letter, then letters, digits, _ and -.";
            }
            else if (builtIn.Contains(parts[0]))
            {
                yield return $"{same.First().Name} is called {same.Key} on the wire; events that begin with {parts[0]}. are the server's own: give it another name by [Event(\"name\")].";
            }
        }
    }

    private static IReadOnlyList<string> Try(GameRegistration game)
    {
        try
        {
            _ = game.Traits;
            return [];
        }
        catch (DeclarationException mistakes)
        {
            return mistakes.Problems;
        }
        catch (Exception exception)
        {
            var cause = LoggableException.Of(exception is TypeInitializationException { InnerException: { } inner } ? inner : exception);
            return [$"{game.GameType.Name} cannot be made: its constructor threw {cause.GetType().Name}: {cause.Message}"];
        }
    }
}
