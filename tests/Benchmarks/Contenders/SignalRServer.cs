using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contenders;

/// <summary>SignalR as its documentation shows it; the client chooses the protocol.</summary>
internal static class SignalRServer
{
    public static BenchServer Of(string stage)
    {
        var builder = BenchServer.Builder();
        builder.Services.AddSignalR().AddMessagePackProtocol();
        ArenaBroadcast.AddTo(builder, stage, static services =>
        {
            var hub = services.GetRequiredService<IHubContext<BenchHub>>();
            return entities => hub.Clients.All.SendAsync("World", entities);
        });
        var app = builder.Build();
        app.MapHub<BenchHub>("/ws");
        return new BenchServer(app);
    }
}

/// <summary>The work as a hub.</summary>
public sealed class BenchHub : Hub
{
    private Moved _steered;

    /// <summary>Answers.</summary>
    public Moved Move(Move move) => move.Apply();

    /// <summary>Takes the same and answers nothing.</summary>
    public void Steer(Move move) => _steered = move.Apply();
}
