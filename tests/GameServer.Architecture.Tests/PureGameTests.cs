using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using Assembly = System.Reflection.Assembly;

namespace GameServer.Architecture.Tests;

/// <summary>A game is rules alone: the same seed and the same commands give the same match, anywhere.</summary>
public sealed class PureGameTests
{
    private const string Game = "GameServer.Tanks";
    private static readonly string[] Stepped = ["Step", "Apply", "Join", "Leave", "ViewOf", "Sees"];

    [Theory]
    [InlineData("GameServer.Abstractions")]
    [InlineData(Game)]
    public void It_uses_no_clock_no_input_or_output_no_thread_and_no_log(string assembly)
    {
        var impure = new Regex("""
            ^(System\.(IO|Net|Data|Text\.Json|Timers|Diagnostics\.(Stopwatch|Process)|Threading\.(?!CancellationToken$|Tasks\.Task(`1)?$|Lock$))
            |System\.(DateTime|DateTimeOffset|TimeProvider|TimeZoneInfo|Random|Guid|Console|Environment|HashCode)$
            |Microsoft\.(Extensions|AspNetCore|EntityFrameworkCore)|Serilog|StreamJsonRpc|MessagePack)
            """, RegexOptions.IgnorePatternWhitespace);
        Violations.None(Compiled.ForeignTypes(assembly).Where(type => impure.IsMatch(type)));
    }

    [Fact]
    public void It_knows_what_a_game_is_written_against_and_nothing_else_of_this_house()
        => Assert.Equal(
            ["GameServer.Abstractions"],
            Assembly.Load(Game).GetReferencedAssemblies().Select(a => a.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));

    [Fact]
    public void It_waits_for_nothing()
    {
        Assert.DoesNotContain("System.Threading.Tasks.Task", Compiled.ForeignTypes(Game));
        Assert.DoesNotContain(
            Assembly.Load(Game).GetTypes().SelectMany(HouseRuleTests.MethodsOf),
            method => method.IsDefined(typeof(AsyncStateMachineAttribute)));
    }

    [Fact]
    public void It_has_no_query_in_a_step()
    {
        var calls =
            from type in Compiled.Types
            from call in type.Type.Dependencies.OfType<MethodCallDependency>()
            select (From: call.OriginMember, To: call.TargetMember);
        var callees = calls.Distinct().ToLookup(call => Key(call.From), call => call.To);
        var seen = new HashSet<string>();
        var open = new Queue<string>(
            from type in Compiled.Types
            where type.Type.FullName == $"{Game}.TankGame"
            from member in type.Type.Members.OfType<MethodMember>()
            where Stepped.Contains(member.Name.Split('(')[0])
            select Key(member));
        Assert.True(open.Count >= Stepped.Length);

        while (open.TryDequeue(out var caller))
        {
            if (!seen.Add(caller)) continue;
            foreach (var callee in callees[caller])
            {
                Assert.False(
                    callee.DeclaringType.FullName.StartsWith("System.Linq.", StringComparison.Ordinal),
                    $"A step reaches {caller}, which calls {callee.FullName}");
                open.Enqueue(Key(callee));
            }
        }

        static string Key(IMember member) => $"{member.DeclaringType.FullName}::{member.Name}";
    }
}
