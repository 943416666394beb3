namespace GameServer.Hosting.Operations;

internal static class HealthPaths
{
    public const string Live = "/health/live";

    public const string Ready = "/health/ready";
}
