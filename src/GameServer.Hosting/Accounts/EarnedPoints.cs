namespace GameServer.Hosting.Accounts;

/// <summary>Points that are to be kept.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Best">The best single award.</param>
/// <param name="Total">All awards together.</param>
public readonly record struct EarnedPoints(long AccountId, long Best, long Total);
