using System.Reflection;
using GameServer.Games;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>One parameter of a method on the wire.</summary>
internal abstract class MethodParameter
{
    private readonly bool _acceptsNull;
    private readonly string _expectation;

    private MethodParameter(ParameterInfo parameter)
    {
        Name = WireName.Camel(parameter.Name!);
        HasDefault = parameter.HasDefaultValue;
        _expectation = Expectation.Of(parameter.ParameterType);
        _acceptsNull = parameter.ParameterType.IsValueType
            ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            : new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
    }

    public string Name { get; }

    public bool HasDefault { get; }

    public abstract object? Default { get; }

    public static MethodParameter Create(ParameterInfo parameter) =>
        (MethodParameter)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(parameter.ParameterType), parameter)!;

    /// <summary>Reads the argument of this parameter.</summary>
    /// <param name="format">The message's format.</param>
    /// <param name="value">The argument as it came.</param>
    /// <param name="problem">Why it does not fit, for the caller's developer; null when it does.</param>
    public object? Read(WireFormat format, ReadOnlyMemory<byte> value, out string? problem)
    {
        problem = null;
        if (format.IsNull(value.Span))
        {
            problem = _acceptsNull ? null : $"argument '{Name}' must be {_expectation}, not null";
            return null;
        }

        try
        {
            return ReadValue(format, value);
        }
        catch (UnreadableValueException)
        {
            problem = $"argument '{Name}' must be {_expectation}";
            return null;
        }
    }

    protected abstract object? ReadValue(WireFormat format, ReadOnlyMemory<byte> value);

    private sealed class Typed<T>(ParameterInfo parameter) : MethodParameter(parameter)
    {
        public override object? Default { get; } =
            parameter.HasDefaultValue ? parameter.DefaultValue ?? default(T) : null;

        protected override object? ReadValue(WireFormat format, ReadOnlyMemory<byte> value) => format.Read<T>(value);
    }
}
