using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Suite;

/// <summary>A contender's turn: its server runs, and the load client is free.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Server">The server's process.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Load">The load client's process.</param>
/// <param name="Settle">How long the load runs before figures are taken, in seconds.</param>
/// <param name="Seconds">How long figures are taken.</param>
internal sealed record Turn(Contender Contender, ChildProcess Server, Uri Url, ChildProcess Load, double Settle, double Seconds)
{
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(90);

    /// <summary>Drives the server by a load, and says what both sides measured.</summary>
    public async Task<Measured> DriveAsync(LoadOrder order)
    {
        await OpenAsync(order);
        await Task.Delay(TimeSpan.FromSeconds(Settle));
        await Server.AskAsync("begin");
        var processor = Server.Processor();
        await Load.AskAsync("begin");
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        var load = (await Load.AskAsync("end")).Deserialize<LoadReport>(LoadVerb.Json)!;
        processor = Server.Processor() - processor;
        var server = await Server.AskAsync("end");
        await Load.AskAsync("close");
        return new Measured(load, processor, server);
    }

    /// <summary>Opens the lines of a load, and lets them run.</summary>
    public async Task OpenAsync(LoadOrder order) =>
        await Load.AskAsync($"open {JsonSerializer.Serialize(order, LoadVerb.Json)}", Opening);
}

/// <summary>What was measured in a turn.</summary>
/// <param name="Load">What the load client counted.</param>
/// <param name="Processor">The server's processor seconds.</param>
/// <param name="Server">What only the server can know.</param>
internal sealed record Measured(LoadReport Load, double Processor, JsonElement Server)
{
    /// <summary>A figure of the server's own.</summary>
    public double? Own(string name) =>
        Server.TryGetProperty(name, out var figure) && figure.ValueKind == JsonValueKind.Number ? figure.GetDouble() : null;
}
