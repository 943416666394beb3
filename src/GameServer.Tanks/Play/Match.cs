using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>The round's clock, the crown and the podium.</summary>
internal sealed class Match(
    Battlefield field, EntitySet<Round> rounds, Gunnery gunnery, Masonry masonry, Loot loot, Spawning spawning)
{
    private readonly Spotlight _spotlight = new(field);
    private int _roundId;
    private int _crowned;

    public ref Round Round => ref rounds[_roundId];

    public void Start()
    {
        _roundId = rounds.Spawn(null, new Round
        {
            LookX = field.Arena.Width / 2,
            LookY = field.Arena.Height / 2,
        });
        Begin();
    }

    public void Step()
    {
        Crown();
        ref var round = ref Round;
        _spotlight.Step(ref round);
        if (field.Tick < round.EndsAt)
        {
            return;
        }

        if (round.Phase == RoundPhase.Playing)
        {
            End(ref round);
        }
        else
        {
            Begin();
        }
    }

    private void Begin()
    {
        ref var round = ref Round;
        round.Phase = RoundPhase.Playing;
        round.Number++;
        round.Winner = 0;
        round.EndsAt = field.Tick + field.Options.RoundTicks;
        field.IsCeasefire = false;
        gunnery.Clear();
        foreach (var entry in field.Tanks)
        {
            field.RemoveTank(entry.Owner!);
        }

        masonry.Build();
        loot.Reset();
        foreach (var entry in field.Pilots)
        {
            ref var pilot = ref entry.Value;
            pilot.Score = 0;
            pilot.Kills = 0;
            pilot.Deaths = 0;
            pilot.Scrap = 0;
        }

        Crown();
        foreach (var entry in field.Pilots)
        {
            spawning.Spawn(entry.Owner!);
        }

        field.Game.Tell(new RoundStarted(round.Number, round.EndsAt));
    }

    private void End(ref Round round)
    {
        round.Phase = RoundPhase.Intermission;
        round.EndsAt = field.Tick + field.Options.IntermissionTicks;
        field.IsCeasefire = true;
        gunnery.Clear();
        var first = PlaceAfter(null);
        var second = PlaceAfter(first);
        var third = PlaceAfter(second);
        round.Winner = first.Player;
        foreach (var entry in field.Pilots)
        {
            Award(entry.Owner!);
        }

        field.Game.Tell(new RoundEnded(round.Number, round.EndsAt, first, second, third));
    }

    /// <summary>Gives a player what this round has earned so far; leaving early does not lose it.</summary>
    public void Award(Player player)
    {
        ref var pilot = ref field.PilotOf(player);
        if (pilot.Score > 0)
        {
            field.Game.Credit(player, pilot.Score);
        }

        if (pilot.Scrap > 0)
        {
            field.Game.Reward(player, pilot.Scrap, "scrap");
        }
    }

    // The best pilot of those who come after one; after an empty place comes none.
    private Standing PlaceAfter(Standing? place)
    {
        if (place is { Player: 0 })
        {
            return default;
        }

        var best = 0;
        foreach (var entry in field.Pilots)
        {
            ref var pilot = ref entry.Value;
            var isBelow = place is not { } above || IsBefore(PilotBy(above.Player), pilot);
            if (pilot.Score > 0 && isBelow && (best == 0 || IsBefore(pilot, PilotBy(best))))
            {
                best = pilot.Player;
            }
        }

        if (best == 0)
        {
            return default;
        }

        ref var found = ref PilotBy(best);
        return new Standing(found.Player, found.Score, found.Kills);
    }

    private ref Pilot PilotBy(int player) => ref field.PilotOf(field.Find(player)!);

    // The order of the scoreboard: more points, then more kills, then fewer losses, then who came first.
    private static bool IsBefore(in Pilot one, in Pilot other) =>
        one.Score != other.Score ? one.Score > other.Score
        : one.Kills != other.Kills ? one.Kills > other.Kills
        : one.Deaths != other.Deaths ? one.Deaths < other.Deaths
        : one.Player < other.Player;

    // Who has the crown keeps it until somebody has more.
    private void Crown()
    {
        var holder = field.Find(_crowned);
        var best = holder is null ? 0 : field.PilotOf(holder).Score;
        var leader = best > 0 ? _crowned : 0;
        foreach (var entry in field.Pilots)
        {
            if (entry.Value.Score > best)
            {
                best = entry.Value.Score;
                leader = entry.Value.Player;
            }
        }

        if (leader == _crowned)
        {
            return;
        }

        _crowned = leader;
        foreach (var entry in field.Pilots)
        {
            entry.Value.Crown = entry.Value.Player == leader;
        }

        foreach (var entry in field.Tanks)
        {
            entry.Value.Crown = entry.Value.Player == leader;
        }
    }
}
