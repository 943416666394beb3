using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>Holds a game's or a service's options to the limits that it names.</summary>
internal sealed class OptionsCheck<TOptions>(string section, Action<TOptions, OptionsRange> check) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var range = new OptionsRange(section);
        check(options, range);
        return range.Result;
    }
}
