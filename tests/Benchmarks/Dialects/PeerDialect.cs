using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>
/// What the contenders from npm have in common. Before anything is measured, the first line asks whether steering has
/// arrived, and looks whether what is broadcast are entities that all move: nobody is fast by doing nothing.
/// </summary>
internal abstract class PeerDialect : Dialect
{
    private const int Entities = 50;
    private static readonly Move Probe = Move.Number(7);
    private HashSet<string>? _world;
    private bool _hasMoved;

    /// <summary>The request for what has come of steering: how often, and the last arguments.</summary>
    protected abstract byte[] Steered { get; }

    public sealed override void Greet(Line line)
    {
        Join(line);
        if (line.Index == 0)
        {
            line.Send(Steer(Probe));
            line.Send(Steered);
            ReadOnlySpan<byte> answer;
            do
            {
                answer = line.Receive();
            }
            while (Classify(line, answer).Replies == 0);

            var last = Payload(answer).GetProperty("last").Deserialize<Move>(JsonSerializerOptions.Web);
            Demand(last == Probe, $"Steering has not arrived: {Show(answer)}");
        }
    }

    public sealed override Arrived Read(Line line, ReadOnlySpan<byte> message)
    {
        var arrived = Classify(line, message);
        if (arrived.Pushes > 0 && !_hasMoved && line.Index == 0)
        {
            Compare([.. World(message)]);
        }

        return arrived;
    }

    public override string Show(ReadOnlySpan<byte> message) => Payload(message).GetRawText();

    /// <summary>Says what must be said before the first call.</summary>
    protected virtual void Join(Line line)
    {
    }

    /// <summary>Says what a message is, and answers what belongs to the contender's own protocol.</summary>
    protected abstract Arrived Classify(Line line, ReadOnlySpan<byte> message);

    /// <summary>What a message carries.</summary>
    protected abstract JsonElement Payload(ReadOnlySpan<byte> message);

    /// <summary>The entities in a message of the broadcast, each in any form.</summary>
    protected virtual IEnumerable<string> World(ReadOnlySpan<byte> message) =>
        Payload(message).EnumerateArray().Select(entity => entity.GetRawText());

    private void Compare(HashSet<string> world)
    {
        Demand(world.Count == Entities, $"Of {Entities} entities {world.Count} are told.");
        if (_world is not null)
        {
            Demand(!world.Overlaps(_world), "There are entities that do not move.");
            _hasMoved = true;
        }

        _world = world;
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new IOException(otherwise);
        }
    }
}
