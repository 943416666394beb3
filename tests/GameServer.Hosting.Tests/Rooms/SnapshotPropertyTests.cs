using CsCheck;
using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>
/// A client that applies the snapshots it received, some skipped, holds exactly what a full one would give it: no more,
/// so nothing hidden and nothing that is another's, and no less.
/// </summary>
public sealed class SnapshotPropertyTests
{
    private const int Clients = 4;

    // A step says for each client, by bits: whether its line takes a snapshot, and (rarely) that it comes or goes,
    // or gets another line.
    private static readonly Gen<int[]> Steps = Gen.Select(
        Gen.Int[0, (1 << Clients) - 1], Gen.Int[0, 5 * Clients], Gen.Int[0, 10 * Clients],
        (wanted, moved, replaced) => wanted | moved << 8 | replaced << 16).Array[1, 60];

    private static readonly Gen<Habits> Games = Gen.Select(
        Gen.Int[1, 100], Gen.Int[0, 30], Gen.Int[0, 60], Gen.Int[0, 100], Gen.Int[0, 30],
        (spawn, remove, change, hide, look) => new Habits(spawn, remove, change, hide, look));

    [Theory, InlineData(true), InlineData(false)]
    public void A_client_holds_exactly_what_it_may_know(bool isText) =>
        Gen.Select(Gen.Int, Games, Steps).Sample(
            (seed, habits, steps) =>
            {
                using var rooms = new TestRooms(_ => new GameRegistration("test", typeof(Menagerie), () => new Menagerie(habits)));
                var run = new Run(rooms.NewRoom(seed), isText);
                foreach (var step in steps)
                {
                    run.Step(step);
                }
            },
            iter: 400);

    private sealed class Run(Room room, bool isText)
    {
        private readonly TestViewer?[] _sessions = new TestViewer?[Clients];

        // What is at the other end of a session's present line.
        private readonly TestViewer?[] _clients = new TestViewer?[Clients];
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

            for (var index = 0; index < Clients; index++)
            {
                _clients[index]?.WantsSnapshot = (step >> index & 1) == 1;
            }

            Assert.True(room.Tick());
            foreach (var client in _clients.OfType<TestViewer>().Where(client => client.WantsSnapshot))
            {
                Assert.Equal(room.LatestTick, client.Snapshots[^1].Tick);
                Assert.Equal(Describe(Expected(client.Place!.Seat?.Player)), Describe(client.Entities));
            }
        }

        // The last client only watches.
        private void Move(int index)
        {
            if (_clients[index] is { } leaving)
            {
                _ = leaving.Place!.LeaveAsync();
                _sessions[index] = _clients[index] = null;
                return;
            }

            var client = new TestViewer(_format);
            client.Start(room.Enter(client, index == Clients - 1 ? null : $"client {index}"));
            _sessions[index] = _clients[index] = client;
        }

        private SortedDictionary<int, Dictionary<string, int>> Expected(Player? viewer)
        {
            SortedDictionary<int, Dictionary<string, int>> expected = [];
            var view = room.Simulation.ViewOf(viewer);
            foreach (var set in room.Simulation.Game.Sets)
            {
                var values = new int[set.Layout.Fields.Count];
                for (var slot = 0; slot < set.Capacity; slot++)
                {
                    var id = set.FirstId + slot;
                    if (!set.IsAlive(slot) || !room.Simulation.Sees(viewer, id)
                        || (set.IsPlaced && !view.Contains(set.PositionAt(slot))))
                    {
                        continue;
                    }

                    set.ReadWire(slot, values, 0);
                    var isOwner = viewer is not null && set.OwnerAt(slot) == viewer;
                    expected[id] = set.Layout.Fields.Zip(values)
                        .Where(field => isOwner || !field.First.IsOwnerOnly)
                        .ToDictionary(field => field.First.Name, field => field.Second);
                }
            }

            return expected;
        }

        private static string Describe(SortedDictionary<int, Dictionary<string, int>> entities) => string.Join('\n', entities.Select(
            entity => $"{entity.Key}: {string.Join(' ', entity.Value.OrderBy(field => field.Key).Select(field => $"{field.Key}={field.Value}"))}"));
    }
}
