using GameServer.Rpc.Transport;

namespace GameServer.Simulation.Tests.Network;

/// <summary>What travels: a message, or with a reason the end of what one side says.</summary>
internal readonly record struct Frame(byte[] Bytes, bool IsText, CloseReason? Close = null);
