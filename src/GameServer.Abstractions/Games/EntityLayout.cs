using System.Linq.Expressions;
using System.Reflection;

namespace GameServer.Games;

/// <summary>
/// An entity kind as one table of fields, public ones first and owner-only ones last. What is sent, in which order
/// and how exactly follows from it in every format; the idea is Quake III's <c>entityStateFields</c>.
/// </summary>
public abstract class EntityLayout
{
    /// <summary>The most fields a kind may have: the mask of changed fields is 32 bits wide.</summary>
    public const int MaxFields = 32;

    private protected EntityLayout(string name, IReadOnlyList<EntityField> fields)
    {
        Name = name;
        Fields = fields;
        PublicFields = fields.Count(field => !field.IsOwnerOnly);
    }

    /// <summary>The kind's name on the wire.</summary>
    public string Name { get; }

    /// <summary>The fields: first the public ones, then the owner-only ones, each group in the order of declaration.</summary>
    public IReadOnlyList<EntityField> Fields { get; }

    /// <summary>How many of <see cref="Fields"/> everybody receives.</summary>
    public int PublicFields { get; }
}

/// <summary>The layout of one entity type, with readers compiled once at start-up.</summary>
/// <typeparam name="T">The entity struct.</typeparam>
public sealed class EntityLayout<T> : EntityLayout
    where T : unmanaged
{
    private static readonly Lazy<EntityLayout<T>> Shared = new(Create);
    private readonly Reader _wire;
    private readonly Reader _bits;

    private EntityLayout(string name, IReadOnlyList<EntityField> fields, Reader wire, Reader bits, int allFields)
        : base(name, fields)
    {
        _wire = wire;
        _bits = bits;
        AllFields = allFields;
    }

    private delegate void Reader(in T entity, int[] values, int offset);

    /// <summary>The one layout of this type.</summary>
    /// <exception cref="DeclarationException">Fields cannot travel; the message names them and says why.</exception>
    public static EntityLayout<T> Instance => Shared.Value;

    /// <summary>How many fields the struct has, those included that stay on the server.</summary>
    public int AllFields { get; }

    /// <summary>Writes the quantised values of <see cref="EntityLayout.Fields"/>.</summary>
    /// <param name="entity">The entity to read.</param>
    /// <param name="values">Receives one whole number a field.</param>
    /// <param name="offset">Where in <paramref name="values"/> the first goes.</param>
    public void ReadWire(in T entity, int[] values, int offset) => _wire(entity, values, offset);

    /// <summary>Writes the exact bits of every field, private ones included: what a state hash is made from.</summary>
    /// <param name="entity">The entity to read.</param>
    /// <param name="values">Receives one whole number a field, two for a 64-bit one folded into one.</param>
    /// <param name="offset">Where in <paramref name="values"/> the first goes.</param>
    public void ReadBits(in T entity, int[] values, int offset) => _bits(entity, values, offset);

    private static EntityLayout<T> Create()
    {
        var type = typeof(T);
        if (type.GetCustomAttribute<EntityAttribute>() is null)
        {
            throw new DeclarationException($"{type.Name} is used as an entity but lacks [Entity]; add it to the struct.");
        }

        var all = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        var sent = all.Where(field => field.IsPublic)
            .OrderBy(field => field.IsDefined(typeof(OwnerOnlyAttribute)))
            .ThenBy(field => field.MetadataToken)
            .ToArray();
        DeclarationException.ThrowIfAny([.. Problems(type, all, sent)]);
        var fields = sent.Select(EntityFieldRules.Describe).ToArray();
        var wire = Compile(sent, (access, index) => EntityFieldRules.Quantize(access, fields[index]));
        var bits = Compile(all, (access, _) => EntityFieldRules.Bits(access));
        return new EntityLayout<T>(WireName.OfEntity(type), fields, wire, bits, all.Length);
    }

    private static IEnumerable<string> Problems(Type type, FieldInfo[] all, FieldInfo[] sent)
    {
        var name = WireName.OfEntity(type);
        var clashes =
            from field in sent
            group field.Name by WireName.Camel(field.Name) into same
            where same.Count() > 1
            select $"{type.Name}.{string.Join($" and {type.Name}.", same)} are both called {same.Key} on the wire; rename one.";
        return all.Select(field => EntityFieldRules.ProblemOf(type, field)).OfType<string>()
            .Concat(clashes)
            .Concat(sent.Length > MaxFields
                ? [$"{type.Name} has {sent.Length} public fields; an entity may have {MaxFields}: make the others internal, or a kind of their own."]
                : [])
            .Concat(WireName.IsValid(name)
                ? []
                : [$"{type.Name} is called '{name}' on the wire; a kind's name is a letter, then letters, digits, _ and -, 64 at most."]);
    }

    private static Reader Compile(FieldInfo[] fields, Func<MemberExpression, int, Expression> convert)
    {
        var entity = Expression.Parameter(typeof(T).MakeByRefType(), "entity");
        var values = Expression.Parameter(typeof(int[]), "values");
        var offset = Expression.Parameter(typeof(int), "offset");
        var body = fields.Select((field, index) => (Expression)Expression.Assign(
            Expression.ArrayAccess(values, Expression.Add(offset, Expression.Constant(index))),
            convert(Expression.Field(entity, field), index)));
        return Expression.Lambda<Reader>(
            Expression.Block(typeof(void), body.Append(Expression.Empty())), entity, values, offset).Compile();
    }
}
