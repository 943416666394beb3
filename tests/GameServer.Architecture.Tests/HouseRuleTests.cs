using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace GameServer.Architecture.Tests;

/// <summary>Rules that hold in every room of the house.</summary>
public sealed partial class HouseRuleTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>What stands between a room and those who call it: queues, the directory, and the threads that tick.</summary>
    private static readonly string[] MayWait =
        ["InputLane.cs", "RoomInbox.cs", "RoomDirectory.cs", "LoopThreads.cs", "LoopWorker.cs", "ManualLoops.cs"];

    /// <summary>Queues whose types have no bound of their own; each of these says what bounds it.</summary>
    private static readonly string[] SaysItsBound = ["QueuedLane.cs", "DatabaseLane.cs", "EpollLoop.cs"];

    private static IEnumerable<Type> Types => Compiled.Assemblies.SelectMany(assembly => assembly.GetTypes());

    /// <summary>The methods that a type itself declares.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods(Declared);

    [Fact]
    public void Nothing_static_changes() => Violations.None(
        from type in Types
        where !type.IsEnum && !IsCompilerMade(type)
        from field in type.GetFields(Declared)
        where field is { IsStatic: true, IsLiteral: false, IsInitOnly: false } && !IsCompilerMade(field)
        select $"{type.FullName}.{field.Name}");

    [Fact]
    public void Whoever_starts_something_can_wait_for_it() => Violations.None(
        from type in Types
        from method in MethodsOf(type)
        where method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute))
        select $"{type.FullName}.{method.Name}");

    [Fact]
    public void A_room_s_loop_never_waits_in_a_tick_and_locks_nothing() => Violations.None(
        SourceTree.Lines(
            SourceTree.Files("src/GameServer.Hosting/Rooms", ".cs").Where(file => !MayWait.Contains(Path.GetFileName(file))),
            AwaitOrLock(), SourceTree.ReadCode));

    [Fact]
    public void Every_queue_has_a_bound() => Violations.None(
        SourceTree.Lines(
            SourceTree.Files("src", ".cs").Where(file => !SaysItsBound.Contains(Path.GetFileName(file))),
            Unbounded(), SourceTree.ReadCode)
        .Concat(SourceTree.Lines(SourceTree.Files("src", ".cs"), Endless(), SourceTree.ReadCode)));

    [Fact]
    public void Error_numbers_of_the_house_stand_in_one_file() => Violations.None(
        SourceTree.Lines(SourceTree.Files("src/GameServer.Hosting", ".cs").Concat(SourceTree.Files("src/GameServer.Rpc", ".cs")), NumberInError(), SourceTree.ReadCode));

    [Fact]
    public void No_two_lines_of_the_log_have_one_number() => Violations.None(
        from type in Types
        from method in MethodsOf(type)
        let line = method.GetCustomAttribute<LoggerMessageAttribute>()
        where line is not null
        group $"{type.Name}.{method.Name}" by line.EventId into same
        where same.Count() > 1
        select $"{same.Key}: {string.Join(", ", same)}");

    [Fact]
    public void No_file_grows_beyond_three_hundred_lines() => Violations.None(
        from file in SourceTree.Files("src", ".cs", ".ts")
        where !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.EndsWith(".test.ts", StringComparison.Ordinal)
        let lines = SourceTree.Read(file).AsSpan().Count('\n')
        where lines > 300
        select $"{file}: {lines}");

    [Fact]
    public void Nothing_is_left_for_later_and_no_test_is_left_out() => Violations.None(
        SourceTree.Lines(
            SourceTree.Files("src", ".cs", ".ts", ".html", ".css").Concat(SourceTree.Files("tests", ".cs"))
                .Where(file => Path.GetFileName(file) != "HouseRuleTests.cs"),
            Unfinished(), SourceTree.Read));

    private static bool IsCompilerMade(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<', StringComparison.Ordinal)
        || member.DeclaringType is { } outer && IsCompilerMade(outer);

    [GeneratedRegex(@"\b(await|lock)\b|\.Wait\(|\.GetResult\(")]
    private static partial Regex AwaitOrLock();

    [GeneratedRegex(@"\b(ConcurrentQueue|ConcurrentBag|ConcurrentStack|BlockingCollection)<")]
    private static partial Regex Unbounded();

    [GeneratedRegex(@"\bCreateUnbounded")]
    private static partial Regex Endless();

    [GeneratedRegex(@"new\s+(?:[\w.]+\.)?RpcException\(\s*-?\d")]
    private static partial Regex NumberInError();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|\bSkip\s*=|\b(it|test|describe)\.(skip|only|todo)\b|Thread\.Sleep|Task\.Delay\(\d")]
    private static partial Regex Unfinished();
}
