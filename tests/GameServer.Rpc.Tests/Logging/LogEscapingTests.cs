using GameServer.Rpc.Logging;
using GameServer.Rpc.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Tests.Logging;

/// <summary>Log lines hold the text of strangers escaped and cut, whichever library writes them and whoever logs.</summary>
public sealed class LogEscapingTests : IDisposable
{
    private readonly LogLines _lines = new();
    private readonly ServiceProvider _provider;

    public LogEscapingTests() => _provider = new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_lines))
        .AddLogEscaping()
        .AddLogEscaping()
        .BuildServiceProvider();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("Ünïcode 漢 😀", "Ünïcode 漢 😀")]
    [InlineData("\u001b[31m", @"\u001b[31m")]
    [InlineData("a\r\nb\tc\0", @"a\u000d\u000ab\u0009c\u0000")]
    [InlineData("\u007f\u0080\u009b", @"\u007f\u0080\u009b")]
    [InlineData("\u2028\u2029", @"\u2028\u2029")]
    [InlineData("\u202a\u202e\u2066\u2069\u200e\u200f\u061c", @"\u202a\u202e\u2066\u2069\u200e\u200f\u061c")]
    [InlineData("\u200b\ufeff\u00ad", @"\u200b\ufeff\u00ad")]
    [InlineData("\U000e0041", @"\udb40\udc41")]
    public void What_is_hidden_stands_there_as_its_code(string text, string expected) => Assert.Equal(expected, LogText.Of(text));

    // No attribute can hold one.
    [Fact]
    public void So_does_half_a_character() => Assert.Equal([@"😀\ud800x", @"\udc00"], [LogText.Of("😀\ud800x"), LogText.Of("\udc00")]);

    [Fact]
    public void What_is_long_is_cut_at_200_characters_and_never_within_one()
    {
        Assert.Equal(new string('x', 200), LogText.Of(new string('x', 200)));
        Assert.Equal(new string('x', 199) + "…", LogText.Of(new string('x', 201)));
        Assert.Equal(new string('x', 198) + "…", LogText.Of(new string('x', 198) + "😀x"));
        Assert.InRange(LogText.Of(new string('\u001b', 1000)).Length, 190, 200);
        var clean = new string('y', 100);
        Assert.Same(clean, LogText.Of(clean));
    }

    [Fact]
    public void Values_are_escaped_in_the_line_by_whichever_way_it_is_logged()
    {
        var logger = _provider.GetRequiredService<ILogger<LogEscapingTests>>();
        logger.LogWarning("A {What} of {Many}, {{so}} {Number,4:0.0} {Missing}", "\u001b[2J", new[] { "a", "\n" }, 1.5, null);
        logger.LogWarning("clean {What}, {Number:0.00}", "x", 2);
        logger.ForeignOrigin("http://\u0007", "h\r\nINJECTED");
        logger.Log(LogLevel.Warning, new EventId(7), "text\nof its own", null, (state, _) => state);
        logger.Log(LogLevel.Warning, new EventId(8), new Uri("http://x/\u202e"), null, (state, _) => $"{state.OriginalString}");
        Assert.Equal(
            [
                @"Warning 0 A \u001b[2J of a, \u000a, {so}  1.5 (null) ",
                "Warning 0 clean x, 2.00 ",
                @"Information 103 Refused a page of http://\u0007 on h\u000d\u000aINJECTED: the key Web:Origins lists pages of elsewhere that may connect ",
                @"Warning 7 text\u000aof its own ",
                @"Warning 8 http://x/\u202e ",
            ],
            _lines.Lines);
    }

    [Fact]
    public void Values_of_requests_are_cut_and_those_of_others_are_bounded()
    {
        var factory = _provider.GetRequiredService<ILoggerFactory>();
        factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").LogInformation("Request {Path}", new string('x', 1000));
        factory.CreateLogger("Database").LogInformation("Statement {Sql}", new string('x', 1000));
        factory.CreateLogger("Database").LogInformation("Statement {Sql}", new string('x', 10_000));
        Assert.Equal([1 + 199, 1000, 1 + 3999], _lines.Lines.Select(line => line.Count(letter => letter is 'x' or '…')));
    }

    [Fact]
    public void Messages_of_exceptions_are_escaped_and_their_lines_stay()
    {
        Exception thrown;
        try
        {
            throw new InvalidOperationException("outer\n   at Injected()", new AggregateException(new ArgumentException("inner\u001b[31m")));
        }
        catch (InvalidOperationException exception)
        {
            thrown = exception;
        }

        var logger = _provider.GetRequiredService<ILogger<LogEscapingTests>>();
        logger.LogError(thrown, "failed");
        var clean = new InvalidOperationException("clean");
        Assert.Same(clean, EscapedException.Of(clean));
        var text = Assert.Single(_lines.Lines);
        Assert.Contains(@"System.InvalidOperationException: outer\u000a   at Injected()", text, StringComparison.Ordinal);
        Assert.Contains(@"inner\u001b[31m", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain("\n   at Injected", text, StringComparison.Ordinal);
        Assert.Contains($"\n   at {typeof(LogEscapingTests).FullName}.{nameof(Messages_of_exceptions_are_escaped_and_their_lines_stay)}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_put_in_place_later_is_escaped_when_it_is_asked_for_again()
    {
        var lines = new LogLines();
        using var other = LoggerFactory.Create(logging => logging.AddProvider(lines));
        using var provider = new ServiceCollection()
            .AddLogEscaping()
            .AddSingleton(other)
            .AddLogEscaping()
            .BuildServiceProvider();
        provider.GetRequiredService<ILogger<LogEscapingTests>>().LogWarning("{Text}", "\u001b");
        Assert.Equal([@"Warning 0 \u001b "], lines.Lines);
    }

    public void Dispose() => _provider.Dispose();
}
