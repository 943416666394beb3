namespace GameServer.Simulation.Tests.Stores;

/// <summary>The simulated database failed, because the seed says so.</summary>
internal sealed class StoreFaultException(string what) : Exception(what);
