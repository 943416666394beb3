using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>
/// Scrap and pickups: lays them out and hands them to the tanks that drive over them. Scrap is points, and so stays where
/// it lies once the round's points are told.
/// </summary>
internal sealed class Loot(Battlefield field, EntitySet<Scrap> scraps, EntitySet<Pickup> pickups)
{
    private const float Reach = 0.95f + TankRules.Reach;
    private readonly int[] _near = new int[TankRules.MaxTanks];

    // When a pad's pickup lies there again; 0 while it does.
    private readonly int[] _returnsAt = new int[field.Arena.Pads.Count];

    public EntitySet<Scrap> Scraps => scraps;

    public EntitySet<Pickup> Pickups => pickups;

    /// <summary>Takes all scrap away and lays a pickup on each pad.</summary>
    public void Reset()
    {
        foreach (var entry in scraps)
        {
            scraps.Remove(entry.Id);
        }

        foreach (var entry in pickups)
        {
            pickups.Remove(entry.Id);
        }

        for (var pad = 0; pad < _returnsAt.Length; pad++)
        {
            Lay(pad);
        }
    }

    /// <summary>Lets pieces of scrap fall around a place; what finds no slot is lost.</summary>
    public void Drop(float x, float y, int pieces)
    {
        for (var piece = 0; piece < pieces; piece++)
        {
            var angle = field.Game.Dice.Between(-MathF.PI, MathF.PI);
            var distance = field.Game.Dice.Between(0.3f, 1.8f);
            var toX = x + Trig.Cos(angle) * distance;
            var toY = y + Trig.Sin(angle) * distance;
            var isFree = field.Tiles.At(toX, toY) < Tile.Brick;
            scraps.Spawn(null, new Scrap
            {
                X = isFree ? toX : x,
                Y = isFree ? toY : y,
                Until = field.Tick + TankRules.ScrapLifeTicks,
            });
        }
    }

    public void Step()
    {
        for (var pad = 0; pad < _returnsAt.Length; pad++)
        {
            if (_returnsAt[pad] != 0 && field.Tick >= _returnsAt[pad])
            {
                Lay(pad);
            }
        }

        foreach (var entry in scraps)
        {
            var taker = field.IsCeasefire ? 0 : NearestTank(entry.Value.X, entry.Value.Y, null);
            if (taker != 0)
            {
                ref var pilot = ref field.PilotOf(field.OwnerOf(taker));
                pilot.Score++;
                pilot.Scrap++;
            }

            if (taker != 0 || field.Tick >= entry.Value.Until)
            {
                scraps.Remove(entry.Id);
            }
        }

        foreach (var entry in pickups)
        {
            var taker = NearestTank(entry.Value.X, entry.Value.Y, entry.Value.Bonus);
            if (taker != 0)
            {
                Give(ref field.Tanks[taker], entry.Value.Bonus);
                field.Game.Tell(new Collected(entry.Value.Bonus), field.OwnerOf(taker));
                _returnsAt[entry.Value.Pad] = field.Tick + TankRules.PickupReturnTicks;
                pickups.Remove(entry.Id);
            }
        }
    }

    /// <summary>Whether a pickup would do something for a tank.</summary>
    public static bool Wants(in Tank tank, Bonus? bonus) => bonus switch
    {
        Bonus.Repair => tank.Health < TankRules.MaxHealth,
        Bonus.Shield => tank.Shield < TankRules.ShieldHits,
        _ => true,
    };

    private void Give(ref Tank tank, Bonus bonus)
    {
        switch (bonus)
        {
            case Bonus.Repair:
                tank.Health = TankRules.MaxHealth;
                break;
            case Bonus.Shield:
                tank.Shield = TankRules.ShieldHits;
                break;
            default:
                tank.Rapid = true;
                tank.RapidUntil = field.Tick + TankRules.RapidTicks;
                break;
        }
    }

    private void Lay(int pad)
    {
        var (x, y, bonus) = field.Arena.Pads[pad];
        pickups.Spawn(null, new Pickup { X = x, Y = y, Bonus = bonus, Pad = pad });
        _returnsAt[pad] = 0;
    }

    private int NearestTank(float x, float y, Bonus? bonus)
    {
        var count = field.Near(x, y, Reach, _near);
        var nearest = float.PositiveInfinity;
        var taker = 0;
        for (var index = 0; index < count; index++)
        {
            if (!field.Tanks.Contains(_near[index]))
            {
                continue;
            }

            ref var tank = ref field.Tanks[_near[index]];
            var reach = TankHull.Of(tank.Hull).Radius + TankRules.Reach;
            var square = (tank.X - x) * (tank.X - x) + (tank.Y - y) * (tank.Y - y);
            if (square < reach * reach && square < nearest && Wants(tank, bonus))
            {
                nearest = square;
                taker = _near[index];
            }
        }

        return taker;
    }
}
