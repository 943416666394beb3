using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Operations;

/// <summary>Serves the page.</summary>
public static class WebClientExtensions
{
    // Scripts, styles, pictures and sockets of our own only, and no text that becomes code: what a player wrote cannot,
    // whatever the page does with it.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'";

    // A developer's page may connect to this machine by any of its names. A policy can name no IPv6 address such as [::1],
    // so that it is the scheme that is allowed.
    private const string DevelopmentConnections = "connect-src 'self' ws: wss:";

    /// <summary>
    /// Serves the files of <c>wwwroot</c>, <c>index.html</c> at the root, compressed and under a strict
    /// Content-Security-Policy. Their names stay the same from version to version, so browsers ask each time and get 304
    /// where nothing changed. What fails here, or in what is mapped behind it, is answered by 500 and nothing more.
    /// </summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseWebClient(this WebApplication app)
    {
        var policy = app.Environment.IsDevelopment()
            ? ContentSecurityPolicy.Replace("connect-src 'self'", DevelopmentConnections, StringComparison.Ordinal)
            : ContentSecurityPolicy;
        app.Use((context, next) =>
        {
            // When the answer starts: what handles an error begins with headers of its own.
            context.Response.OnStarting(() => SetHeaders(context.Response, policy));
            return next(context);
        });
        app.UseExceptionHandler(static failed => failed.Run(static _ => Task.CompletedTask));
        // Said over TLS alone, and never of this machine itself: see HstsOptions.
        app.UseHsts();
        app.Use(AddSlash);
        app.UseResponseCompression();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        return app;
    }

    // The page's addresses are relative to it, so that below a path it must be asked for as a folder. The way there is
    // relative too: what a proxy in front calls this place is not known here.
    private static Task AddSlash(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.HasValue || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return next(context);
        }

        var last = request.PathBase.ToUriComponent().Split('/')[^1];
        context.Response.Redirect($"{last}/{request.QueryString}", permanent: true);
        return Task.CompletedTask;
    }

    private static Task SetHeaders(HttpResponse response, string policy)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return Task.CompletedTask;
    }
}
