using System.Net.WebSockets;
using System.Threading.Channels;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Ecosystem.Tests.StreamJsonRpcClient;

/// <summary>StreamJsonRpc's own client on a WebSocket, with a target whose methods are the server's events.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ClientWebSocket _socket = new();
    private readonly Target _target = new();

    private StreamClient(string formatter, bool knowsErrors)
    {
        (var spoken, Subprotocol) = Formatters.Create(formatter);
        _socket.Options.AddSubProtocol(Subprotocol);
        var handler = new WebSocketMessageHandler(_socket, spoken);
        Rpc = knowsErrors ? new Peer(handler) : new JsonRpc(handler);
        Rpc.AddLocalRpcTarget(_target);
    }

    /// <summary>The client.</summary>
    public JsonRpc Rpc { get; }

    /// <summary>What it speaks.</summary>
    public string Subprotocol { get; }

    /// <summary>Connects.</summary>
    /// <param name="url">The address of the WebSocket.</param>
    /// <param name="formatter">The name of the formatter's class.</param>
    /// <param name="prepare">Sets the client up before it listens.</param>
    /// <param name="knowsErrors">Whether it declares what the data of an error is.</param>
    public static async Task<StreamClient> ConnectAsync(
        Uri url, string formatter, Action<JsonRpc>? prepare = null, bool knowsErrors = true)
    {
        var client = new StreamClient(formatter, knowsErrors);
        prepare?.Invoke(client.Rpc);
        await client._socket.ConnectAsync(url, TestContext.Current.CancellationToken).WaitAsync(Patience);
        Assert.Equal(client.Subprotocol, client._socket.SubProtocol);
        client.Rpc.StartListening();
        return client;
    }

    /// <summary>Calls with arguments by position.</summary>
    public Task<T> CallAsync<T>(string method, params object?[] arguments) =>
        Rpc.InvokeWithCancellationAsync<T>(method, arguments, TestContext.Current.CancellationToken).WaitAsync(Patience);

    /// <summary>Calls with arguments by name.</summary>
    public Task<T> CallNamedAsync<T>(string method, params (string Name, object Value)[] arguments) =>
        Rpc.InvokeWithParameterObjectAsync<T>(method, Named(arguments), TestContext.Current.CancellationToken).WaitAsync(Patience);

    /// <summary>Notifies with arguments by name.</summary>
    public Task NotifyNamedAsync(string method, params (string Name, object Value)[] arguments) =>
        Rpc.NotifyWithParameterObjectAsync(method, Named(arguments)).WaitAsync(Patience);

    /// <summary>Waits for a notification from the server.</summary>
    /// <typeparam name="T">What its params are read as.</typeparam>
    /// <param name="wanted">Which one.</param>
    public async Task<T> HearAsync<T>(Func<T, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (await _target.Heard.ReadAsync(patience.Token) is T heard && wanted(heard)) return heard;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Rpc.Dispose();
        _socket.Dispose();
        try
        {
            await Rpc.Completion.WaitAsync(Patience, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not TimeoutException)
        {
            // The reason why it ended is its own: here it ends since it was disposed of.
        }
    }

    private static Dictionary<string, object?> Named((string Name, object Value)[] arguments) =>
        arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value);

    /// <summary>A client that knows the data of one error, as its documentation wants it said.</summary>
    private sealed class Peer(IJsonRpcMessageHandler handler) : JsonRpc(handler)
    {
        protected override Type? GetErrorDetailsDataType(JsonRpcError error) =>
            (int?)error.Error?.Code == 1005 ? typeof(Retry) : base.GetErrorDetailsDataType(error);
    }

    /// <summary>The methods that the server notifies: by one object, and by single arguments.</summary>
    public sealed class Target
    {
        private readonly Channel<object> _heard = Channel.CreateBounded<object>(
            new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });

        internal ChannelReader<object> Heard => _heard.Reader;

        [JsonRpcMethod("room.snapshot", UseSingleObjectParameterDeserialization = true)]
        public void Snapshot(Snapshot snapshot) => _heard.Writer.TryWrite(snapshot);

        [JsonRpcMethod("chat.said")]
        public void Said(long @event, int player, string name, string text) =>
            _heard.Writer.TryWrite(new Said { Event = @event, Player = player, Name = name, Text = text });
    }
}
