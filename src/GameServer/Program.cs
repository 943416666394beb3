using GameServer;
using GameServer.Hosting;
using GameServer.Hosting.Operations;
using GameServer.Tanks;

return await GameServerProgram.RunAsync(
    args,
    static builder =>
    {
        builder.AddStructuredLogging();
        builder.AddGameServer()
            .AddOptions<TankOptions>("Tanks", (tanks, limits) => limits
                .Within(nameof(tanks.BotsFillTo), tanks.BotsFillTo, 0, TankRules.MaxTanks)
                .Within(nameof(tanks.RoundTicks), tanks.RoundTicks, TankRules.TickRate, int.MaxValue / 4)
                .Within(nameof(tanks.IntermissionTicks), tanks.IntermissionTicks, 1, int.MaxValue / 4)
                .Must(tanks.Plan is [] || Arena.ProblemOf(tanks.Plan) is null, nameof(tanks.Plan), string.Join(" / ", tanks.Plan), "be an arena: " + Arena.ProblemOf(tanks.Plan)))
            .AddGame<TankGame>("tank")
            .AddService<ITankService, TankService>("tank")
            .AddItems<PaintShop>();
        builder.AddMetricsExport();
    },
    static app =>
    {
        app.UseRequestLogging();
        app.UseWebClient();
        app.MapGameServer();
    });
