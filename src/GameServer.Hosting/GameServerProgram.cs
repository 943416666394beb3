using GameServer.Hosting.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting;

/// <summary>
/// The program around a server, in one call: verbs of the command line (<c>help</c> lists them), a start that says in a
/// line what is wrong, and an end on SIGTERM or Ctrl+C, also during the start.
/// </summary>
/// <example>
/// A whole <c>Program.cs</c>:
/// <code>
/// return await GameServerProgram.RunAsync(
///     args,
///     static builder => builder.AddGameServer().AddGame&lt;MyGame&gt;("mine"),
///     static app => app.MapGameServer());
/// </code>
/// </example>
public static partial class GameServerProgram
{
    /// <summary>Runs a verb, or the server until it is told to stop.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="add">Adds the server, its games and services to the builder. The verb <c>help</c> calls it too, without any settings.</param>
    /// <param name="use">Maps the server and adds middleware.</param>
    /// <returns>
    /// The exit code of the process: 0 for a verb that did its work and for a server that was told to stop; 1 for a verb
    /// that failed and for a server that cannot start.
    /// </returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> use)
    {
        var (verb, problem) = Verbs.Find(args, Verbs.All(add));
        if (problem is not null)
        {
            Terminal.Complain(problem);
            return 1;
        }

        return verb is null ? await ServeAsync(args, add, use) : await RunAsync(verb, args[1..]);
    }

    private static async Task<int> RunAsync(Verb verb, string[] args)
    {
        try
        {
            return await verb.RunAsync(args);
        }
        catch (Exception exception)
        {
            foreach (var reason in StartFailure.Reasons(exception))
            {
                Terminal.Complain(reason);
            }

            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> use)
    {
        using var signals = new StopSignals();
        WebApplication? app = null;
        try
        {
            var quiet = new QuietStart();
            app = Build(args, add, quiet);
            // All sections at once, before the first of them is used.
            app.Services.GetService<IStartupValidator>()?.Validate();
            use(app);
            await app.StartAsync(signals.Token);
            quiet.Started();
            signals.Started();
            await using var stopping = signals.Token.Register(app.Lifetime.StopApplication);
            await app.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested || app?.Lifetime.ApplicationStopping.IsCancellationRequested is true)
        {
            // The host hears signals too, and perhaps first.
            return 0;
        }
        catch (Exception exception) when (exception is not HostAbortedException)
        {
            foreach (var reason in StartFailure.Reasons(exception))
            {
                Explain(app, reason);
            }

            return 1;
        }
        finally
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }
    }

    private static WebApplication Build(string[] args, Action<WebApplicationBuilder> add, QuietStart quiet)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args) });
        add(builder);
        quiet.AddTo(builder.Services);
        return builder.Build();
    }

    private static void Explain(WebApplication? app, string reason)
    {
        if (app is null)
        {
            // Without a container there is no log.
            Terminal.Complain($"The server cannot start: {reason}");
        }
        else
        {
            CannotStart(app.Logger, reason);
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "The server cannot start: {Reason}")]
    private static partial void CannotStart(ILogger logger, string reason);
}
