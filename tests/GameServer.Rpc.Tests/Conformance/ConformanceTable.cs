using System.Collections.Concurrent;
using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests.Conformance;

/// <summary>The server of the conformance rows, and the table of how many passed, which it prints at the end.</summary>
public sealed class ConformanceTable : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, int> _passed = new();
    private Dictionary<string, int> _expected = [];

    public TestServer Server { get; private set; } = null!;

    public void Passed(string format) => _passed.AddOrUpdate(format, 1, static (_, sum) => sum + 1);

    public void Expect(IEnumerable<KeyValuePair<string, int>> rows) => _expected = rows.ToDictionary();

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync(("ConnectionsPerAddress", "0"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (var (format, rows) in _expected)
        {
            Figures.Print($"JSON-RPC 2.0 in {format}: {_passed.GetValueOrDefault(format)} of {rows} rows");
        }
    }
}
