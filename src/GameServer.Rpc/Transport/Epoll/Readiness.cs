namespace GameServer.Rpc.Transport.Epoll;

/// <summary>What a socket is watched for, and what happened to it: the flags of epoll_ctl(2).</summary>
[Flags]
internal enum Readiness : uint
{
    None = 0,
    In = 0x1,
    Out = 0x4,
    Error = 0x8,
    HungUp = 0x10,
}
