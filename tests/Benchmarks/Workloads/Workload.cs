using Benchmarks.Contenders;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>Something that contenders are made to do, and what is measured of it.</summary>
internal abstract class Workload
{
    /// <summary>What a reader must know of it.</summary>
    public abstract WorkloadCard Card { get; }

    /// <summary>What servers are started for.</summary>
    public abstract string Stage { get; }

    /// <summary>Whether a contender of the stage takes part.</summary>
    public virtual bool Takes(Contender contender) => !contender.IsVariant;

    /// <summary>How long figures are taken in a turn, as a share of what is asked for.</summary>
    public virtual double Share => 1;

    /// <summary>Whether servers are driven by it until they are warm: it needs the code that the others of its stage need.</summary>
    public virtual bool WarmsUp => false;

    /// <summary>In how many rounds it takes part at the most.</summary>
    public virtual int MostRounds => int.MaxValue;

    /// <summary>Whether each turn needs a server that nobody has called yet.</summary>
    public virtual bool NeedsFreshServer => false;

    /// <summary>One turn of a contender.</summary>
    /// <param name="turn">Its server, the load client, and how long.</param>
    public abstract Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(Turn turn);
}
