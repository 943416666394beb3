namespace GameServer.Hosting.Accounts;

/// <summary>The outcomes of a guest's registration.</summary>
public enum GuestRegistrationOutcome
{
    /// <summary>It has.</summary>
    Done,

    /// <summary>Another account has the name.</summary>
    NameTaken,

    /// <summary>It had one before: another call was first.</summary>
    AlreadyRegistered,

    /// <summary>There is no such account any more.</summary>
    Gone,
}
