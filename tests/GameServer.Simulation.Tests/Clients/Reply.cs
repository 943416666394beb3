using System.Text.Json;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>What became of a call.</summary>
/// <param name="Code">The error's number; 0 for none.</param>
/// <param name="Result">The result, where there is one.</param>
/// <param name="IsLost">The line ended first: nobody knows.</param>
internal readonly record struct Reply(int Code, JsonElement Result, bool IsLost = false)
{
    public static Reply Lost { get; } = new(0, default, true);

    public bool Succeeded => !IsLost && Code == 0;
}
