using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Operations;

/// <summary>Puts what keeps a server running into the container.</summary>
internal static class OperationsServiceCollectionExtensions
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services;
}
