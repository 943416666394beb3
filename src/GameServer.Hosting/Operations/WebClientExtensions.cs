using Microsoft.AspNetCore.Builder;

namespace GameServer.Hosting.Operations;

/// <summary>Serves the page.</summary>
public static class WebClientExtensions
{
    // Scripts, styles and sockets of our own only: text that a player wrote cannot become code, whatever the page does.
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
        "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Serves the files of <c>wwwroot</c>, <c>index.html</c> at the root, compressed and under a strict
    /// Content-Security-Policy. Their names stay the same from version to version, so browsers ask each time and get 304
    /// where nothing changed.
    /// </summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseWebClient(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return next(context);
        });
        // Said over TLS alone, and never of this machine itself: see HstsOptions.
        app.UseHsts();
        app.UseResponseCompression();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        return app;
    }
}
