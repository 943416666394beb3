namespace Benchmarks.Report;

/// <summary>A row of a <see cref="FigureTable"/>.</summary>
/// <param name="Contender">Whose figures they are.</param>
/// <param name="Cells">A cell for each heading.</param>
internal sealed record FigureRow(string Contender, IReadOnlyList<string> Cells);
