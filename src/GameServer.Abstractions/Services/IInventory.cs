namespace GameServer.Services;

/// <summary>
/// What the caller has bought, as a service sees it: ask for it in the service's constructor. It is known here since the
/// sign-in, so that the answer needs no waiting and commands keep their order.
/// </summary>
public interface IInventory
{
    /// <summary>Whether the caller has bought an item at least once; a guest never has.</summary>
    /// <param name="item">The item's name.</param>
    bool Owns(string item);
}
