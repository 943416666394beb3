namespace GameServer.Hosting.Persistence;

internal sealed class DatabaseWork<T>(Func<GameServerContext, T> work, CancellationToken cancellation) : DatabaseWork
{
    // Callers go on elsewhere: the lane's thread is for the database.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    public Task<T> Task => _done.Task;

    public override Exception? Failure => _failure;

    public override bool Try(GameServerContext context)
    {
        if (cancellation.IsCancellationRequested)
        {
            _failure = new OperationCanceledException(cancellation);
            return false;
        }

        try
        {
            _result = work(context);
            return true;
        }
        catch (Exception exception)
        {
            _failure = exception;
            return false;
        }
    }

    public override void Complete()
    {
        switch (_failure)
        {
            case null:
                _done.TrySetResult(_result!);
                break;
            case OperationCanceledException canceled:
                _done.TrySetCanceled(canceled.CancellationToken);
                break;
            default:
                _done.TrySetException(_failure);
                break;
        }
    }

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
