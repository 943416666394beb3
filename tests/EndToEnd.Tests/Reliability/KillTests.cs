using System.Diagnostics;
using System.Globalization;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Reliability;

/// <summary>
/// The published server is killed while its clients spend: what it acknowledged is in its database, once. <c>KILLS</c>
/// says how often, <c>SEED</c> when; the seed of a run is printed with its figures.
/// </summary>
public sealed class KillTests(PublishedProgram program)
{
    private const int Few = 12;
    private const int Servers = 2;

    /// <remarks>
    /// A killed process leaves to the disk what it had given to the kernel. That purchases also outlive the loss of the
    /// kernel's memory is shown by what was flushed before each reply: see the power cuts among the tests of the
    /// database.
    /// </remarks>
    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_there_exactly_once()
    {
        var kills = Setting.Of("KILLS", Few);
        var seed = Setting.Seed("SEED");
        var began = Stopwatch.GetTimestamp();
        var random = new Random(seed);
        // Side by side, since most of the time goes into starting them.
        var worlds = Enumerable.Range(0, Servers)
            .Select(index => new KillWorld(program, random.Next(), kills / Servers + (index < kills % Servers ? 1 : 0))).ToArray();
        await Task.WhenAll(worlds.Select(world => world.RunAsync()));

        var figures = worlds.Select(world => world.Figures).Aggregate((one, other) => one + other);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"kills {figures.Kills}, spends acknowledged {figures.Acknowledged}, unanswered and asked again {figures.AskedAgain} (of which {figures.KeptUnanswered} had been kept), lost {figures.Lost}, doubled {figures.Doubled}; seed {seed}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        Figures.Print(line);

        Assert.True(worlds.All(world => world.Violations.Count == 0), $"{line}\n{string.Join('\n', worlds.SelectMany(world => world.Violations).Take(50))}");
        Assert.Equal((kills, 0, 0), (figures.Kills, figures.Lost, figures.Doubled));
        Assert.True(figures.Acknowledged > kills, line);
    }
}
