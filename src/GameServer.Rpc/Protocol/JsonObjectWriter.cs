using System.Buffers;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GameServer.Rpc.Protocol;

/// <summary>
/// Writes an object all of whose members are simple values: its names encoded once, its values read without boxing. What
/// the members are, and their order, the serializer tells; objects that are any more than that, it writes itself.
/// </summary>
/// <typeparam name="T">The object's type.</typeparam>
internal sealed class JsonObjectWriter<T> : ValueWriter<T>
{
    private readonly Member[] _members;

    private JsonObjectWriter(Member[] members) => _members = members;

    /// <summary>The writer of a type; null for one that is the serializer's.</summary>
    /// <param name="type">What the serializer knows of it.</param>
    /// <param name="format">Knows the writers of the members' types.</param>
    public static JsonObjectWriter<T>? Create(JsonTypeInfo<T> type, JsonFormat format)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.PolymorphismOptions is not null
            || type.OnSerializing is not null || type.OnSerialized is not null)
        {
            return null;
        }

        List<Member> members = [];
        foreach (var property in type.Properties.Where(property => property.Get is not null))
        {
            var isPlain = property is { ShouldSerialize: null, CustomConverter: null, IsExtensionData: false, NumberHandling: null };
            if (!isPlain || property.AttributeProvider is not MemberInfo member || format.SimpleWriterOf(property.PropertyType) is not { } writer)
            {
                return null;
            }

            var separator = members.Count == 0 ? '{' : ',';
            var name = Encoding.UTF8.GetBytes($"{separator}\"{JsonEncodedText.Encode(property.Name, JsonOptions.Encoder)}\":");
            members.Add((Member)Activator.CreateInstance(
                typeof(Typed<>).MakeGenericType(typeof(T), property.PropertyType), member, name, writer, property.IsGetNullable)!);
        }

        return members.Count == 0 ? null : new JsonObjectWriter<T>([.. members]);
    }

    public override void Write(IBufferWriter<byte> output, T value)
    {
        if (!typeof(T).IsValueType && value is null)
        {
            output.Write("null"u8);
            return;
        }

        foreach (var member in _members)
        {
            member.Write(output, value);
        }

        output.WriteByte((byte)'}');
    }

    private abstract class Member
    {
        public abstract void Write(IBufferWriter<byte> output, in T owner);
    }

    private sealed class Typed<TValue> : Member
    {
        private readonly byte[] _name;
        private readonly ValueWriter<TValue> _writer;
        private readonly Getter _get;
        private readonly bool _mayBeNull;

        public Typed(MemberInfo member, byte[] name, ValueWriter<TValue> writer, bool mayBeNull)
        {
            (_name, _writer, _mayBeNull) = (name, writer, mayBeNull || typeof(TValue).IsValueType);
            var owner = Expression.Parameter(typeof(T).MakeByRefType());
            _get = Expression.Lambda<Getter>(Expression.MakeMemberAccess(owner, member), owner).Compile();
        }

        private delegate TValue Getter(in T owner);

        public override void Write(IBufferWriter<byte> output, in T owner)
        {
            var value = _get(owner);
            if (!_mayBeNull && value is null)
            {
                throw new JsonException("A member is null that may not be.");
            }

            output.Write(_name);
            _writer.Write(output, value);
        }
    }
}
