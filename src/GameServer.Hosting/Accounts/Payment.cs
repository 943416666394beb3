namespace GameServer.Hosting.Accounts;

/// <summary>Coins that an account is to get.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Coins">How many, above zero.</param>
/// <param name="Item">What for.</param>
/// <param name="Key">Makes it one payment, however often it is given; none that a client could have chosen.</param>
public readonly record struct Payment(long AccountId, long Coins, string Item, string Key);
