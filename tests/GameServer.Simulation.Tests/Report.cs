namespace GameServer.Simulation.Tests;

/// <summary>What happened, counted; of one seed or of many.</summary>
internal sealed class Report
{
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);

    public double Minutes { get; set; }

    public double PlayerMinutes { get; set; }

    public long Calls { get; set; }

    public long Steers { get; set; }

    public long Replies { get; set; }

    public long Events { get; set; }

    public long Snapshots { get; set; }

    public long Resumes { get; set; }

    public long Gaps { get; set; }

    public long Purchases { get; set; }

    public long Steps { get; set; }

    public IReadOnlyDictionary<string, long> Faults => _faults;

    public void Count(string fault, long times = 1) => _faults[fault] = _faults.GetValueOrDefault(fault) + times;

    public void Add(Report other)
    {
        Minutes += other.Minutes;
        PlayerMinutes += other.PlayerMinutes;
        Calls += other.Calls;
        Steers += other.Steers;
        Replies += other.Replies;
        Events += other.Events;
        Snapshots += other.Snapshots;
        Resumes += other.Resumes;
        Gaps += other.Gaps;
        Purchases += other.Purchases;
        Steps += other.Steps;
        foreach (var (fault, times) in other._faults)
        {
            Count(fault, times);
        }
    }

    public override string ToString() =>
        $"{Calls:N0} calls, {Steers:N0} inputs, {Replies:N0} replies, {Events:N0} events, {Snapshots:N0} snapshots; {Resumes:N0} sessions resumed, "
        + $"{Gaps:N0} of them with a gap; {Purchases:N0} purchases; invariants checked {Steps:N0} times\n"
        + $"faults: {string.Join(", ", _faults.Select(fault => $"{fault.Key} {fault.Value:N0}"))}";
}
