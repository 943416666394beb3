using System.Runtime.InteropServices;
using System.Text;

namespace Ecosystem.Tests.Unicode;

/// <summary>ICU's spoof checker, which knows confusables.txt of UTS 39.</summary>
internal sealed unsafe class SpoofChecker : IDisposable
{
    private const int LongestSkeleton = 64;
    private readonly nint _library;
    private readonly nint _checker;
    private readonly delegate* unmanaged<nint, void> _close;
    private readonly delegate* unmanaged<nint, uint, byte*, int, byte*, int, int*, int> _skeleton;

    public SpoofChecker()
    {
        // The names of ICU's functions end in its version.
        var version = 99;
        while (!NativeLibrary.TryLoad($"libicui18n.so.{version}", out _library))
        {
            Assert.True(--version >= 60, "There is no libicui18n.");
        }

        var open = (delegate* unmanaged<int*, nint>)NativeLibrary.GetExport(_library, $"uspoof_open_{version}");
        _close = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(_library, $"uspoof_close_{version}");
        _skeleton = (delegate* unmanaged<nint, uint, byte*, int, byte*, int, int*, int>)NativeLibrary.GetExport(
            _library, $"uspoof_getSkeletonUTF8_{version}");
        var status = 0;
        _checker = open(&status);
        Assert.True(status <= 0, $"ICU's error {status}");
    }

    /// <summary>What ICU puts in the place of a text and of all that looks like it.</summary>
    public string SkeletonOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var skeleton = stackalloc byte[LongestSkeleton];
        var status = 0;
        fixed (byte* first = bytes)
        {
            var length = _skeleton(_checker, 0, first, bytes.Length, skeleton, LongestSkeleton, &status);
            Assert.True(status <= 0, $"ICU's error {status}");
            return Encoding.UTF8.GetString(skeleton, length);
        }
    }

    /// <summary>Whether two texts look alike.</summary>
    public bool AreConfusable(string one, string other) => SkeletonOf(one) == SkeletonOf(other);

    public void Dispose()
    {
        _close(_checker);
        NativeLibrary.Free(_library);
    }
}
