namespace GameServer.Services;

/// <summary>What a game sells. One that is registered with the server is asked by <c>wallet.take</c>.</summary>
public interface IItemCatalogue
{
    /// <summary>What an item costs.</summary>
    /// <param name="item">The item's name, as the client sent it.</param>
    /// <returns>Its price in coins, from 1 to 1,000,000; null when it is not sold here.</returns>
    int? PriceOf(string item);
}
