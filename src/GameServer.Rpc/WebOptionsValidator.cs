using GameServer.Rpc.Transport;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc;

/// <summary>Checks at start-up that every origin is one; a pattern or a path would match no page.</summary>
internal sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        var complaints = options.Origins.Index()
            .Where(static entry => !OriginRule.IsOrigin(entry.Item))
            .Select(static entry =>
                $"{WebOptions.Section}:{nameof(options.Origins)}:{entry.Index} is '{entry.Item}'; it must be a scheme, a host and perhaps a port, as in https://play.example.org.")
            .ToList();
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }
}
