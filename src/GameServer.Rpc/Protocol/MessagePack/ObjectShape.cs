using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using GameServer.Games;

namespace GameServer.Rpc.Protocol;

/// <summary>The keys of a type and the way to build it, found as JSON finds them.</summary>
internal sealed class ObjectShape<T>
{
    private static readonly object Missing = new();
    private readonly Func<object?[], T>? _build;

    public ObjectShape()
    {
        Members = [.. FindMembers().Select(member => ObjectMember<T>.Create(member, KeyOf(member)))];
        var constructor = FindConstructor();
        var nullability = new NullabilityInfoContext();
        foreach (var member in Members)
        {
            var parameter = constructor?.GetParameters().FirstOrDefault(candidate => IsFor(candidate, member));
            member.IsRequired = parameter is { HasDefaultValue: false }
                || (parameter is null && member.Member.IsDefined(typeof(RequiredMemberAttribute)));
            member.Default = parameter is { HasDefaultValue: true } ? DefaultOf(parameter) : Missing;
            member.RefusesNull = !member.Type.IsValueType && NullabilityOf(nullability, member.Member) == NullabilityState.NotNull;
        }

        _build = constructor is null && !typeof(T).IsValueType ? null : Compile(constructor);
    }

    public ObjectMember<T>[] Members { get; }

    /// <summary>Whether the type can be read, not only written.</summary>
    public bool CanBuild => _build is not null;

    /// <summary>An array of what stands for each member when it is not given.</summary>
    public object?[] Defaults() => Array.ConvertAll(Members, member => member.IsRequired ? Missing : member.Default);

    public bool IsComplete(object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (Members[index].IsRequired && ReferenceEquals(values[index], Missing))
            {
                return false;
            }
        }

        return true;
    }

    public T Build(object?[] values) => _build!(values);

    private static IEnumerable<MemberInfo> FindMembers()
    {
        const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public;
        var properties = typeof(T).GetProperties(Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
        var fields = typeof(T).GetFields(Instance);
        return properties.Concat<MemberInfo>(fields)
            .OrderBy(member => Distance(member.DeclaringType!))
            .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
            .DistinctBy(member => member.Name);
    }

    /// <summary>How many generations above the type a member is declared: its own come first, as in JSON.</summary>
    private static int Distance(Type declaring)
    {
        var distance = 0;
        for (var type = typeof(T); type is not null && type != declaring; type = type.BaseType)
        {
            distance++;
        }

        return distance;
    }

    private static string KeyOf(MemberInfo member) =>
        member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? WireName.Camel(member.Name);

    /// <summary>The marked one; or the one that takes most, provided that each of its parameters is a member.</summary>
    private ConstructorInfo? FindConstructor()
    {
        if (typeof(T).IsAbstract)
        {
            return null;
        }

        var all = typeof(T).GetConstructors();
        return all.FirstOrDefault(constructor => constructor.IsDefined(typeof(JsonConstructorAttribute)))
            ?? all.Where(constructor => constructor.GetParameters()
                    .All(parameter => Members.Any(member => IsFor(parameter, member))))
                .MaxBy(constructor => constructor.GetParameters().Length);
    }

    private static bool IsFor(ParameterInfo parameter, ObjectMember<T> member) =>
        parameter.ParameterType == member.Type
        && string.Equals(parameter.Name, member.Member.Name, StringComparison.OrdinalIgnoreCase);

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue ?? (parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType)
            : null);

    private static NullabilityState NullabilityOf(NullabilityInfoContext context, MemberInfo member) => member switch
    {
        PropertyInfo property => context.Create(property).ReadState,
        FieldInfo field => context.Create(field).ReadState,
        _ => NullabilityState.Unknown,
    };

    private Func<object?[], T> Compile(ConstructorInfo? constructor)
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var result = Expression.Variable(typeof(T), "result");
        var parameters = constructor?.GetParameters() ?? [];
        var steps = new List<Expression>
        {
            Expression.Assign(result, constructor is null
                ? Expression.New(typeof(T))
                : Expression.New(constructor, parameters.Select(parameter =>
                    Convert(Array.FindIndex(Members, member => IsFor(parameter, member)), parameter.ParameterType)))),
        };
        for (var index = 0; index < Members.Length; index++)
        {
            var member = Members[index];
            if (member.IsSettable && !parameters.Any(parameter => IsFor(parameter, member)))
            {
                steps.Add(Expression.IfThen(
                    Expression.ReferenceNotEqual(Value(index), Expression.Constant(Missing)),
                    Expression.Assign(Expression.MakeMemberAccess(result, member.Member), Convert(index, member.Type))));
            }
        }

        steps.Add(result);
        return Expression.Lambda<Func<object?[], T>>(Expression.Block([result], steps), values).Compile();

        Expression Value(int index) => Expression.ArrayIndex(values, Expression.Constant(index));

        Expression Convert(int index, Type type) => Expression.Convert(Value(index), type);
    }
}
