using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Benchmarks.Load;

/// <summary>Linux's epoll, level triggered, and the two calls that go with it: the load client waits nowhere else. Not the server's own, so that
/// a fault in one does not hide in the other.</summary>
internal sealed partial class Epoll : IDisposable
{
    /// <summary>There is something to read, or the other side is gone.</summary>
    public const int Readable = 1;

    /// <summary>There is room to write.</summary>
    public const int Writable = 4;

    private const int Capacity = 512;
    private const int Add = 1;
    private const int Remove = 2;
    private const int Modify = 3;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int TryAgain = 11;
    private const int Interrupted = 4;

    // struct epoll_event is packed on x86-64 alone: events, then 64 bits of data.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 3 : 4;
    private readonly int[] _events = new int[Capacity * Stride];
    private readonly int _queue = Check(CreateQueue(0));

    /// <summary>Watches a descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="tag">What <see cref="Tag"/> gives for it.</param>
    public void Watch(int descriptor, int tag) => Control(Add, descriptor, Readable, tag);

    /// <summary>Changes what is waited for.</summary>
    public void Change(int descriptor, int tag, int events) => Control(Modify, descriptor, events, tag);

    /// <summary>Watches a descriptor no longer.</summary>
    public void Forget(int descriptor) => Control(Remove, descriptor, 0, 0);

    /// <summary>Waits until something can be done, or a time is over.</summary>
    /// <param name="milliseconds">How long; -1 for ever.</param>
    /// <returns>How many descriptors are ready.</returns>
    public int Wait(int milliseconds)
    {
        var ready = WaitForEvents(_queue, _events, Capacity, milliseconds);
        return ready < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Check(ready);
    }

    /// <summary>The tag of a descriptor that is ready.</summary>
    public int Tag(int index) => _events[(index * Stride) + Stride - 2];

    /// <summary>What can be done with it.</summary>
    public int Events(int index) => _events[index * Stride];

    /// <summary>Reads what is there.</summary>
    /// <returns>How many bytes; 0 at the end; -1 where there is nothing now.</returns>
    public static int Read(int socket, Span<byte> into) => Outcome(Receive(socket, into, into.Length, DontWait));

    /// <summary>Writes what there is room for.</summary>
    /// <returns>How many bytes; -1 where there is no room now.</returns>
    public static int Write(int socket, ReadOnlySpan<byte> bytes) => Outcome(Send(socket, bytes, bytes.Length, DontWait | NoSignal));

    public void Dispose() => Close(_queue);

    private void Control(int operation, int descriptor, int events, int tag)
    {
        Span<int> change = stackalloc int[4];
        change[0] = events;
        change[Stride - 2] = tag;
        Check(ControlQueue(_queue, operation, descriptor, change));
    }

    private static int Outcome(nint count) =>
        count < 0 && Marshal.GetLastPInvokeError() == TryAgain ? -1 : Check((int)count);

    private static int Check(int result) => result < 0 ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : result;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int CreateQueue(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int ControlQueue(int queue, int operation, int descriptor, Span<int> change);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int WaitForEvents(int queue, Span<int> events, int capacity, int milliseconds);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int socket, Span<byte> into, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, ReadOnlySpan<byte> bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
