using MessagePack;

namespace Benchmarks.Contenders;

/// <summary>What every contender answers to <c>move</c>.</summary>
/// <param name="Seq">The request's number.</param>
/// <param name="X">The place, one further.</param>
/// <param name="Y">The place, one further.</param>
[MessagePackObject]
public readonly record struct Moved(
    [property: Key("seq")] int Seq, [property: Key("x")] float X, [property: Key("y")] float Y);
