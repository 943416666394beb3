using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Rpc.Dispatch;

/// <summary>The service objects of one connection, each made when it is first called.</summary>
/// <param name="scope">The connection's own scope.</param>
/// <param name="caller">What classes of this library get as the caller; a service asks its scope for one.</param>
internal sealed class ConnectionServices(IServiceProvider scope, ICaller caller) : IAsyncDisposable
{
    private readonly Dictionary<Type, object> _services = [];
    private readonly List<object> _own = [];

    /// <summary>The connection's object of this class. Called by the connection's reader only.</summary>
    public object Get(Type implementation)
    {
        if (_services.TryGetValue(implementation, out var service))
        {
            return service;
        }

        service = scope.GetService(implementation);
        if (service is null)
        {
            service = implementation.IsGenericType && implementation.GetGenericTypeDefinition() == typeof(CommandPoster<>)
                ? ActivatorUtilities.CreateInstance(scope, implementation, caller)
                : ActivatorUtilities.CreateInstance(scope, implementation);
            _own.Add(service);
        }

        _services.Add(implementation, service);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _own)
        {
            if (service is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else if (service is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
    }
}
