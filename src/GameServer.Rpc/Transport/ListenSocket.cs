using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace GameServer.Rpc.Transport;

/// <summary>Where clients arrive, made so that little waits in the kernel.</summary>
internal static class ListenSocket
{
    /// <summary>
    /// How many bytes the kernel, and Kestrel before it, take in that cannot be sent yet. By default the kernel takes
    /// megabytes: a slow reader would get snapshots that are seconds old, and nobody here would know that he is slow.
    /// </summary>
    public const int UnsentBytes = 16 * 1024;

    // IPPROTO_TCP, and TCP_NOTSENT_LOWAT of Linux's and of macOS's <netinet/tcp.h>; Windows keeps little by itself.
    private const int Tcp = 6;
    private const int NotSentLowWaterLinux = 25;
    private const int NotSentLowWaterMac = 0x201;

    /// <summary>Makes it; the sockets that it accepts are like it.</summary>
    public static Socket Create(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is IPEndPoint && NotSentLowWater is { } option)
        {
            socket.SetRawSocketOption(Tcp, option, BitConverter.GetBytes(UnsentBytes));
        }

        return socket;
    }

    private static int? NotSentLowWater =>
        OperatingSystem.IsLinux() ? NotSentLowWaterLinux : OperatingSystem.IsMacOS() ? NotSentLowWaterMac : null;
}
