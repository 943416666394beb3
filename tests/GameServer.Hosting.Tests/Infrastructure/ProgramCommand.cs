using System.Diagnostics;

namespace GameServer.Hosting.Tests.Infrastructure;

/// <summary>The command that starts the program in a process of its own.</summary>
internal static class ProgramCommand
{
    private const string Env = "/usr/bin/env";

    // A shell starts its background jobs deaf to SIGINT, what they start inherits that, and .NET respects it. The env of
    // coreutils takes it back; that of busybox, a link, cannot.
    private static readonly string[] Hearing =
        OperatingSystem.IsLinux() && new FileInfo(Env) is { Exists: true, LinkTarget: null } ? [Env, "--default-signal=INT", "dotnet"] : ["dotnet"];

    /// <summary>Makes the command. The process that it starts hears every signal.</summary>
    /// <param name="arguments">The command line of the program.</param>
    public static ProcessStartInfo Of(params IEnumerable<string> arguments) =>
        new(Hearing[0], [.. Hearing[1..], Path.Combine(AppContext.BaseDirectory, "GameServer.dll"), .. arguments]);
}
