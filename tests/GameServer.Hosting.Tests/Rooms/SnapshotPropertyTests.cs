using CsCheck;
using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>
/// A client that applies the snapshots it received, some skipped, holds exactly what a full one would give it: no more,
/// so nothing hidden and nothing that is another's, and no less. Where the budget binds it holds nothing that it might not
/// hold, and of each entity a state that it really had, never one before the last; and in the end everything.
/// </summary>
public sealed class SnapshotPropertyTests
{
    private const int Unbound = 1_048_576;
    private const int Clients = 5;
    private const int Watchers = 2;

    // A step says for each client, by bits: whether its line takes a snapshot, and (rarely) that it comes or goes,
    // or gets another line.
    private static readonly Gen<int[]> Steps = Gen.Select(
        Gen.Int[0, (1 << Clients) - 1], Gen.Int[0, 5 * Clients], Gen.Int[0, 10 * Clients],
        (wanted, moved, replaced) => wanted | moved << 8 | replaced << 16).Array[1, 60];

    private static readonly Gen<Habits> Games = Gen.Select(
        Gen.Int[1, 100], Gen.Int[0, 30], Gen.Int[0, 60], Gen.Int[0, 100], Gen.Int[0, 30],
        (spawn, remove, change, hide, look) => new Habits(spawn, remove, change, hide, look));

    private static readonly Gen<Cages> Sizes = Gen.Select(
        Gen.Int[1, 80], Gen.Int[1, 70], Gen.Int[1, 70], (rovers, notices, crates) => new Cages(rovers, notices, crates));

    [Theory, InlineData(true), InlineData(false)]
    public void A_client_holds_exactly_what_it_may_know(bool isText) => Play(isText, Gen.Const(Unbound));

    [Theory, InlineData(true), InlineData(false)]
    public void Where_not_everything_fits_a_client_holds_what_was_true_and_gets_the_rest(bool isText) =>
        Play(isText, Gen.Int[256, 600]);

    // The seed of a failure is printed, and CsCheck_Seed repeats it.
    private static void Play(bool isText, Gen<int> budgets) =>
        Gen.Select(Gen.Int, Games, Sizes, budgets, Steps).Sample(
            (seed, habits, cages, budget, steps) =>
            {
                using var rooms = new TestRooms(
                    _ => new GameRegistration("test", typeof(Menagerie), () => new Menagerie(habits, cages)),
                    options => options.SnapshotBytes = budget);
                var run = new Run(rooms.NewRoom(seed), isText, isBound: budget != Unbound);
                foreach (var step in steps)
                {
                    run.Step(step);
                }

                run.Finish();
            },
            iter: 300);

    private sealed class Run(Room room, bool isText, bool isBound)
    {
        private readonly TestViewer?[] _sessions = new TestViewer?[Clients];

        // What is at the other end of a session's present line.
        private readonly TestViewer?[] _clients = new TestViewer?[Clients];
        private readonly Dictionary<TestViewer, ShownTicks> _shown = [];
        private readonly EntityTruth _truth = new(room.Simulation);
        private readonly WireFormat _format = isText ? new JsonFormat() : new MessagePackFormat();

        public void Step(int step)
        {
            if ((step >> 8 & 0xff) is var moved && moved < Clients)
            {
                Move(moved);
            }

            if ((step >> 16) is var replaced && replaced < Clients && _clients[replaced] is { } line)
            {
                _clients[replaced] = new TestViewer(_format);
                _clients[replaced]!.Take(line.Place!);
                _sessions[replaced]!.ComeBack(_clients[replaced]);
            }

            Tick(step);
        }

        public void Finish()
        {
            ((Menagerie)room.Simulation.Game).Rest();

            // One at least goes with each snapshot.
            for (var left = room.Simulation.Game.Sets.Sum(set => set.Count); left >= 0; left--)
            {
                Tick((1 << Clients) - 1);
            }

            foreach (var client in _clients.OfType<TestViewer>())
            {
                Assert.Equal(Describe(_truth.VisibleTo(PlayerOf(client))), Describe(client.Entities));
            }
        }

        private void Tick(int wanted)
        {
            for (var index = 0; index < Clients; index++)
            {
                _clients[index]?.WantsSnapshot = (wanted >> index & 1) == 1;
            }

            Assert.True(room.Tick());
            _truth.Note();
            foreach (var client in _clients.OfType<TestViewer>().Where(client => client.WantsSnapshot))
            {
                Assert.Equal(room.LatestTick, client.Snapshots[^1].Tick);
                Check(client, _truth.VisibleTo(PlayerOf(client)));
            }
        }

        private void Check(TestViewer client, SortedDictionary<int, Dictionary<string, int>> visible)
        {
            if (!isBound || client.Snapshots.Count == 1)
            {
                Assert.Equal(Describe(visible), Describe(client.Entities));
                return;
            }

            if (!_shown.TryGetValue(client, out var shown))
            {
                _shown.Add(client, shown = new ShownTicks());
            }

            Assert.Subset(visible.Keys.ToHashSet(), client.Entities.Keys.ToHashSet());
            foreach (var (id, fields) in client.Entities)
            {
                shown.Advance(id, _truth, PlayerOf(client), fields);
            }

            foreach (var id in visible.Keys.Where(id => _truth.OwnerOf(id) is { } owner && owner == PlayerOf(client)))
            {
                Assert.Equal(visible[id].OrderBy(field => field.Key), client.Entities[id].OrderBy(field => field.Key));
            }
        }

        // The last clients only watch.
        private void Move(int index)
        {
            if (_clients[index] is { } leaving)
            {
                _ = leaving.Place!.LeaveAsync();
                _sessions[index] = _clients[index] = null;
                return;
            }

            var client = new TestViewer(_format);
            client.Start(room.Enter(client, index >= Clients - Watchers ? null : $"client {index}"));
            _sessions[index] = _clients[index] = client;
        }

        private static Player? PlayerOf(TestViewer client) => client.Place!.Seat?.Player;

        private static string Describe(SortedDictionary<int, Dictionary<string, int>> entities) => string.Join('\n', entities.Select(
            entity => $"{entity.Key}: {string.Join(' ', entity.Value.OrderBy(field => field.Key).Select(field => $"{field.Key}={field.Value}"))}"));
    }

    /// <summary>For each entity that a client holds: which of its lives, and up to which step at least.</summary>
    private sealed class ShownTicks
    {
        private readonly Dictionary<int, (int Generation, int Tick)> _last = [];

        public void Advance(int id, EntityTruth truth, Player? viewer, Dictionary<string, int> fields)
        {
            var generation = truth.GenerationOf(id);
            var since = _last.TryGetValue(id, out var last) && last.Generation == generation ? last.Tick : 0;
            var tick = truth.LatestTickOf(id, viewer, fields);
            Assert.True(tick > 0, $"{id} never was as it is shown");
            Assert.True(tick >= since, $"{id} is shown as it was in step {tick}, after it was shown as in {since}");
            _last[id] = (generation, tick);
        }
    }
}
