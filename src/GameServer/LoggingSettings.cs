using System.Globalization;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace GameServer;

/// <summary>The configuration section <c>Serilog</c>. Serilog itself throws at some wrong settings without their key, and skips others.</summary>
internal static class LoggingSettings
{
    private const string Section = "Serilog";
    private const string MinimumLevel = $"{Section}:MinimumLevel";
    private const string WriteTo = $"{Section}:WriteTo";
    private const string Template = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const string Json = $"{Section}:Json";

    /// <summary>Sets up a logger.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="logger">The logger's configuration.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the failures say which.</exception>
    public static void Apply(IConfiguration configuration, LoggerConfiguration logger)
    {
        ThrowIfAny([.. ProblemsOfLevels(configuration)]);
        if (!bool.TryParse(configuration[Json] ?? "false", out var isJson))
        {
            ThrowIfAny([$"{Json} is '{configuration[Json]}'; it must be true or false."]);
        }

        // What Serilog skips, such as a sink that there is not, it tells its own log alone.
        var skipped = new List<string>();
        SelfLog.Enable(line => skipped.Add(FirstSentence(line)));
        try
        {
            logger.MinimumLevel.Override("Microsoft", LogEventLevel.Warning);
            logger.ReadFrom.Configuration(isJson ? WithoutConsole(configuration) : configuration);
            if (isJson)
            {
                logger.WriteTo.Console(new RenderedCompactJsonFormatter());
            }
            else if (!configuration.GetSection(WriteTo).GetChildren().Any())
            {
                // Without its file of settings the server must not be silent about what it lacks.
                logger.WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
            }
        }
        catch (Exception exception)
        {
            skipped.Add(exception.GetBaseException().Message);
        }
        finally
        {
            SelfLog.Disable();
        }

        ThrowIfAny([.. skipped.Select(static problem => $"{Section} has a wrong setting: {problem}")]);
    }

    // A time stands before it, and a list of everything there is behind it.
    private static string FirstSentence(string line)
    {
        var text = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    private static IEnumerable<string> ProblemsOfLevels(IConfiguration configuration)
    {
        var minimum = configuration.GetSection(MinimumLevel);
        return from level in minimum.GetSection("Override").GetChildren()
                   .Concat(configuration.GetSection($"{Section}:LevelSwitches").GetChildren())
                   .Concat(configuration.GetSection(WriteTo).GetChildren().Select(static sink => sink.GetSection("Args:restrictedToMinimumLevel")))
                   .Append(minimum)
                   .Append(minimum.GetSection("Default"))
               where level.Value is { Length: > 0 } value && value[0] != '$' && !Enum.GetNames<LogEventLevel>().Contains(value, StringComparer.OrdinalIgnoreCase)
               select $"{level.Path} is '{level.Value}'; it must be one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}.";
    }

    private static IConfiguration WithoutConsole(IConfiguration configuration)
    {
        string[] consoles = [.. configuration.GetSection(WriteTo).GetChildren()
            .Where(static sink => (sink["Name"] ?? sink.Value) == "Console").Select(static sink => sink.Path)];
        return new ConfigurationBuilder().AddInMemoryCollection(
            configuration.GetSection(Section).AsEnumerable().Where(entry => !consoles.Any(console => IsBelow(entry.Key, console)))).Build();
    }

    private static bool IsBelow(string key, string parent) =>
        key.StartsWith(parent, StringComparison.OrdinalIgnoreCase) && (key.Length == parent.Length || key[parent.Length] == ':');

    private static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Section, typeof(LoggerConfiguration), problems);
        }
    }
}
