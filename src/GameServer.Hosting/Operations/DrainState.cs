namespace GameServer.Hosting.Operations;

/// <summary>Whether the server is about to stop.</summary>
public sealed class DrainState
{
    private volatile bool _draining;

    /// <summary>Whether nobody is taken in any more.</summary>
    public bool IsDraining => _draining;

    internal void Begin() => _draining = true;
}
