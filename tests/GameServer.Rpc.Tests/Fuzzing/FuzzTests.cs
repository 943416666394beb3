using System.Diagnostics;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>
/// Messages with bytes changed, cut out, doubled and put in: nothing but an outcome comes out of the parsers, no
/// exception, and no memory stays. <c>FUZZ</c> in the environment sets how many inputs each gets, <c>FUZZ_SEED</c> where
/// the choices come from. Beside no other test, so that the memory that is measured is theirs.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    private static readonly int Inputs = Setting.Of("FUZZ", 1_000_000);
    private static readonly int Seed = Setting.Seed("FUZZ_SEED");

    public static TheoryData<string> Formats() => ["JSON", "MessagePack", "frames"];

    [Theory, MemberData(nameof(Formats))]
    public async Task No_input_gets_more_than_an_outcome_out_of_the_parser(string name)
    {
        var (isFrames, isText) = (name == "frames", name == "JSON");
        IFuzzTarget Target() => isFrames ? new FrameTarget() : new ParserTarget(isText ? new JsonFormat() : new MessagePackFormat());
        var (corpus, words) = isFrames ? (FrameTarget.Corpus, FrameTarget.Words) : (Corpus.Of(isText), Corpus.Words(isText));

        // Once before, so that what is made once is not taken for what is left over.
        new FuzzRun(Target(), corpus, words, Seed).Run(10_000, Timeout);
        var before = LiveMemory.Bytes();
        var began = Stopwatch.GetTimestamp();
        var workers = Math.Max(1, Environment.ProcessorCount);
        var runs = await Task.WhenAll(Enumerable.Range(1, workers).Select(worker => Task.Run(
            () =>
            {
                var run = new FuzzRun(Target(), corpus, words, unchecked(Seed + worker));
                run.Run(Inputs / workers, Timeout);
                return (run.Inputs, run.CorpusSize, run.Ways);
            },
            TestContext.Current.CancellationToken)));
        var took = Stopwatch.GetElapsedTime(began);
        var after = LiveMemory.Bytes();
        Figures.Print(
            $"Fuzz {name}: {runs.Sum(run => run.Inputs):N0} inputs in {took.TotalSeconds:N1} s, {runs.Max(run => run.Ways):N0} ways, corpus {corpus.Count} to {runs.Max(run => run.CorpusSize):N0}, live bytes {before:N0} before, {after:N0} after, seed {Seed}");
        Assert.InRange(after - before, long.MinValue, 256 * 1024);
        Assert.InRange(runs.Sum(run => run.Inputs), Inputs - workers, long.MaxValue);
    }

    private static TimeSpan Timeout => TimeSpan.MaxValue;
}

/// <summary>Tests that run beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
