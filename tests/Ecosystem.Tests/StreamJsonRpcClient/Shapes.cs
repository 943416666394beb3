using System.Runtime.Serialization;

namespace Ecosystem.Tests.StreamJsonRpcClient;

// What a client declares of the wire: some keys of a result, by attributes that MessagePack and Newtonsoft.Json read. The
// other serializers are told to write names in camel case.

[DataContract]
public sealed class Pong
{
    [DataMember(Name = "seq")] public long Seq { get; set; }
    [DataMember(Name = "sent")] public double Sent { get; set; }
    [DataMember(Name = "tick")] public int Tick { get; set; }
}

[DataContract]
public sealed class Info
{
    [DataMember(Name = "protocols")] public string[] Protocols { get; set; } = [];
    [DataMember(Name = "games")] public string[] Games { get; set; } = [];
}

[DataContract]
public sealed class SignedIn
{
    [DataMember(Name = "player")] public Person Player { get; set; } = new();
    [DataMember(Name = "token")] public string Token { get; set; } = "";
    [DataMember(Name = "nextEvent")] public long NextEvent { get; set; }
    [DataMember(Name = "room")] public Joined? Room { get; set; }
}

[DataContract]
public sealed class Person
{
    [DataMember(Name = "id")] public long Id { get; set; }
    [DataMember(Name = "name")] public string Name { get; set; } = "";
    [DataMember(Name = "guest")] public bool Guest { get; set; }
    [DataMember(Name = "bot")] public bool Bot { get; set; }
}

[DataContract]
public sealed class Joined
{
    [DataMember(Name = "room")] public Room Room { get; set; } = new();
    [DataMember(Name = "you")] public int You { get; set; }
    [DataMember(Name = "tickRate")] public int TickRate { get; set; }
    [DataMember(Name = "players")] public List<Person> Players { get; set; } = [];
}

[DataContract]
public sealed class Room
{
    [DataMember(Name = "id")] public string Id { get; set; } = "";
    [DataMember(Name = "game")] public string Game { get; set; } = "";
}

[DataContract]
public sealed class Snapshot
{
    [DataMember(Name = "tick")] public int Tick { get; set; }
    [DataMember(Name = "ack")] public int Ack { get; set; }
}

[DataContract]
public sealed class Said
{
    [DataMember(Name = "event")] public long Event { get; set; }
    [DataMember(Name = "player")] public int Player { get; set; }
    [DataMember(Name = "name")] public string Name { get; set; } = "";
    [DataMember(Name = "text")] public string Text { get; set; } = "";
}

[DataContract]
public sealed class Retry
{
    [DataMember(Name = "retryAfterMs")] public int RetryAfterMs { get; set; }
}
