using System.Text;
using System.Text.Json;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>What a room told of its entities, in the reply to <c>room.join</c>.</summary>
internal sealed class Schema
{
    public Schema(JsonElement kinds) => Kinds = [.. kinds.EnumerateArray().Select(kind => new Kind(kind))];

    public Kind[] Kinds { get; }

    public Kind Of(int id)
    {
        foreach (var kind in Kinds)
        {
            if (id >= kind.FirstId && id <= kind.LastId)
            {
                return kind;
            }
        }

        throw new ViolationException($"The entity {id} is of no kind of the schema.");
    }

    internal sealed class Kind
    {
        public Kind(JsonElement kind)
        {
            Name = kind.GetProperty("name").GetString()!;
            (FirstId, LastId) = (kind.GetProperty("firstId").GetInt32(), kind.GetProperty("lastId").GetInt32());
            var fields = kind.GetProperty("fields").EnumerateArray().ToArray();
            Fields = [.. fields.Select(field => Encoding.UTF8.GetBytes(field.GetProperty("name").GetString()!))];
            (X, Y, Sum, Pond) = (IndexOf("x"), IndexOf("y"), IndexOf("sum"), IndexOf("pond"));
        }

        public string Name { get; }

        public int FirstId { get; }

        public int LastId { get; }

        public byte[][] Fields { get; }

        public int X { get; }

        public int Y { get; }

        public int Sum { get; }

        public int Pond { get; }

        private int IndexOf(string field) => Array.FindIndex(Fields, name => Encoding.UTF8.GetString(name) == field);
    }
}
