using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>
/// What of SQLite's files would be left after a power cut that takes along everything that was written and not flushed:
/// each file as it was when it was flushed the last time. It also counts the flushes.
/// </summary>
/// <remarks>
/// SQLite reaches files through a table of functions, its VFS. This registers a copy of the ordinary one in which
/// <c>xSync</c> calls the ordinary one, which calls <c>fsync</c>, and then reads the file through SQLite's own handle; a
/// file that is deleted is gone with the next flush of its folder. A connection asks for it by <c>Vfs=flushed</c>. It
/// does not show a disk that says that it has flushed and has not, nor one that keeps a part of what was not flushed.
/// See https://www.sqlite.org/c3ref/vfs.html and https://www.sqlite.org/c3ref/io_methods.html.
/// </remarks>
internal sealed unsafe class FlushedDisk : IDisposable
{
    private static readonly ConcurrentDictionary<nint, string> Paths = new();
    private static readonly ConcurrentDictionary<nint, nint> Tables = new();
    private static readonly ConcurrentDictionary<string, FlushedDisk> Disks = new();
    private static readonly Vfs* Ordinary = Register();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Dictionary<string, int> _flushes = [];
    private readonly HashSet<string> _named = [];
    private readonly HashSet<string> _deleted = [];
    private readonly string _folder;

    /// <summary>Watches the files of a folder.</summary>
    public FlushedDisk(string folder)
    {
        _folder = folder;
        Disks[folder] = this;
    }

    /// <summary>How often a file was flushed.</summary>
    public int FlushesOf(string path)
    {
        lock (_lock)
        {
            return _flushes.GetValueOrDefault(path);
        }
    }

    /// <summary>Cuts the power: writes what is left into another folder.</summary>
    public void CutInto(string folder)
    {
        Dictionary<string, byte[]> left;
        lock (_lock)
        {
            left = new(_files);
        }

        Directory.CreateDirectory(folder);
        foreach (var (path, bytes) in left)
        {
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), bytes);
        }
    }

    public void Dispose() => Disks.TryRemove(_folder, out _);

    private void Flushed(string path, byte[] bytes)
    {
        lock (_lock)
        {
            // SQLite flushes the folder of a new journal or log with the file itself.
            if (_named.Add(path) && Path.GetExtension(path) != ".db")
            {
                foreach (var deleted in _deleted)
                {
                    _files.Remove(deleted);
                }

                _deleted.Clear();
            }

            _files[path] = bytes;
            _flushes[path] = _flushes.GetValueOrDefault(path) + 1;
        }
    }

    private static Vfs* Register()
    {
        var ordinary = Find(null);
        var copy = (Vfs*)NativeMemory.Alloc((nuint)sizeof(Vfs));
        *copy = *ordinary;
        copy->Next = null;
        copy->Name = (byte*)Marshal.StringToCoTaskMemUTF8("flushed");
        copy->Open = &Open;
        copy->Delete = &Delete;
        return Register(copy, 0) == 0 ? ordinary : throw new InvalidOperationException("SQLite does not take the VFS.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, Methods** file, int flags, int* outFlags)
    {
        var result = Ordinary->Open(vfs, name, file, flags, outFlags);
        if (result == 0 && *file is not null && name is not null)
        {
            Paths[(nint)file] = Marshal.PtrToStringUTF8((nint)name)!;
            *file = (Methods*)Tables.GetOrAdd((nint)(*file), static ordinary =>
            {
                var copy = (Methods*)NativeMemory.Alloc((nuint)sizeof(Methods));
                *copy = *(Methods*)ordinary;
                copy->Ordinary = (Methods*)ordinary;
                copy->Sync = &Sync;
                return (nint)copy;
            });
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* name, int flushFolder)
    {
        var result = Ordinary->Delete(vfs, name, flushFolder);
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        if (result == 0 && Disks.TryGetValue(Path.GetDirectoryName(path)!, out var disk))
        {
            lock (disk._lock)
            {
                disk._deleted.Add(path);
                disk._named.Remove(path);
            }
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(Methods** file, int flags)
    {
        var result = (*file)->Ordinary->Sync(file, flags);
        if (result == 0 && Paths.TryGetValue((nint)file, out var path) && Disks.TryGetValue(Path.GetDirectoryName(path)!, out var disk))
        {
            long length;
            _ = (*file)->FileSize(file, &length);
            var bytes = new byte[length];
            fixed (byte* start = bytes)
            {
                _ = (*file)->Read(file, start, bytes.Length, 0);
            }

            disk.Flushed(path, bytes);
        }

        return result;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern Vfs* Find(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Register(Vfs* vfs, int isDefault);

#pragma warning disable CS0649 // SQLite assigns them.
    // sqlite3_vfs: only what is used here has a name.
    private struct Vfs
    {
        public int Version, FileSize, LongestPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, Methods**, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public Rest Others;

        [InlineArray(14)]
        public struct Rest
        {
            public nint First;
        }
    }

    // sqlite3_io_methods, and behind it what it is a copy of; a sqlite3_file begins with a pointer to it.
    private struct Methods
    {
        public int Version;
        public nint Close;
        public delegate* unmanaged[Cdecl]<Methods**, byte*, int, long, int> Read;
        public nint Write, Truncate;
        public delegate* unmanaged[Cdecl]<Methods**, int, int> Sync;
        public delegate* unmanaged[Cdecl]<Methods**, long*, int> FileSize;
        public Rest Others;
        public Methods* Ordinary;

        [InlineArray(12)]
        public struct Rest
        {
            public nint First;
        }
    }
#pragma warning restore CS0649
}
