using System.Text;
using GameServer.Rpc;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Accounts;

/// <summary>
/// The few threads that hash passwords: tens of milliseconds of work each, made to be slow. A burst of sign-ins waits
/// here, in a queue with a bound, and leaves the other cores to the rooms. Addresses take turns, so that those who come
/// from elsewhere do not wait for it.
/// </summary>
public sealed class PasswordLane : IDisposable
{
    private const int ExpectedMilliseconds = 100;

    private readonly IPasswordHasher<StoredAccount> _hasher;
    private readonly FairQueue<ClientNetwork, Job> _queue;
    private readonly List<Thread> _threads = [];
    private readonly int _retryAfterMs;
    private readonly Lazy<string> _nobodysHash;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">How many threads and iterations, and how many may wait.</param>
    public PasswordLane(IOptions<AccountOptions> options)
        : this(options, new PasswordHasher<StoredAccount>(
            Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations })))
    {
    }

    internal PasswordLane(IOptions<AccountOptions> options, IPasswordHasher<StoredAccount> hasher)
    {
        var settings = options.Value;
        _hasher = hasher;
        _queue = new(settings.PasswordQueue);
        _retryAfterMs = Math.Max(1000, ExpectedMilliseconds * settings.PasswordQueue / settings.PasswordThreads / 2);
        _nobodysHash = new(() => Hash(AccessToken.Create()));
        for (var number = 1; number <= settings.PasswordThreads; number++)
        {
            var thread = new Thread(Run) { Name = $"passwords {number}", IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Hashes a new password.</summary>
    /// <param name="password">The password.</param>
    /// <param name="network">Where it comes from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RpcException">1005 when too many wait already.</exception>
    public Task<string> HashAsync(string password, ClientNetwork network, CancellationToken cancellation) =>
        RunAsync(() => Hash(password), network, cancellation);

    /// <summary>Checks a password. It takes the same time whether there is such an account or not.</summary>
    /// <param name="account">The account; null where there is none.</param>
    /// <param name="password">What is said to be its password.</param>
    /// <param name="network">Where it comes from.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Whether it is, and whether its hash is older than today's rules.</returns>
    /// <exception cref="RpcException">1005 when too many wait already.</exception>
    public Task<PasswordVerificationResult> VerifyAsync(
        StoredAccount? account, string password, ClientNetwork network, CancellationToken cancellation) => RunAsync(
        () =>
        {
            var hash = account?.PasswordHash;
            var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobodysHash.Value, Normal(password));
            return hash is null ? PasswordVerificationResult.Failed : result;
        },
        network,
        cancellation);

    /// <summary>Ends the threads; what waits is done first.</summary>
    public void Dispose()
    {
        if (!_queue.Close())
        {
            return;
        }

        _threads.ForEach(static thread => thread.Join());
        _queue.Dispose();
    }

    // The same password typed on two keyboards can be two different strings.
    private static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);

    private string Hash(string password) => _hasher.HashPassword(null!, Normal(password));

    private Task<T> RunAsync<T>(Func<T> work, ClientNetwork network, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Work()
        {
            try
            {
                // Whoever hung up meanwhile costs nothing.
                cancellation.ThrowIfCancellationRequested();
                done.TrySetResult(work());
            }
            catch (OperationCanceledException)
            {
                done.TrySetCanceled(cancellation);
            }
            catch (Exception exception)
            {
                done.TrySetException(exception);
            }
        }

        var added = TryAdd(network, new Job(Work, () => done.TrySetException(TooMany())), out var displaced);
        displaced?.Refuse();
        return added ? done.Task : throw TooMany();
    }

    private RpcException TooMany() => RetryAfter.Error("Too many people sign in.", _retryAfterMs);

    private bool TryAdd(ClientNetwork network, Job job, out Job? displaced)
    {
        try
        {
            return _queue.TryAdd(network, job, out displaced);
        }
        catch (InvalidOperationException)
        {
            throw new RpcException(ErrorCodes.Draining, "The server is stopping.");
        }
    }

    private void Run()
    {
        // Ready before the first unknown name, which would take twice the time otherwise.
        _ = _nobodysHash.Value;
        while (_queue.TryTake(out var job))
        {
            job.Work();
        }
    }

    private sealed record Job(Action Work, Action Refuse);
}
