namespace GameServer.Games;

/// <summary>
/// A command that a player sends continuously (steering). The room applies one a tick and player from a buffer of
/// three, merges older ones when more arrive, and acknowledges the last applied <see cref="Seq"/> in snapshots, so
/// that the client can replay what is still under way.
/// </summary>
/// <typeparam name="TSelf">The command itself.</typeparam>
public interface IInput<TSelf>
    where TSelf : struct, IInput<TSelf>
{
    /// <summary>The client's own number of this input, rising by one with each.</summary>
    int Seq { get; }

    /// <summary>One input that stands for two: continuous values of the newer, momentary ones (a shot) of either.</summary>
    /// <param name="older">The input that was sent first.</param>
    /// <param name="newer">The input that was sent last; its <see cref="Seq"/> is the result's.</param>
    static abstract TSelf Merge(in TSelf older, in TSelf newer);
}
