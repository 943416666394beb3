using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport;

/// <summary>
/// Makes Kestrel and the kernel take in little that cannot be sent yet. By default the kernel takes megabytes: a slow
/// reader would get snapshots that are seconds old, and nobody here would know that he is slow.
/// </summary>
internal sealed class SmallSendBuffers : IConfigureOptions<SocketTransportOptions>, IConfigureOptions<KestrelServerOptions>
{
    private const int UnsentBytes = 16 * 1024;

    // IPPROTO_TCP, and TCP_NOTSENT_LOWAT of Linux's and of macOS's <netinet/tcp.h>; Windows keeps little by itself.
    private const int Tcp = 6;
    private const int NotSentLowWaterLinux = 25;
    private const int NotSentLowWaterMac = 0x201;

    private static int? NotSentLowWater =>
        OperatingSystem.IsLinux() ? NotSentLowWaterLinux : OperatingSystem.IsMacOS() ? NotSentLowWaterMac : null;

    public void Configure(SocketTransportOptions options) =>
        (options.CreateBoundListenSocket, options.MaxWriteBufferSize) = (Listen, UnsentBytes);

    public void Configure(KestrelServerOptions options) => options.Limits.MaxResponseBufferSize = UnsentBytes;

    // The sockets that it accepts are like it.
    private static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is IPEndPoint && NotSentLowWater is { } option)
        {
            socket.SetRawSocketOption(Tcp, option, BitConverter.GetBytes(UnsentBytes));
        }

        return socket;
    }
}
