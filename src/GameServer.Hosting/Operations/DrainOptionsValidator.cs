using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

internal sealed class DrainOptionsValidator : IValidateOptions<DrainOptions>
{
    public ValidateOptionsResult Validate(string? name, DrainOptions options) =>
        new OptionsRange(DrainOptions.Section)
            .Within(nameof(options.Seconds), options.Seconds, 0, 600)
            .Within(nameof(options.GraceSeconds), options.GraceSeconds, 1, 900)
            .Must(
                options.GraceSeconds > options.Seconds,
                nameof(options.GraceSeconds),
                options.GraceSeconds,
                $"be more than {DrainOptions.Section}:{nameof(options.Seconds)}, which is {options.Seconds}")
            .Result;
}
