using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Calls;

/// <summary>Hands in messages one after another, each when the one before is answered, and keeps the answers.</summary>
/// <param name="messages">The messages.</param>
/// <param name="answers">How many answers come before the line ends; for fewer it waits.</param>
public sealed class ScriptedLine(IReadOnlyList<byte[]> messages, int answers) : ITransport
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    /// <summary>The answers, in their order.</summary>
    public List<byte[]> Answers { get; } = [];

    public async ValueTask<Inbound> ReadAsync()
    {
        if (_next < messages.Count)
        {
            return new Inbound(InboundKind.Message, messages[_next++]);
        }

        if (answers > 0)
        {
            await _answered.Task;
        }

        return new Inbound(InboundKind.End);
    }

    public void Append(ReadOnlySpan<byte> message)
    {
        Answers.Add(message.ToArray());
        if (Answers.Count == answers)
        {
            _answered.SetResult();
        }
    }

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public ValueTask CloseAsync(CloseReason reason) => ValueTask.CompletedTask;

    public void Abort() => _answered.TrySetResult();
}
