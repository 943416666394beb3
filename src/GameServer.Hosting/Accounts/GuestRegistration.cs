using GameServer.Services;

namespace GameServer.Hosting.Accounts;

/// <summary>The result of a guest's registration.</summary>
/// <param name="Outcome">Whether it worked, or why not.</param>
/// <param name="Account">The account with its new name; null where it did not work.</param>
public sealed record GuestRegistration(GuestRegistrationOutcome Outcome, Account? Account = null);
