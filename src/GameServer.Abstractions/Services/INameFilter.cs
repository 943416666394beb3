namespace GameServer.Services;

/// <summary>
/// Says which names players may take, beside the rules that hold for all. Add one with <c>AddNameFilter</c>; a name that
/// any filter refuses is answered with 1009. It is asked by several threads at once.
/// </summary>
public interface INameFilter
{
    /// <summary>Whether a name may be taken.</summary>
    /// <param name="name">
    /// The name as it would be shown, in Unicode's normal form KC and with the case that was typed; a guest's before a
    /// number is added.
    /// </param>
    bool Allows(string name);
}
