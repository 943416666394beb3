using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace GameServer.Games;

/// <summary>Which field types can travel, and how each becomes a 32-bit whole number.</summary>
internal static class EntityFieldRules
{
    private const float SmallestStep = 0.000001f;
    private const float LargestStep = 1_000_000;

    private static readonly Type[] Integers =
        [typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int)];

    /// <summary>The mistake in a field, public or not, as a sentence; null where there is none.</summary>
    public static string? ProblemOf(Type entity, FieldInfo field)
    {
        var why = field.IsPublic ? ProblemOfSent(field) : ProblemOfKept(field);
        return why is null ? null : $"{entity.Name}.{NameOf(field)}: {why}.";
    }

    /// <summary>The form on the wire of a public field in which <see cref="ProblemOf"/> found nothing wrong.</summary>
    public static EntityField Describe(FieldInfo field)
    {
        var (name, type) = (WireName.Camel(field.Name), field.FieldType);
        var ownerOnly = field.IsDefined(typeof(OwnerOnlyAttribute));
        if (type == typeof(float))
        {
            // Through decimal, so that 0.01f means a hundredth and not its nearest float, on both sides of the wire.
            return field.GetCustomAttribute<AngleAttribute>() is { } angle
                ? new(name, FieldKind.Number, Math.Tau / (1 << angle.Bits), true, ownerOnly, [])
                : new(name, FieldKind.Number, (double)(decimal)field.GetCustomAttribute<QuantizedAttribute>()!.Step, false, ownerOnly, []);
        }

        return type == typeof(bool) ? new(name, FieldKind.Boolean, 1, false, ownerOnly, [])
            : type.IsEnum ? new(name, FieldKind.Enumeration, 1, false, ownerOnly, [.. Enum.GetNames(type).Select(WireName.Camel)])
            : new(name, FieldKind.Integer, 1, false, ownerOnly, []);
    }

    public static Expression Quantize(MemberExpression access, EntityField field) => field switch
    {
        { IsAngle: true } => Call(nameof(QuantizeAngle), access, Expression.Constant((int)Math.Round(Math.Tau / field.Step))),
        { Kind: FieldKind.Number } => Call(nameof(QuantizeNumber), access, Expression.Constant(1 / field.Step)),
        { Kind: FieldKind.Boolean } => Expression.Condition(access, Expression.Constant(1), Expression.Constant(0)),
        _ => Expression.Convert(access, typeof(int)),
    };

    public static Expression Bits(MemberExpression access)
    {
        var type = access.Type;
        if (type == typeof(float))
        {
            return Expression.Call(typeof(BitConverter), nameof(BitConverter.SingleToInt32Bits), null, access);
        }

        if (type == typeof(bool))
        {
            return Expression.Condition(access, Expression.Constant(1), Expression.Constant(0));
        }

        if (type.IsPrimitive || type.IsEnum)
        {
            return type == typeof(double) || type == typeof(long) || type == typeof(ulong)
                ? Expression.Call(access, nameof(GetHashCode), null)
                : Expression.Convert(access, typeof(int));
        }

        // A struct's own hash is deterministic only for a System.Numerics vector of floats when made from its parts.
        return Call(nameof(VectorBits), access);
    }

    private static string? ProblemOfSent(FieldInfo field)
    {
        var type = field.FieldType;
        var (angle, quantized) = (field.GetCustomAttribute<AngleAttribute>(), field.GetCustomAttribute<QuantizedAttribute>());
        if (WireName.Camel(field.Name) is "id" or "kind")
        {
            var name = WireName.Camel(field.Name);
            return $"'{name}' is what the wire calls the entity's own {name}; choose another name";
        }

        if (type == typeof(float))
        {
            return (angle, quantized) switch
            {
                (null, null) => "a float needs [Quantized(step)] or [Angle]",
                ({ }, { }) => "a float has [Quantized] or [Angle], not both",
                ({ Bits: < 4 or > 16 }, _) => $"[Angle] takes 4 to 16 bits, not {angle.Bits}",
                (null, { Step: not (>= SmallestStep and <= LargestStep) }) => string.Create(
                    CultureInfo.InvariantCulture, $"the step of [Quantized] must be from {SmallestStep} to {LargestStep}, not {quantized.Step}"),
                _ => null,
            };
        }

        return angle is not null || quantized is not null ? $"[Quantized] and [Angle] are for floats, and this is {type.Name}; make it a float or take the attribute away"
            : type == typeof(bool) || Integers.Contains(type) ? null
            : type.IsEnum ? ProblemOfEnum(type)
            : type == typeof(double) ? "Double cannot travel; make it a float with [Quantized(step)], or internal, so that it stays here"
            : $"{type.Name} cannot travel; use float, bool, an enum or up to 32 bits, or make it internal, so that it stays here";
    }

    private static string? ProblemOfEnum(Type type)
    {
        if (!Integers.Contains(Enum.GetUnderlyingType(type)))
        {
            return $"the enum {type.Name} must count in up to 32 bits, not in {Enum.GetUnderlyingType(type).Name}";
        }

        var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(Convert.ToInt64).ToArray();
        return values.Length > 0 && values.Select((value, index) => value == index).All(same => same)
            ? null
            : $"the values of an enum must count up from 0, and those of {type.Name} do not";
    }

    private static string? ProblemOfKept(FieldInfo field)
    {
        var type = field.FieldType;
        return field.IsDefined(typeof(QuantizedAttribute)) || field.IsDefined(typeof(AngleAttribute)) || field.IsDefined(typeof(OwnerOnlyAttribute))
            ? "only public fields travel, and this one has an attribute for those that do; make it a public field"
            : type.IsPrimitive || type.IsEnum || type == typeof(System.Numerics.Vector2) ? null
            : $"{type.Name} is not a number; keep it beside the entity";
    }

    // What the compiler calls the field behind a property.
    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static MethodCallExpression Call(string method, params Expression[] arguments) =>
        Expression.Call(
            typeof(EntityFieldRules).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!, arguments);

    private static int QuantizeNumber(float value, double inverseStep) =>
        (int)Math.Clamp(Math.Round(value * inverseStep), int.MinValue, int.MaxValue);

    private static int QuantizeAngle(float radians, int steps) =>
        (int)Math.Round(radians * (steps / Math.Tau)) & (steps - 1);

    private static int VectorBits(System.Numerics.Vector2 value) =>
        BitConverter.SingleToInt32Bits(value.X) * 31 + BitConverter.SingleToInt32Bits(value.Y);
}
