using System.Runtime.InteropServices;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>The file descriptors of this process, on Linux.</summary>
internal static partial class FileDescriptors
{
    private const int Files = 7;
    private const short Invalid = 0x20;
    private const int AtOnce = 1024;

    // No server has so many connections, and counting takes a microsecond for some hundred.
    private const ulong MostCounted = 1 << 20;

    /// <summary>The number of descriptors that the system still gives this process; where that is not known, as many as there can be.</summary>
    public static int CountFree()
    {
        if (!OperatingSystem.IsLinux() || getrlimit(Files, out var limit) != 0)
        {
            return int.MaxValue;
        }

        // Not by opening /proc/self/fd, which takes one.
        Span<Poll> polls = stackalloc Poll[AtOnce];
        var (free, most) = (0, (int)Math.Min(limit.Soft, MostCounted));
        for (var first = 0; first < most; first += AtOnce)
        {
            var count = Math.Min(AtOnce, most - first);
            for (var index = 0; index < count; index++)
            {
                polls[index] = new Poll(first + index);
            }

            if (poll(ref MemoryMarshal.GetReference(polls), (nuint)count, 0) < 0)
            {
                return int.MaxValue;
            }

            foreach (var one in polls[..count])
            {
                free += (one.Happened & Invalid) != 0 ? 1 : 0;
            }
        }

        return free;
    }

    [LibraryImport("libc")]
    private static partial int getrlimit(int resource, out Limit limit);

    [LibraryImport("libc")]
    private static partial int poll(ref Poll polls, nuint count, int milliseconds);

    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    private struct Poll(int descriptor)
    {
        public int Descriptor = descriptor;
        public short Wanted;
        public short Happened;
    }
}
