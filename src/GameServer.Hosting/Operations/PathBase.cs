using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>
/// The path below which everything is served, from the configuration key <c>PathBase</c>: for a reverse proxy that hands on
/// a request's path as it is. Without the path everything is served too, for health checks and for a proxy that strips it.
/// </summary>
internal sealed class PathBase
{
    /// <summary>The key.</summary>
    public const string Key = "PathBase";

    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    /// <summary>The path, such as <c>/game</c>; empty where there is none.</summary>
    public string Path { get; set; } = "";

    private bool IsPath => Path.Length == 0 || (Path[0] == '/' && Path[1..].Split('/').All(static segment =>
        segment is not ("" or "." or "..") && !segment.AsSpan().ContainsAnyExcept(Unreserved)));

    /// <summary>Reads the key.</summary>
    public sealed class Setup(IConfiguration configuration) : IConfigureOptions<PathBase>
    {
        public void Configure(PathBase options) => options.Path = configuration[Key] ?? "";
    }

    /// <summary>A wrong path would serve nothing, or a page whose files are not found.</summary>
    public sealed class Check : IValidateOptions<PathBase>
    {
        public ValidateOptionsResult Validate(string? name, PathBase options) => options.IsPath
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{Key} is '{options.Path}'; it must begin with / and not end with it, as in /game, and consist of letters, digits and -._~");
    }

    /// <summary>Takes the path off a request before anything else looks at it.</summary>
    public sealed class Filter(IOptions<PathBase> options) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
        {
            var path = options.Value.Path;
            return path.Length == 0 ? next : app =>
            {
                app.UsePathBase(path);
                next(app);
            };
        }
    }
}
