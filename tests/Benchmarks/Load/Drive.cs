using Benchmarks.Dialects;

namespace Benchmarks.Load;

/// <summary>What the load client does with its lines: one workload's part of it. All of it runs on the loop's thread.</summary>
/// <param name="dialect">How the contender speaks.</param>
internal abstract class Drive(Dialect dialect)
{
    protected Dialect Dialect { get; } = dialect;

    /// <summary>Whether figures are taken.</summary>
    protected bool IsMeasuring { get; private set; }

    /// <summary>When it wants to be called next, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public virtual long Due => long.MaxValue;

    /// <summary>A line is open, and can still be asked and waited for. Several are opened at one time.</summary>
    public virtual void Opened(Line line)
    {
    }

    /// <summary>All lines are open.</summary>
    public virtual void AllOpened(IReadOnlyList<Line> lines)
    {
    }

    /// <summary>A message arrived; what is enqueued on its line is sent when all that was read has been handed over.</summary>
    public abstract void Received(Line line, ReadOnlySpan<byte> message);

    /// <summary>It is <see cref="Due"/>.</summary>
    public virtual void Act(IReadOnlyList<Line> lines)
    {
    }

    /// <summary>The driver asks for something that is done once.</summary>
    /// <returns>Whether it is done; else <see cref="IsDone"/> says when.</returns>
    public virtual void Once(IReadOnlyList<Line> lines)
    {
    }

    /// <summary>Whether what <see cref="Once"/> began has ended.</summary>
    public virtual bool IsDone => true;

    /// <summary>From now on figures are taken.</summary>
    public void Begin()
    {
        IsMeasuring = true;
        Clear();
    }

    /// <summary>The figures since <see cref="Begin"/>.</summary>
    public LoadReport End(double seconds, long received)
    {
        IsMeasuring = false;
        return Report() with { Seconds = seconds, Received = received };
    }

    protected abstract void Clear();

    protected abstract LoadReport Report();
}
