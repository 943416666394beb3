using GameServer.Games;

namespace GameServer.Tanks.Tests;

/// <summary>Entity sets as lists, for assertions.</summary>
internal static class EntitySets
{
    public static List<T> ToList<T>(this EntitySet<T> set)
        where T : unmanaged
    {
        var list = new List<T>();
        foreach (var entry in set)
        {
            list.Add(entry.Value);
        }

        return list;
    }

    public static int Count<T>(this EntitySet<T> set, Func<T, bool> isCounted)
        where T : unmanaged => set.ToList().Count(isCounted);
}
