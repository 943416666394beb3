using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>Linux's epoll(7), and the eventfd(2) that wakes up who waits in it.</summary>
internal sealed partial class Epoll : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Add = 1;
    private const int Delete = 2;
    private const int Modify = 3;
    private const int MostEvents = 256;
    private const long WakeUpKey = 0;

    // struct epoll_event is packed on x86-64, and on nothing else.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = DataOffset + sizeof(long);

    private readonly SafeFileHandle _epoll = Check(epoll_create1(CloseOnExec));
    private readonly SafeFileHandle _wakeUp = Check(eventfd(0, CloseOnExec | NonBlocking));

    public Epoll() => Control(Add, (int)_wakeUp.DangerousGetHandle(), WakeUpKey, Readiness.In);

    /// <summary>Begins to watch a descriptor, level-triggered.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="key">What its events are told by, from 1 on.</param>
    /// <param name="readiness">What for.</param>
    public void Watch(int descriptor, long key, Readiness readiness) => Control(Add, descriptor, key, readiness);

    /// <summary>Watches a descriptor for something else. Error and hang-up are always told.</summary>
    public void Change(int descriptor, long key, Readiness readiness) => Control(Modify, descriptor, key, readiness);

    /// <summary>Watches a descriptor no more.</summary>
    public void Forget(int descriptor) => Control(Delete, descriptor, WakeUpKey, Readiness.None);

    /// <summary>Makes the one who waits, or who waits next, return.</summary>
    public void WakeUp()
    {
        // It fails when the counter is full: then he who waits is woken anyway.
        var one = 1UL;
        write(_wakeUp, ref one, sizeof(ulong));
    }

    /// <summary>A place for events, for one thread.</summary>
    public static byte[] Place() => new byte[MostEvents * EventSize];

    /// <summary>Waits until something happens to a watched descriptor.</summary>
    /// <param name="place">Receives the events.</param>
    /// <param name="isToWait">Whether to wait at all.</param>
    /// <param name="isWoken">Whether somebody called <see cref="WakeUp"/>.</param>
    /// <returns>How many events there are, for <see cref="Event"/>.</returns>
    public int Wait(byte[] place, bool isToWait, out bool isWoken)
    {
        isWoken = false;
        var count = epoll_wait(_epoll, ref place[0], MostEvents, isToWait ? -1 : 0);
        for (var index = 0; index < count; index++)
        {
            if (Event(place, index).Key == WakeUpKey)
            {
                isWoken = true;
                var many = 0UL;
                read(_wakeUp, ref many, sizeof(ulong));
            }
        }

        // Interrupted by a signal: as if nothing had happened.
        return Math.Max(count, 0);
    }

    /// <summary>One of the events; that of <see cref="WakeUp"/> has a key that nobody has.</summary>
    public static (long Key, Readiness Readiness) Event(byte[] place, int index)
    {
        var bytes = place.AsSpan(index * EventSize, EventSize);
        return (MemoryMarshal.Read<long>(bytes[DataOffset..]), (Readiness)MemoryMarshal.Read<uint>(bytes));
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _wakeUp.Dispose();
    }

    private void Control(int operation, int descriptor, long key, Readiness readiness)
    {
        Span<byte> change = stackalloc byte[EventSize];
        change.Clear();
        MemoryMarshal.Write(change, (uint)readiness);
        MemoryMarshal.Write(change[DataOffset..], key);
        if (epoll_ctl(_epoll, operation, descriptor, ref MemoryMarshal.GetReference(change)) != 0)
        {
            throw new IOException($"epoll_ctl failed with {Marshal.GetLastPInvokeError()}.");
        }
    }

    private static SafeFileHandle Check(SafeFileHandle made) => made.IsInvalid
        ? throw new IOException($"The system gives no descriptor: {Marshal.GetLastPInvokeError()}.")
        : made;

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeFileHandle epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(SafeFileHandle epoll, int operation, int descriptor, ref byte change);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(SafeFileHandle epoll, ref byte events, int most, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial SafeFileHandle eventfd(uint start, int flags);

    [LibraryImport("libc")]
    private static partial nint read(SafeFileHandle descriptor, ref ulong value, nint length);

    [LibraryImport("libc")]
    private static partial nint write(SafeFileHandle descriptor, ref ulong value, nint length);
}
