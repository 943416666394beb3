using GameServer.Games;

namespace GameServer.Tanks;

/// <summary>What a hit does: to the tank, to the scores, and to the scrap that lies around.</summary>
internal sealed class Losses(Battlefield field, Loot loot)
{
    /// <summary>A shell hit a tank.</summary>
    public void Hit(int tankId, in Shell shell)
    {
        ref var tank = ref field.Tanks[tankId];
        var victim = field.OwnerOf(tankId);
        var shooter = field.Find(shell.Player);
        var taken = tank.Protected || tank.Shield > 0;
        if (!taken)
        {
            tank.Health--;
        }
        else if (!tank.Protected)
        {
            tank.Shield--;
        }

        var hit = new Hit(tank.Player, shell.Player, shell.AtX, shell.AtY, tank.Health, taken);
        field.Game.Tell(hit, victim);
        if (shooter is not null)
        {
            field.Game.Tell(hit, shooter);
        }

        if (tank.Health == 0)
        {
            Destroy(victim, shooter, shell.Player);
        }
    }

    private void Destroy(Player victim, Player? shooter, int by)
    {
        ref var tank = ref field.TankOf(victim);
        ref var loser = ref field.PilotOf(victim);
        var factor = tank.Crown ? TankRules.CrownFactor : 1;
        loser.Deaths++;
        loser.RespawnAt = field.Tick + TankRules.RespawnTicks;
        loser.LookX = tank.X;
        loser.LookY = tank.Y;
        if (shooter is not null)
        {
            ref var winner = ref field.PilotOf(shooter);
            winner.Kills++;
            winner.Score += TankRules.KillPoints * factor;
        }

        loot.Drop(tank.X, tank.Y, TankRules.ScrapPieces * factor);
        field.Game.Tell(new Destroyed(tank.Player, by, tank.X, tank.Y, tank.Crown, TankRules.KillPoints * factor));
        field.RemoveTank(victim);
    }
}
