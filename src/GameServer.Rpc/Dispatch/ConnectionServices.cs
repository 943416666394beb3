using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Rpc.Dispatch;

/// <summary>The service objects of one connection, each made when it is first called.</summary>
/// <param name="scope">The connection's own scope.</param>
/// <param name="caller">What classes of this library get as the caller; a service asks its scope for one.</param>
internal sealed class ConnectionServices(IServiceProvider scope, ICaller caller) : IAsyncDisposable
{
    // A connection calls few: looking at one after another takes no longer than hashing, and a fraction of the memory.
    private Service[] _services = [];

    /// <summary>The connection's object of this class. Called by the connection's reader only.</summary>
    public object Get(Type implementation)
    {
        foreach (var service in _services)
        {
            if (service.Implementation == implementation)
            {
                return service.Instance;
            }
        }

        var made = Make(implementation);
        _services = [.. _services, made];
        return made.Instance;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            if (service is { IsOwn: true, Instance: IAsyncDisposable asynchronous })
            {
                await asynchronous.DisposeAsync();
            }
            else if (service is { IsOwn: true, Instance: IDisposable disposable })
            {
                disposable.Dispose();
            }
        }
    }

    private Service Make(Type implementation)
    {
        if (scope.GetService(implementation) is { } scoped)
        {
            return new Service(implementation, scoped, IsOwn: false);
        }

        var own = implementation.IsGenericType && implementation.GetGenericTypeDefinition() == typeof(CommandPoster<>)
            ? ActivatorUtilities.CreateInstance(scope, implementation, caller)
            : ActivatorUtilities.CreateInstance(scope, implementation);
        return new Service(implementation, own, IsOwn: true);
    }

    /// <param name="Implementation">The class.</param>
    /// <param name="Instance">The connection's object of it.</param>
    /// <param name="IsOwn">Whether it is disposed of here, and not by the scope.</param>
    private readonly record struct Service(Type Implementation, object Instance, bool IsOwn);
}
