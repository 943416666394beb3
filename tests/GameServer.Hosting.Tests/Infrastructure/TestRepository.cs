using System.Reflection;

namespace GameServer.Hosting.Tests.Infrastructure;

internal static class TestRepository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = typeof(TestRepository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "RepositoryRoot").Value!;
}
