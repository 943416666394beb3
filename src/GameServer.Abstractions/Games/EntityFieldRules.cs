using System.Linq.Expressions;
using System.Reflection;

namespace GameServer.Games;

/// <summary>Which field types can travel, and how each becomes a 32-bit whole number.</summary>
internal static class EntityFieldRules
{
    private static readonly Type[] Integers =
        [typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int)];

    public static EntityField Describe(Type entity, FieldInfo field)
    {
        var name = WireName.Camel(field.Name);
        if (name is "id" or "kind")
        {
            throw Refuse(entity, field, $"'{name}' is what the wire calls the entity's own {name}; choose another name");
        }

        var ownerOnly = field.IsDefined(typeof(OwnerOnlyAttribute));
        var type = field.FieldType;
        if (type == typeof(float))
        {
            if (field.GetCustomAttribute<AngleAttribute>() is { } angle)
            {
                if (angle.Bits is < 4 or > 16)
                {
                    throw Refuse(entity, field, $"[Angle] takes 4 to 16 bits, not {angle.Bits}");
                }

                return new(name, FieldKind.Number, Math.Tau / (1 << angle.Bits), true, ownerOnly, []);
            }

            var step = field.GetCustomAttribute<QuantizedAttribute>()?.Step
                ?? throw Refuse(entity, field, "a float needs [Quantized(step)] or [Angle]");
            if (!(step > 0) || !float.IsFinite(step))
            {
                throw Refuse(entity, field, $"the step must be above zero, not {step}");
            }

            // Through decimal, so that 0.01f means a hundredth and not its nearest float, on both sides of the wire.
            return new(name, FieldKind.Number, (double)(decimal)step, false, ownerOnly, []);
        }

        if (type == typeof(bool))
        {
            return new(name, FieldKind.Boolean, 1, false, ownerOnly, []);
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(Convert.ToInt64).ToArray();
            if (!values.Select((value, index) => value == index).All(same => same))
            {
                throw Refuse(entity, field, "the values of an enum must count up from 0");
            }

            return new(name, FieldKind.Enumeration, 1, false, ownerOnly, [.. Enum.GetNames(type).Select(WireName.Camel)]);
        }

        return Integers.Contains(type)
            ? new(name, FieldKind.Integer, 1, false, ownerOnly, [])
            : throw Refuse(entity, field, $"{type.Name} cannot travel; use float, bool, an enum or up to 32 bits");
    }

    public static Expression Quantize(MemberExpression access, EntityField field) => field switch
    {
        { IsAngle: true } => Call(nameof(QuantizeAngle), access, Expression.Constant((int)Math.Round(Math.Tau / field.Step))),
        { Kind: FieldKind.Number } => Call(nameof(QuantizeNumber), access, Expression.Constant(1 / field.Step)),
        { Kind: FieldKind.Boolean } => Expression.Condition(access, Expression.Constant(1), Expression.Constant(0)),
        _ => Expression.Convert(access, typeof(int)),
    };

    public static Expression Bits(Type entity, MemberExpression access)
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

        // A struct of numbers (Vector2, say): its own hash is deterministic only for a System.Numerics vector of
        // floats when made from its parts, so the parts are asked for.
        return type == typeof(System.Numerics.Vector2)
            ? Call(nameof(VectorBits), access)
            : throw new InvalidOperationException(
                $"{entity.Name}.{access.Member.Name}: {type.Name} is not a number; keep it beside the entity.");
    }

    private static MethodCallExpression Call(string method, params Expression[] arguments) =>
        Expression.Call(
            typeof(EntityFieldRules).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!, arguments);

    private static int QuantizeNumber(float value, double inverseStep) =>
        (int)Math.Clamp(Math.Round(value * inverseStep), int.MinValue, int.MaxValue);

    private static int QuantizeAngle(float radians, int steps) =>
        (int)Math.Round(radians * (steps / Math.Tau)) & (steps - 1);

    private static int VectorBits(System.Numerics.Vector2 value) =>
        BitConverter.SingleToInt32Bits(value.X) * 31 + BitConverter.SingleToInt32Bits(value.Y);

    private static InvalidOperationException Refuse(Type entity, FieldInfo field, string why) =>
        new($"{entity.Name}.{field.Name}: {why}.");
}
