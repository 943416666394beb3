using System.Text.Json.Serialization;

namespace EndToEnd.Tests.Browser;

/// <summary>What a page says about itself at one moment (<c>window.gameServerPage</c>). Metres and radians.</summary>
/// <param name="Line">The line's state.</param>
/// <param name="Format"><c>json</c> or <c>msgpack</c>.</param>
/// <param name="Phase">What the player is doing.</param>
/// <param name="Tick">The room's newest tick known here; 0 before a room is joined.</param>
/// <param name="You">The player's number in the room.</param>
/// <param name="Me">One's own tank; null while there is none.</param>
/// <param name="Tanks">Every tank that is drawn.</param>
/// <param name="Scores">The scoreboard.</param>
internal sealed record PageState(
    string Line, string Format, string Phase, int Tick, int You, SeenTank? Me,
    IReadOnlyList<SeenTank> Tanks, IReadOnlyList<SeenScore> Scores)
{
    /// <summary>Reads it, as a function of JavaScript.</summary>
    public const string Script = """
        () => {
          const page = window.gameServerPage;
          return JSON.stringify({
            line: page.line, format: page.format, phase: page.phase, tick: page.room?.tick ?? 0, you: page.room?.you ?? 0,
            me: page.me.alive ? page.me : null, tanks: page.tanks, scores: page.scores,
          });
        }
        """;

    /// <summary>Another player's tank, if it is drawn here.</summary>
    public SeenTank? TankOf(int player) => Tanks.FirstOrDefault(tank => tank.Player == player);
}

/// <summary>A tank as drawn.</summary>
internal sealed record SeenTank(int Id, int Player, string Name, double X, double Y, double Heading, double Turret, int Health, int Paint, bool Protected);

/// <summary>A line of the scoreboard.</summary>
internal sealed record SeenScore(int Player, string Name, int Score, int Kills, int Deaths, bool Bot);

/// <summary>How the state travels from the page to the test.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PageState))]
internal sealed partial class PageJson : JsonSerializerContext;
