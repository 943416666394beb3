using GameServer.Hosting.Operations;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Sessions;

internal sealed class SessionLimitsValidator : IValidateOptions<SessionLimits>
{
    public ValidateOptionsResult Validate(string? name, SessionLimits options) =>
        new OptionsRange(SessionLimits.Section)
            .WithinOrOff(nameof(options.ChatPerSecond), options.ChatPerSecond, 0.01, 1000)
            .Within(nameof(options.ChatBurst), options.ChatBurst, 1, 1000)
            .WithinOrOff(nameof(options.GuestsPerAddressPerMinute), options.GuestsPerAddressPerMinute, 1, 1_000_000)
            .WithinOrOff(nameof(options.FreeSignInFailures), options.FreeSignInFailures, 1, 1_000_000)
            .WithinOrOff(nameof(options.FreeAccountFailures), options.FreeAccountFailures, 1, 1_000_000)
            .WithinOrOff(nameof(options.ResumeSeconds), options.ResumeSeconds, 1, 3600)
            .Result;
}
