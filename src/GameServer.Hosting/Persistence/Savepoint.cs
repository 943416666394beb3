namespace GameServer.Hosting.Persistence;

/// <summary>A place in a transaction to which one can return: there and back again for every piece of work.</summary>
internal sealed class Savepoint(GameServerContext context) : IDisposable
{
    private readonly PreparedStatement _begin = new(context, "SAVEPOINT work");
    private readonly PreparedStatement _undo = new(context, "ROLLBACK TO work");
    private readonly PreparedStatement _end = new(context, "RELEASE work");

    public void Begin() => _begin.Run();

    public void Undo() => _undo.Run();

    public void End() => _end.Run();

    public void Dispose()
    {
        _begin.Dispose();
        _undo.Dispose();
        _end.Dispose();
    }
}
