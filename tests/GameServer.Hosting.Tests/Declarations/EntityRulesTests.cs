using GameServer.Games;
using GameServer.Hosting.Rooms;

namespace GameServer.Hosting.Tests.Declarations;

/// <summary>What cannot travel of an entity is told when the game is made, with type and field.</summary>
public sealed class EntityRulesTests
{
    public static TheoryData<Type, string> Wrong => new()
    {
        { typeof(Bare), "Bare is used as an entity but lacks [Entity]; add it to the struct." },
        { typeof(Plain), "Plain.X: a float needs [Quantized(step)] or [Angle]." },
        { typeof(Zero), "Zero.X: the step of [Quantized] must be from 1E-06 to 1000000, not 0." },
        { typeof(Negative), "Negative.X: the step of [Quantized] must be from 1E-06 to 1000000, not -1." },
        { typeof(NotANumber), "NotANumber.X: the step of [Quantized] must be from 1E-06 to 1000000, not NaN." },
        { typeof(Endless), "Endless.X: the step of [Quantized] must be from 1E-06 to 1000000, not Infinity." },
        { typeof(Tiny), "Tiny.X: the step of [Quantized] must be from 1E-06 to 1000000, not 1E-30." },
        { typeof(Huge), "Huge.X: the step of [Quantized] must be from 1E-06 to 1000000, not 1E+30." },
        { typeof(Both), "Both.X: a float has [Quantized] or [Angle], not both." },
        { typeof(Bits), "Bits.X: [Angle] takes 4 to 16 bits, not 3." },
        { typeof(Whole), "Whole.X: [Quantized] and [Angle] are for floats, and this is Int32; make it a float or take the attribute away." },
        { typeof(Doubled), "Doubled.X: Double cannot travel; make it a float with [Quantized(step)], or internal, so that it stays here." },
        { typeof(Long), "Long.X: Int64 cannot travel; use float, bool, an enum or up to 32 bits, or make it internal, so that it stays here." },
        { typeof(Unsigned), "Unsigned.X: UInt32 cannot travel; use float, bool, an enum or up to 32 bits, or make it internal, so that it stays here." },
        { typeof(Nested), "Nested.X: Vector2 cannot travel; use float, bool, an enum or up to 32 bits, or make it internal, so that it stays here." },
        { typeof(Sparse), "Sparse.X: the values of an enum must count up from 0, and those of Gaps do not." },
        { typeof(Alias), "Alias.X: the values of an enum must count up from 0, and those of Aliases do not." },
        { typeof(Void), "Void.X: the values of an enum must count up from 0, and those of Nothing do not." },
        { typeof(Wide), "Wide.X: the enum Far must count in up to 32 bits, not in UInt64." },
        { typeof(Id), "Id.id: 'id' is what the wire calls the entity's own id; choose another name." },
        { typeof(Kind), "Kind.kind: 'kind' is what the wire calls the entity's own kind; choose another name." },
        { typeof(Twins), "Twins.X and Twins.x are both called x on the wire; rename one." },
        { typeof(Property), "Property.X: only public fields travel, and this one has an attribute for those that do; make it a public field." },
        { typeof(Kept), "Kept.X: Decimal is not a number; keep it beside the entity." },
        { typeof(Spaced), "Spaced is called 'a b' on the wire; a kind's name is a letter, then letters, digits, _ and -, 64 at most." },
        { typeof(Many), "Many has 33 public fields; an entity may have 32: make the others internal, or a kind of their own." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_mistake_in_an_entity_is_told_with_type_and_field(Type entity, string problem)
    {
        var create = typeof(Declaring<>).MakeGenericType(entity);
        var game = new GameRegistration("test", create, () => (Game)Activator.CreateInstance(create, 1)!);
        var error = Assert.ThrowsAny<Exception>(() => game.Traits);
        Assert.Equal([problem], Assert.IsType<DeclarationException>(error.InnerException ?? error).Problems);
    }

    [Fact]
    public void All_mistakes_of_an_entity_are_told_at_once() => Assert.Equal(
        ["Three.X: a float needs [Quantized(step)] or [Angle].", "Three.Y: a float needs [Quantized(step)] or [Angle].", "Three.Id: 'id' is what the wire calls the entity's own id; choose another name."],
        Assert.Throws<DeclarationException>(() => new Declaring<Three>(1)).Problems);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_537)]
    [InlineData(int.MaxValue)]
    public void A_kind_has_one_entity_or_more_and_a_game_so_many_and_no_more(int capacity) => Assert.Equal(
        $"Declaring`1 declares {capacity} Fine; a kind has 1 entity or more, and all kinds of a game 65536 together.",
        Assert.Throws<DeclarationException>(() => new Declaring<Fine>(capacity)).Message);

    [Fact]
    public void A_kind_is_declared_once()
    {
        Assert.Equal("Twice`1 declares the kind Fine twice; call Entities<Fine> once.", Assert.Throws<DeclarationException>(() => new Twice<Fine>()).Message);
        Assert.Equal(
            "Twice`1 declares Fine and Namesake, which are both called fine on the wire; give one another name by [Entity(\"name\")].",
            Assert.Throws<DeclarationException>(() => new Twice<Namesake>()).Message);
    }

    [Fact]
    public void A_game_without_entities_runs()
    {
        using var rooms = new Rooms.TestRooms(_ => new GameRegistration("test", typeof(Empty), () => new Empty()));
        Assert.True(rooms.NewRoom().Tick());
    }

    public struct Bare
    {
        public int X;
    }

    [Entity]
    public struct Fine
    {
        [Quantized(0.000001f)]
        public float X;
        [Angle]
        public float Y;
        internal readonly long Z => 0;
    }

    [Entity("fine")]
    public struct Namesake
    {
        public int X;
    }

    [Entity]
    public struct Plain
    {
        public float X;
    }

    [Entity]
    public struct Zero
    {
        [Quantized(0)]
        public float X;
    }

    [Entity]
    public struct Negative
    {
        [Quantized(-1)]
        public float X;
    }

    [Entity]
    public struct NotANumber
    {
        [Quantized(float.NaN)]
        public float X;
    }

    [Entity]
    public struct Endless
    {
        [Quantized(float.PositiveInfinity)]
        public float X;
    }

    [Entity]
    public struct Tiny
    {
        [Quantized(1e-30f)]
        public float X;
    }

    [Entity]
    public struct Huge
    {
        [Quantized(1e30f)]
        public float X;
    }

    [Entity]
    public struct Both
    {
        [Quantized(1), Angle]
        public float X;
    }

    [Entity]
    public struct Bits
    {
        [Angle(3)]
        public float X;
    }

    [Entity]
    public struct Whole
    {
        [Quantized(1)]
        public int X;
    }

    [Entity]
    public struct Doubled
    {
        public double X;
    }

    [Entity]
    public struct Long
    {
        public long X;
    }

    [Entity]
    public struct Unsigned
    {
        public uint X;
    }

    [Entity]
    public struct Nested
    {
        public System.Numerics.Vector2 X;
    }

    public enum Gaps
    {
        One = 1,
        Three = 3,
    }

    [Entity]
    public struct Sparse
    {
        public Gaps X;
    }

    public enum Aliases
    {
        One,
        Uno = One,
    }

    [Entity]
    public struct Alias
    {
        public Aliases X;
    }

    public enum Nothing;

    [Entity]
    public struct Void
    {
        public Nothing X;
    }

    public enum Far : ulong
    {
        Away = ulong.MaxValue,
    }

    [Entity]
    public struct Wide
    {
        public Far X;
    }

    [Entity]
    public struct Id
    {
        public int id;
    }

    [Entity]
    public struct Kind
    {
        public int kind;
    }

    [Entity]
    public struct Twins
    {
        public int X;
        public int x;
    }

    [Entity]
    public struct Property
    {
        [field: Quantized(1)]
        public float X { get; set; }
    }

    [Entity]
    public struct Kept
    {
        internal decimal X { get; set; }
    }

    [Entity("a b")]
    public struct Spaced
    {
        public int X;
    }

    [Entity]
    public struct Many
    {
        public int A0, A1, A2, A3, A4, A5, A6, A7, B0, B1, B2, B3, B4, B5, B6, B7, C0, C1, C2, C3, C4, C5, C6, C7, D0, D1, D2, D3, D4, D5, D6, D7, E0;
    }

    [Entity]
    public struct Three
    {
        public float X;
        public float Y;
        public int Id;
    }

    public class Declaring<T> : Empty
        where T : unmanaged
    {
        public Declaring(int capacity) => Entities<T>(capacity);
    }

    public sealed class Twice<T> : Declaring<Fine>
        where T : unmanaged
    {
        public Twice()
            : base(1) => Entities<T>(1);
    }

    public class Empty : Game
    {
        protected override void Join(Player player)
        {
        }

        protected override void Step(in Tick tick)
        {
        }
    }
}
