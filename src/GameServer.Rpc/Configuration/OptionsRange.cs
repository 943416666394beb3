using System.Globalization;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Configuration;

/// <summary>Collects what is wrong with a section of the configuration, naming key, value and limit.</summary>
/// <param name="section">The section's name.</param>
public sealed class OptionsRange(string section)
{
    private const int LongestShown = 100;
    private readonly List<string> _failures = [];
    private readonly Dictionary<string, string> _limits = [];

    /// <summary>Whether a check has failed, so that one that compares the values of others means nothing.</summary>
    public bool HasFailed => _failures.Count > 0;

    /// <summary>The outcome of all checks.</summary>
    public ValidateOptionsResult Result =>
        _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    /// <summary>The limits that were asked for, by key, to be read after "a number".</summary>
    internal IReadOnlyDictionary<string, string> Limits => _limits;

    /// <summary>A number must lie within limits.</summary>
    /// <param name="key">The key in the section.</param>
    /// <param name="value">What is configured.</param>
    /// <param name="least">The least allowed value.</param>
    /// <param name="most">The greatest allowed value.</param>
    public OptionsRange Within(string key, long value, long least, long most)
    {
        var limits = _limits[key] = $"from {least} to {most}";
        if (value < least || value > most)
        {
            _failures.Add($"{section}:{key} is {value}; it must be {limits}.");
        }

        return this;
    }

    /// <summary>A number must lie within limits, or be 0, which switches off what it limits.</summary>
    /// <param name="key">The key in the section.</param>
    /// <param name="value">What is configured.</param>
    /// <param name="least">The least allowed value above 0.</param>
    /// <param name="most">The greatest allowed value.</param>
    public OptionsRange WithinOrOff(string key, double value, double least, double most)
    {
        var limits = _limits[key] = string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}, or 0 for no limit");
        if (value != 0 && !(value >= least && value <= most))
        {
            _failures.Add(string.Create(CultureInfo.InvariantCulture, $"{section}:{key} is {value}; it must be {limits}."));
        }

        return this;
    }

    /// <summary>Something else must hold.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="key">The key in the section.</param>
    /// <param name="value">What is configured.</param>
    /// <param name="rule">What must hold, to be read after "it must".</param>
    public OptionsRange Must(bool holds, string key, object? value, string rule)
    {
        if (!holds)
        {
            var shown = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            _failures.Add($"{section}:{key} is '{(shown.Length > LongestShown ? shown[..LongestShown] + "..." : shown)}'; it must {rule.TrimEnd('.')}.");
        }

        return this;
    }
}
