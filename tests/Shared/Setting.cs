using System.Globalization;

namespace Tests.Shared;

/// <summary>How long a proof runs: a short form among all the tests, longer by a variable of the environment.</summary>
internal static class Setting
{
    /// <summary>A number from the environment.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="otherwise">What holds without it.</param>
    public static int Of(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Where a run's choices come from: a number from the environment, or another one each time.</summary>
    /// <param name="variable">The variable.</param>
    public static int Seed(string variable) => Of(variable, Random.Shared.Next());
}
