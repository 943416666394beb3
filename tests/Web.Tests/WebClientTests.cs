namespace Web.Tests;

/// <summary>The web client's own tests (Vitest), each as one result here.</summary>
public sealed class WebClientTests
{
    [Fact]
    public void Vitest_runs_at_least_one_test_and_ends_well()
    {
        var run = VitestRun.Instance;
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.NotEmpty(run.Results);
    }

    [Theory]
    [MemberData(nameof(Tests), DisableDiscoveryEnumeration = true)]
    public void Vitest(string test, string failure) => Assert.True(failure.Length == 0, $"{test}\n{failure}");

    [Fact]
    public void Types_check()
    {
        var (exitCode, output) = Npm.Run("typecheck");
        Assert.True(exitCode == 0, output);
    }

    public static IEnumerable<TheoryDataRow<string, string>> Tests()
        => VitestRun.Instance.Results.Select(r => new TheoryDataRow<string, string>(r.Name, r.Failure));
}
