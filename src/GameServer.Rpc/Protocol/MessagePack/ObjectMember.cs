using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>One key of an object: a public property or field.</summary>
/// <typeparam name="TOwner">The object's type.</typeparam>
internal abstract class ObjectMember<TOwner>(MemberInfo member, string key)
{
    public string Key { get; } = key;

    public byte[] KeyBytes { get; } = Encoding.UTF8.GetBytes(key);

    public MemberInfo Member { get; } = member;

    public abstract Type Type { get; }

    /// <summary>Whether it can be set after construction.</summary>
    public bool IsSettable { get; } = member switch
    {
        PropertyInfo property => property.SetMethod is { IsPublic: true },
        FieldInfo field => !field.IsInitOnly,
        _ => false,
    };

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Whether null is refused although the type could hold it.</summary>
    public bool RefusesNull { get; set; }

    /// <summary>What stands for it when it is not given.</summary>
    public object? Default { get; set; }

    public abstract void Write(ref MessagePackWriter writer, in TOwner owner, MessagePackSerializerOptions options);

    public abstract object? Read(ref MessagePackReader reader, MessagePackSerializerOptions options);

    public static ObjectMember<TOwner> Create(MemberInfo member, string key)
    {
        var type = member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
        return (ObjectMember<TOwner>)Activator.CreateInstance(
            typeof(Typed<>).MakeGenericType(typeof(TOwner), type), member, key)!;
    }

    private sealed class Typed<TValue> : ObjectMember<TOwner>
    {
        private readonly Getter _get;

        public Typed(MemberInfo member, string key)
            : base(member, key)
        {
            var owner = Expression.Parameter(typeof(TOwner).MakeByRefType());
            _get = Expression.Lambda<Getter>(Expression.MakeMemberAccess(owner, member), owner).Compile();
        }

        private delegate TValue Getter(in TOwner owner);

        public override Type Type => typeof(TValue);

        public override void Write(ref MessagePackWriter writer, in TOwner owner, MessagePackSerializerOptions options) =>
            FormatterOf(options).Serialize(ref writer, _get(owner), options);

        public override object? Read(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
            FormatterOf(options).Deserialize(ref reader, options);

        // Asked for at each use: a type may hold itself.
        private static IMessagePackFormatter<TValue> FormatterOf(MessagePackSerializerOptions options) =>
            options.Resolver.GetFormatterWithVerify<TValue>();
    }
}
