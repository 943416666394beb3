namespace Benchmarks.Load;

/// <summary>What the load client shall do.</summary>
/// <param name="Dialect">How the contender speaks, see <see cref="Dialects.DialectTable"/>.</param>
/// <param name="Server">Where it listens.</param>
/// <param name="Drive">What is done: <c>call</c>, <c>steer</c>, <c>watch</c>, <c>game</c> or <c>idle</c>.</param>
/// <param name="Lines">How many connections.</param>
/// <param name="InFlight">How many calls of each are on their way at one time.</param>
/// <param name="Rooms">How many rooms the players of <c>game</c> sit in.</param>
internal sealed record LoadOrder(string Dialect, Uri Server, string Drive, int Lines, int InFlight = 1, int Rooms = 1);
