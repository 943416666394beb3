namespace EndToEnd.Tests.Reliability;

/// <summary>What came of a run of kills.</summary>
/// <param name="Kills">How often a server was killed.</param>
/// <param name="Acknowledged">Purchases that were answered.</param>
/// <param name="AskedAgain">Purchases without an answer when the server was killed.</param>
/// <param name="KeptUnanswered">Those of them that were there afterwards, before they were asked for again.</param>
/// <param name="Lost">Answered purchases that were not there afterwards, or otherwise than answered.</param>
/// <param name="Doubled">Purchases that were there twice, or that nobody had asked for.</param>
internal readonly record struct KillFigures(int Kills, int Acknowledged, int AskedAgain, int KeptUnanswered, int Lost, int Doubled)
{
    public static KillFigures operator +(KillFigures one, KillFigures other) => new(
        one.Kills + other.Kills, one.Acknowledged + other.Acknowledged, one.AskedAgain + other.AskedAgain,
        one.KeptUnanswered + other.KeptUnanswered, one.Lost + other.Lost, one.Doubled + other.Doubled);
}
