using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>
/// What .NET does not do with files: read one that is locked (every <see cref="FileStream"/> takes a lock of its own),
/// and flush a folder.
/// </summary>
internal static class PosixFile
{
    private const int ReadOnly = 0;

    /// <summary>Reads the beginning of a small text, also while another process has locked the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes.</param>
    /// <returns>Its first line without control characters; null where it cannot be read.</returns>
    public static string? TryRead(string path, int most)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            using var handle = Open(path, ReadOnly);
            if (handle.IsInvalid)
            {
                return null;
            }

            var bytes = new byte[most];
            var text = Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(handle, bytes, 0));
            return string.Concat(text.Split('\n')[0].Where(static character => !char.IsControl(character)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes a file that was renamed last beyond a power cut.</summary>
    /// <param name="folder">The folder that holds it.</param>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(folder, ReadOnly);
        // A file system that cannot flush folders has nothing to flush.
        _ = handle.IsInvalid ? 0 : Flush(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(SafeFileHandle file);
}
