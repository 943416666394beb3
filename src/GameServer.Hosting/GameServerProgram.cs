using GameServer.Hosting.Operations;
using GameServer.Rpc;
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
        if (DescriptorLimit.Problem() is { } limit)
        {
            Explain(null, limit);
            return 1;
        }

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
        }
        catch (Exception exception) when (exception is not HostAbortedException)
        {
            // The host hears signals too, and perhaps first.
            var isStopped = signals.Token.IsCancellationRequested || app?.Lifetime.ApplicationStopping.IsCancellationRequested == true;
            foreach (var reason in isStopped ? [] : StartFailure.Reasons(exception, app?.Configuration).Distinct())
            {
                Explain(app, reason);
            }

            await DisposeAsync(app);
            return isStopped ? 0 : 1;
        }

        signals.Started();
        return await UntilStoppedAsync(app, signals.Token);
    }

    private static async Task<int> UntilStoppedAsync(WebApplication app, CancellationToken stop)
    {
        await using var stopping = stop.Register(app.Lifetime.StopApplication);
        try
        {
            await app.WaitForShutdownAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception exception)
        {
            StoppedBadly(app.Logger, exception);
            return 1;
        }
        finally
        {
            await DisposeAsync(app);
        }
    }

    private static async Task DisposeAsync(WebApplication? app)
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    private static WebApplication Build(string[] args, Action<WebApplicationBuilder> add, QuietStart quiet)
    {
        ThrowIfAny(CommandLineSettings.Problems(args));
        var contentRoot = ContentRoot.Find(args);
        ThrowIfAny(ContentRoot.Problems(contentRoot));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = contentRoot });
        add(builder);
        ThrowIfAny(FrameworkSettings.Problems(builder.Configuration, contentRoot));

        // Again: a logging library may have been added behind the server.
        builder.Services.AddLogEscaping();
        quiet.AddTo(builder.Services);
        return builder.Build();
    }

    private static void ThrowIfAny(IEnumerable<string> problems)
    {
        string[] found = [.. problems];
        if (found.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(WebApplication), found);
        }
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

    [LoggerMessage(2, LogLevel.Error, "The server did not stop in order")]
    private static partial void StoppedBadly(ILogger logger, Exception exception);
}
