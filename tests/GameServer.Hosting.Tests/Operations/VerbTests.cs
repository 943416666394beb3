using System.Diagnostics;
using GameServer.Hosting.Operations;
using GameServer.Rpc.Configuration;
using Microsoft.AspNetCore.Builder;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The words that a command line may begin with.</summary>
public sealed class VerbTests
{
    private static readonly IReadOnlyList<Verb> All = Verbs.All(static _ => { });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("help", "help")]
    [InlineData("--help", "help")]
    [InlineData("-h", "help")]
    [InlineData("-?", "help")]
    [InlineData("version", "version")]
    [InlineData("--version", "version")]
    [InlineData("health", "health")]
    [InlineData("--health", "health")]
    [InlineData("--HEALTH", "health")]
    [InlineData("administrator", "administrator")]
    [InlineData("--administrator", "administrator")]
    public void A_verb_is_a_bare_word_and_the_old_spellings_remain(string word, string verb)
    {
        var found = Verbs.Find([word, "more"], All);
        Assert.Equal((verb, null), (found.Verb?.Name, found.Problem));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("--urls", "help")]
    [InlineData("--urls=http://localhost:1")]
    [InlineData("/urls", "version")]
    [InlineData("Limits:MessageBytes=1000")]
    [InlineData("--Limits:MessageBytes", "1000", "health")]
    [InlineData("--environment", "Development")]
    public void A_setting_and_its_value_are_no_verb(params string[] args) => Assert.Equal((null, null), Verbs.Find(args, All));

    [Theory]
    [InlineData("halp", "help")]
    [InlineData("helth", "health")]
    [InlineData("Verison", "version")]
    [InlineData("--verison", "version")]
    [InlineData("--hepl", "help")]
    [InlineData("--adminstrator", "administrator")]
    [InlineData("admin", "administrator")]
    public void A_word_that_is_no_verb_is_answered_with_the_nearest(string word, string nearest)
    {
        var (verb, problem) = Verbs.Find([word], All);
        Assert.Null(verb);
        Assert.StartsWith($"There is no verb '{word}'; the nearest is '{nearest}'.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_lists_verbs_and_the_settings_of_the_options_classes_within_80_columns()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.AddGameServer().AddOptions<OwnOptions>("Own", static (own, range) => range.Within(nameof(own.Lives), own.Lives, 1, 9));
        string[] lines = [.. HelpVerb.Lines(All, HelpVerb.Sections(builder.Services))];
        Assert.All(All, verb => Assert.Contains(lines, line => line.StartsWith($"  {verb.Name}", StringComparison.Ordinal)));
        Assert.Contains(lines, static line => Words(line) == "Limits:MessageBytes 16384 256 to 67108864; 0: no limit");
        Assert.Contains(lines, static line => Words(line) == "Own:Lives 3 1 to 9");
        Assert.Contains(lines, static line => Words(line) == "Own:IsHard false true or false");
        Assert.Contains(lines, static line => Words(line) == "Web:Origins a list");
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Help_and_version_need_no_settings_and_no_database_and_a_misspelt_verb_ends_with_1()
    {
        using var folder = new Infrastructure.TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "wwwroot"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), "{ broken", Cancellation);

        var (code, help, errors) = await RunAsync(folder.Path, "--help");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Tanks:BotsFillTo", help, StringComparison.Ordinal);
        (code, var version, errors) = await RunAsync(folder.Path, "--version");
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("GameServer ", Assert.Single(version.TrimEnd().Split('\n')), StringComparison.Ordinal);
        (code, var nothing, errors) = await RunAsync(folder.Path, "helth");
        Assert.Equal((1, ""), (code, nothing));
        Assert.Contains("'health'", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["appsettings.json", "wwwroot"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("'b.db' on the command line is no setting", "backup", "a.db", "b.db")]
    [InlineData("'b.db' on the command line is no setting", "check", "a.db", "b.db")]
    [InlineData("'maybe' on the command line is no setting", "administrator", "Ann", "maybe")]
    [InlineData("'soon' on the command line is no setting", "health", "soon")]
    [InlineData("administrator NAME [off]", "administrator")]
    [InlineData("No server answers at http://127.0.0.1:1/: ", "health", "http://127.0.0.1:1")]
    public async Task A_verb_that_fails_says_why_in_a_line_and_ends_with_1(string reason, params string[] words)
    {
        using var folder = new Infrastructure.TemporaryFolder();
        var (code, output, errors) = await RunAsync(folder.Path, words);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(reason, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("backup", "--help")]
    [InlineData("administrator", "-h")]
    public void Help_behind_a_verb_is_help(string verb, string help) => Assert.Equal("help", Verbs.Find([verb, help], All).Verb?.Name);

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, params string[] words)
    {
        using var program = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GameServer.dll"), .. words])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOTNET_contentRoot"] = folder },
            })!;
        var output = program.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = program.StandardError.ReadToEndAsync(Cancellation);
        await program.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        return (program.ExitCode, await output, await errors);
    }

    private sealed class OwnOptions
    {
        public int Lives { get; set; } = 3;

        public bool IsHard { get; set; }
    }
}
