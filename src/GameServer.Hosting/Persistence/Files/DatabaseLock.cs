using System.Globalization;
using System.Text;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>
/// An exclusive lock of the operating system on a file beside the database. It goes with its process, however that
/// ends, so it says reliably whether a server serves the database. The file stays behind: deleting it would let a third
/// server lock a new file of the same name while the second waits for the old one.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    private const int MostText = 200;
    private readonly FileStream _file;

    private DatabaseLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, and writes into the file who has it.</summary>
    /// <param name="path">The lock file; it is made where it is absent.</param>
    /// <returns>Null where another has it.</returns>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static DatabaseLock? TryTake(string path)
    {
        FileStream file;
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }

        var holder = string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName} since {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC");
        try
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(holder));
        }
        catch (IOException)
        {
            // The text is for people; a full disk shows itself in the database.
        }

        return new DatabaseLock(file);
    }

    /// <summary>Reads who has the lock.</summary>
    /// <param name="path">The lock file.</param>
    public static string HolderOf(string path) => PosixFile.TryRead(path, MostText) is { Length: > 0 } text ? text : "another process";

    public void Dispose()
    {
        try
        {
            _file.SetLength(0);
        }
        catch (IOException)
        {
            // The next holder of the lock writes its own.
        }

        _file.Dispose();
    }

    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
