using System.Diagnostics;

namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>
/// Feeds a parser mutated messages. What goes a way that none went before joins the corpus, so that the next ones begin
/// there. For one thread.
/// </summary>
/// <param name="target">The parser.</param>
/// <param name="corpus">What to begin with.</param>
/// <param name="words">What means something to the parser.</param>
/// <param name="seed">Where the choices come from.</param>
public sealed class FuzzRun(IFuzzTarget target, IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> words, int seed)
{
    private const int LargestCorpus = 5000;
    private const int Look = 256;
    private readonly Random _random = new(seed);
    private readonly List<byte[]> _corpus = [.. corpus];
    private readonly HashSet<int> _ways = [];

    /// <summary>How many messages mutations begin with by now.</summary>
    public int CorpusSize => _corpus.Count;

    /// <summary>How many different ways inputs went.</summary>
    public int Ways => _ways.Count;

    /// <summary>How many were fed.</summary>
    public long Inputs { get; private set; }

    /// <summary>Feeds the corpus and then so many mutations of it, for so long at the most.</summary>
    /// <exception cref="InvalidOperationException">An input got an exception out of the parser, or something does not
    /// hold; the message has the input and the seed, and the inner exception says what.</exception>
    public void Run(long inputs, TimeSpan time)
    {
        foreach (var message in corpus)
        {
            Feed(message);
        }

        var mutator = new Mutator(_random, words);
        var began = Stopwatch.GetTimestamp();
        for (long input = 0; input < inputs && (input % Look != 0 || Stopwatch.GetElapsedTime(began) < time); input++)
        {
            Feed(mutator.Mutate(Any(), Any()));
        }
    }

    private byte[] Any() => _corpus[_random.Next(_corpus.Count)];

    private void Feed(ReadOnlyMemory<byte> message)
    {
        Inputs++;
        try
        {
            if (_ways.Add(target.Feed(message)) && _corpus.Count < LargestCorpus)
            {
                _corpus.Add(message.ToArray());
            }
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Seed {seed}, input {Convert.ToHexString(message.Span)}: {exception.Message}", exception);
        }
    }
}
