using GameServer.Rpc;

namespace GameServer.Hosting.Accounts;

/// <summary>Somebody tries something that he may have to guess. It counts as a failure from the beginning.</summary>
public sealed class SignInAttempt
{
    private readonly SignInThrottle _throttle;
    private readonly ClientNetwork _network;
    private readonly string? _key;

    internal SignInAttempt(SignInThrottle throttle, ClientNetwork network, string? key) =>
        (_throttle, _network, _key) = (throttle, network, key);

    /// <summary>Makes the attempt, and lets it count only if it fails by one error: from any other nothing is learned.</summary>
    /// <typeparam name="T">What a success gives.</typeparam>
    /// <param name="attempt">The attempt.</param>
    /// <param name="code">The error of a wrong guess.</param>
    public async Task<T> CountAsync<T>(Func<Task<T>> attempt, int code)
    {
        var isWrong = false;
        try
        {
            return await attempt();
        }
        catch (RpcException error) when (error.Code == code)
        {
            isWrong = true;
            throw;
        }
        finally
        {
            if (!isWrong)
            {
                _throttle.Withdraw(_network, _key);
            }
        }
    }
}
