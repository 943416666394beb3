using System.Text.Json;
using GameServer.Rpc.Transport;
using GameServer.Simulation.Tests.Network;

namespace GameServer.Simulation.Tests.Clients;

/// <summary>A client's line: calls with their replies, and what comes by itself. It checks that each call is answered once.</summary>
internal sealed class Line
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);
    private readonly World _world;
    private readonly Dictionary<long, Action<Reply>> _pending = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId;

    public Line(World world, Link link, View view)
    {
        (_world, Link, View) = (world, link, view);
        Wire = link.IsText ? Wire.Json : Wire.MessagePack;
        link.Received = Receive;
        link.Lost = End;
        HeardAt = world.Time.Now;
        Ended = WhenEnded();
    }

    public Link Link { get; }

    public Wire Wire { get; }

    public View View { get; }

    public bool HasEnded => _ended.Task.IsCompleted;

    public Task Ended { get; }

    /// <summary>What the server said at the end, if it said anything.</summary>
    public CloseReason? Reason { get; private set; }

    /// <summary>When anything came last.</summary>
    public long HeardAt { get; private set; }

    public Task<Reply> CallAsync(string method, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        CallAsync(static _ => { }, method, arguments);

    /// <summary>A call whose reply is taken in on the spot, before anything that came behind it.</summary>
    public Task<Reply> CallAsync(Action<Reply> onReply, string method, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var answered = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Expect(method, reply =>
        {
            onReply(reply);
            answered.SetResult(reply);
        });
        Send(Wire.Call(id, method, arguments));
        return Own(answered.Task);
    }

    /// <summary>Several calls as one message; notifications are those whose method begins with a minus.</summary>
    public async Task<Reply[]> BatchAsync(params (string Method, (string, object?)[] Arguments)[] calls)
    {
        List<Task<Reply>> replies = [];
        List<byte[]> messages = [];
        foreach (var (method, arguments) in calls)
        {
            if (method[0] == '-')
            {
                messages.Add(Wire.Call(null, method[1..], arguments));
                continue;
            }

            var answered = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
            messages.Add(Wire.Call(Expect(method, answered.SetResult), method, arguments));
            replies.Add(Own(answered.Task));
        }

        Send(Wire.Batch(messages));
        return await Task.WhenAll(replies);
    }

    public void Swim(int dx, int dy, bool dive)
    {
        _world.Report.Steers++;
        Send(Wire.Swim(View.NextSeq(), dx, dy, dive));
    }

    /// <summary>The client ends it: in order, or without a word.</summary>
    public void Leave(bool inOrder)
    {
        if (inOrder)
        {
            Link.Close();
        }

        Link.Cut(afterWhatIsUnderWay: inOrder);
        End();
    }

    // Not a source's own task: WhenAll of such tasks would go on in the pool.
    private static async Task<Reply> Own(Task<Reply> task) => await task;

    private async Task WhenEnded() => await _ended.Task;

    private long Expect(string method, Action<Reply> answer)
    {
        _world.Report.Calls++;
        var id = ++_lastId;
        if (HasEnded)
        {
            answer(Reply.Lost);
            return id;
        }

        _pending.Add(id, answer);
        _world.Time.After(LongestCall, () => Expire(id, method));
        return id;
    }

    private void Expire(long id, string method)
    {
        if (_pending.ContainsKey(id))
        {
            _world.Require(Link.IsFaulty, () => $"line {Link.Number}: {method} was not answered");
            Leave(inOrder: false);
        }
    }

    private void Send(byte[] message) => Link.Send(message, Wire.IsText);

    private void Receive(Frame frame)
    {
        HeardAt = _world.Time.Now;
        if (HasEnded)
        {
            return;
        }

        if (frame.Close is { } reason)
        {
            Reason = reason;
            _world.Report.Count($"closed: {reason.Code} {reason.Reason}");
            _world.Say($"line {Link.Number} closed by the server: {reason}");
            Link.Close();
            Link.Cut(afterWhatIsUnderWay: true);
            End();
        }
        else if (Wire.IsSnapshot(frame.Bytes))
        {
            _world.Report.Snapshots++;
            View.TakeSnapshot(frame.Bytes, Wire);
        }
        else
        {
            Take(Wire.Read(frame.Bytes));
        }
    }

    private void Take(JsonElement message)
    {
        if (message.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in message.EnumerateArray())
            {
                TakeReply(one);
            }
        }
        else if (message.TryGetProperty("method", out var method))
        {
            _world.Report.Events++;
            _world.Say(() => $"{Link.Number} heard {message}");
            View.TakeEvent(method.GetString()!, message.GetProperty("params"));
        }
        else
        {
            TakeReply(message);
        }
    }

    private void TakeReply(JsonElement message)
    {
        _world.Report.Replies++;
        var id = message.GetProperty("id");
        if (id.ValueKind != JsonValueKind.Number || !_pending.Remove(id.GetInt64(), out var answer))
        {
            throw new ViolationException($"Line {Link.Number}: an answer to nothing: {message}");
        }

        answer(message.TryGetProperty("error", out var error)
            ? new Reply(error.GetProperty("code").GetInt32(), error)
            : new Reply(0, message.GetProperty("result")));
    }

    private void End()
    {
        if (!_ended.TrySetResult())
        {
            return;
        }

        _world.Say($"line {Link.Number} ended for its client");
        foreach (var answer in _pending.Values.ToArray())
        {
            answer(Reply.Lost);
        }

        _pending.Clear();
    }
}
