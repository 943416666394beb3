using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using GameServer.Games;

namespace GameServer.Hosting.Declarations;

/// <summary>
/// The events that a game tells. A game does not declare them; but <c>Emit</c> is protected, so each call of it stands in the
/// code of the game's class, of a class around or below it, or of one that it derives from, and names its type there.
/// </summary>
internal static class EmittedEvents
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // ECMA-335, II.22.29: the table of generic methods with their types.
    private const int MethodSpecTable = 0x2B;

    /// <summary>The types that the game's code gives <c>Emit</c>. Those that a generic method gives it are not found.</summary>
    public static IEnumerable<Type> Of(Type game) => TypesOf(game).SelectMany(MethodsOf).SelectMany(CallsIn).Distinct();

    private static IEnumerable<Type> TypesOf(Type game)
    {
        for (var type = game; type is not null && type != typeof(Game); type = type.BaseType)
        {
            foreach (var one in WithNested(type))
            {
                yield return one;
            }
        }
    }

    private static IEnumerable<Type> WithNested(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static nested => !nested.IsSubclassOf(typeof(Game)))
            .SelectMany(WithNested)
            .Prepend(type);

    private static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    private static IEnumerable<Type> CallsIn(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + sizeof(int) < code.Length; at++)
        {
            if (code[at] == OpCodes.Call.Value || code[at] == OpCodes.Callvirt.Value)
            {
                var token = BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at + 1));
                if (token >> 24 == MethodSpecTable && EventOf(method, token) is { } told)
                {
                    yield return told;
                }
            }
        }
    }

    private static Type? EventOf(MethodBase caller, int token)
    {
        MethodBase? called;
        try
        {
            var ofMethod = caller.IsGenericMethod ? caller.GetGenericArguments() : null;
            called = caller.Module.ResolveMethod(token, caller.DeclaringType!.GetGenericArguments(), ofMethod);
        }
        catch (Exception)
        {
            // Bytes that look like a call and are none, or a call of what is not there.
            return null;
        }

        return called is MethodInfo { Name: "Emit" } && called.DeclaringType == typeof(Game)
            && called.GetGenericArguments() is [{ ContainsGenericParameters: false } told, ..] ? told : null;
    }
}
