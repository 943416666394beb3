using System.Globalization;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc;

/// <summary>Checks the limits at start-up; each complaint names the key, the value and the bound.</summary>
internal sealed class RpcLimitsValidator : IValidateOptions<RpcLimits>
{
    public ValidateOptionsResult Validate(string? name, RpcLimits options)
    {
        var complaints = new List<string>();
        Check(nameof(options.MessageBytes), options.MessageBytes, 256, 64 * 1024 * 1024);
        Check(nameof(options.Depth), options.Depth, 4, RpcLimits.GreatestDepth);
        Check(nameof(options.InFlight), options.InFlight, 1, 10_000);
        Check(nameof(options.CallsPerSecond), options.CallsPerSecond, 0.1, 1_000_000);
        Check(nameof(options.CallsBurst), options.CallsBurst, 1, 1_000_000);
        Check(nameof(options.FailuresPerSecond), options.FailuresPerSecond, 0.1, 1_000_000);
        Check(nameof(options.FailuresBurst), options.FailuresBurst, 1, 1_000_000);
        Check(nameof(options.OutboxBytes), options.OutboxBytes, 16 * 1024, 1024 * 1024 * 1024);
        Check(nameof(options.SendTimeoutSeconds), options.SendTimeoutSeconds, 0.1, 3600);
        Check(nameof(options.ConnectionsPerAddress), options.ConnectionsPerAddress, 1, 1_000_000);
        Check(nameof(options.SignInSeconds), options.SignInSeconds, 1, 3600);
        Check(nameof(options.IdleSeconds), options.IdleSeconds, 1, 3600);
        if (complaints.Count == 0 && options.OutboxBytes != 0 && options.OutboxBytes < options.MessageBytes)
        {
            // A reply may hold what the call held, its id for one.
            complaints.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{RpcLimits.Section}:{nameof(options.OutboxBytes)} is {options.OutboxBytes}, but must be at least {nameof(options.MessageBytes)}, which is {options.MessageBytes}."));
        }

        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);

        void Check(string key, double value, double least, double most)
        {
            if (value != 0 && !(value >= least && value <= most))
            {
                complaints.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{RpcLimits.Section}:{key} is {value}, but must be {least} to {most}, or 0 for no limit."));
            }
        }
    }
}
