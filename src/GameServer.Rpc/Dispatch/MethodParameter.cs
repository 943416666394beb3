using System.Reflection;
using System.Text;
using GameServer.Games;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>One parameter of a method on the wire.</summary>
internal abstract class MethodParameter
{
    protected MethodParameter(ParameterInfo parameter, int index)
    {
        Index = index;
        Name = WireName.Camel(parameter.Name!);
        Utf8Name = Encoding.UTF8.GetBytes(Name);
        HasDefault = parameter.HasDefaultValue;
        Expectation = Dispatch.Expectation.Of(parameter.ParameterType);
        AcceptsNull = parameter.ParameterType.IsValueType
            ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            : new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
    }

    /// <summary>Its place among the method's parameters.</summary>
    public int Index { get; }

    public string Name { get; }

    /// <summary>The name as it comes over the wire.</summary>
    public byte[] Utf8Name { get; }

    public bool HasDefault { get; }

    public bool AcceptsNull { get; }

    /// <summary>What an argument must be, in words of the wire.</summary>
    public string Expectation { get; }

    public abstract Type Type { get; }

    /// <summary>What reads an argument for it: a <see cref="ValueReader{T}"/> of its type.</summary>
    public abstract object ReaderIn(WireFormat format);

    public static MethodParameter Create(ParameterInfo parameter, int index) =>
        (MethodParameter)Activator.CreateInstance(
            typeof(MethodParameter<>).MakeGenericType(parameter.ParameterType), parameter, index)!;
}

/// <inheritdoc/>
/// <typeparam name="T">Its type.</typeparam>
internal sealed class MethodParameter<T>(ParameterInfo parameter, int index) : MethodParameter(parameter, index)
{
    public override Type Type => typeof(T);

    public override object ReaderIn(WireFormat format) => format.ReaderOf<T>();

    /// <summary>What stands for an argument that is absent, where that is allowed.</summary>
    public T Default { get; } = DefaultOf(parameter);

    private static T DefaultOf(ParameterInfo parameter) => (parameter.HasDefaultValue ? parameter.DefaultValue : null) switch
    {
        null => default!,
        T value => value,

        // Of an enumeration that may be null, only the number is kept.
        var number => (T)Enum.ToObject(Nullable.GetUnderlyingType(typeof(T))!, number),
    };
}
