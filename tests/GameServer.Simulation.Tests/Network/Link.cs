using GameServer.Rpc.Transport;
using GameServer.Simulation.Tests.Machine;

namespace GameServer.Simulation.Tests.Network;

/// <summary>A connection between a client and the server, with everything that networks do to one.</summary>
internal sealed class Link
{
    /// <summary>How long the server's socket bears a silence; a WebSocket's pings and PROTOCOL.md's <c>IdleSeconds</c>.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly VirtualTime _time;
    private bool _isCut;

    public Link(int number, VirtualTime time, Random random, Trace trace, bool isText, int messageBytes)
    {
        (Number, _time, IsText) = (number, time, isText);
        Server = new ServerEnd(this, trace, messageBytes);
        ToServer = new Pipe(time, random, Server.Receive);
        ToClient = new Pipe(time, random, Receive);
    }

    public int Number { get; }

    public bool IsText { get; }

    /// <summary>What the server holds of it.</summary>
    public ServerEnd Server { get; }

    public Pipe ToServer { get; }

    public Pipe ToClient { get; }

    /// <summary>How many bytes the server's socket takes before a write has to wait.</summary>
    public int Window { get; set; } = 16 * 1024;

    /// <summary>Whether it did anything but slow down: then nobody may count on it.</summary>
    public bool IsFaulty { get; private set; }

    public bool HasEnded => _isCut;

    /// <summary>The client's: a message, or the server's close.</summary>
    public Action<Frame> Received { get; set; } = _ => { };

    /// <summary>The client's: the line was lost without a word.</summary>
    public Action Lost { get; set; } = () => { };

    public long Now => _time.Now;

    /// <summary>When its end began, for whichever side; null before.</summary>
    public long? EndedAt { get; private set; }

    public void NoteEnd() => EndedAt ??= _time.Now;

    public void Send(byte[] message, bool isText)
    {
        if (!_isCut)
        {
            ToServer.Send(new Frame(message, isText));
        }
    }

    /// <summary>The client closes in order.</summary>
    public void Close()
    {
        if (!_isCut)
        {
            ToServer.Send(new Frame([], IsText, new CloseReason(1000, "")));
        }
    }

    /// <summary>
    /// A reset: both sides hear of it, unless nothing arrives there any more. What is under way is lost, but where the
    /// client has closed in order, what it said before.
    /// </summary>
    public void Cut(bool afterWhatIsUnderWay = false)
    {
        if (_isCut)
        {
            return;
        }

        NoteEnd();
        _isCut = true;
        ToClient.End();
        if (afterWhatIsUnderWay)
        {
            return;
        }

        ToServer.End();
        var (hearsServer, hearsClient) = (!ToServer.IsSevered, !ToClient.IsSevered);
        _time.After(TimeSpan.FromMilliseconds(ToServer.Milliseconds), () =>
        {
            if (hearsServer)
            {
                Server.Lose();
            }

            if (hearsClient)
            {
                Lost();
            }
        });
    }

    /// <summary>It does something else than to be a good line.</summary>
    public void Fault() => IsFaulty = true;

    /// <summary>Half open: nothing arrives any more in one direction or both, and nobody is told.</summary>
    public void Sever(bool toServer, bool toClient)
    {
        IsFaulty = true;
        ToServer.IsSevered |= toServer;
        ToClient.IsSevered |= toClient;
        _time.After(Idle, Server.Lose);
    }

    private void Receive(Frame frame)
    {
        Server.Drained();
        Received(frame);
    }
}
