using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Configuration;

/// <summary>Holds options to the limits that a check names.</summary>
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
