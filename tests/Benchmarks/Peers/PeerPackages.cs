using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace Benchmarks.Peers;

/// <summary>The contenders from npm: where their programs lie, that their packages are there, and in which versions.</summary>
internal static class PeerPackages
{
    /// <summary>Where the programs and their package.json lie.</summary>
    public static string Folder { get; } = Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "tests", "Benchmarks", "Peers");

    /// <summary>Installs what the lock file names, once: a copy of its hash beside the packages says that it was done.</summary>
    /// <returns>The version of Node.</returns>
    /// <exception cref="InvalidOperationException">Node is missing, too old, or npm could not install.</exception>
    public static async Task<string> InstallAsync(CancellationToken cancellation)
    {
        var node = (await RunAsync("node", ["--version"], cancellation)).Trim().TrimStart('v');
        if (!Version.TryParse(node, out var version) || version < new Version(20, 19))
        {
            throw new InvalidOperationException($"The contenders from npm need Node 20.19 or newer; this is {node}.");
        }

        var stamp = Path.Combine(Folder, "node_modules", ".installed");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"), cancellation)));
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp, cancellation) != wanted)
        {
            Console.Error.WriteLine("Installing the contenders from npm ...");
            await RunAsync("npm", ["ci", "--loglevel=error"], cancellation);
            await File.WriteAllTextAsync(stamp, wanted, cancellation);
        }

        return node;
    }

    /// <summary>The versions of the packages that package.json asks for, by name.</summary>
    public static IReadOnlyDictionary<string, string> Versions()
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "package.json")));
        return package.RootElement.GetProperty("dependencies").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"`{program} {string.Join(' ', arguments)}` failed in {Folder}:\n{await error}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"The contenders from npm need Node 20.19 or newer with npm on the PATH: `{program}` was not found. Install it from https://nodejs.org.", e);
        }
    }
}
