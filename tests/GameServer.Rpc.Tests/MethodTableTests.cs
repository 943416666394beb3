using GameServer.Rpc.Dispatch;

namespace GameServer.Rpc.Tests;

/// <summary>A mistake in a service's declaration stops the start and says what is wrong.</summary>
public sealed class MethodTableTests
{
    private interface IGood
    {
        [RpcMethod("go")]
        void Go();
    }

    private interface IInherits : IGood
    {
        [RpcMethod("on")]
        void On();
    }

    private interface IOpen
    {
        [RpcMethod("take")]
        void Take(object value);
    }

    private interface IByReference
    {
        [RpcMethod("take")]
        void Take(ref int value);
    }

    private interface IEarlyToken
    {
        [RpcMethod("take")]
        void Take(CancellationToken cancellation, int value);
    }

    private interface IGeneric
    {
        [RpcMethod("take")]
        void Take<T>();
    }

    [Fact]
    public void Inherited_methods_are_on_the_wire_too()
    {
        var table = Build(new ServiceRegistration(typeof(IInherits), typeof(Everything), "x"));
        Assert.NotNull(table.Find("x.go"u8));
        Assert.NotNull(table.Find("x.on"u8));
        Assert.Null(table.Find("x.On"u8));
    }

    [Theory]
    [InlineData(typeof(IOpen), "IOpen.Take cannot be on the wire: its parameter value has no type.")]
    [InlineData(typeof(IByReference), "IByReference.Take cannot be on the wire: its parameter value is by reference.")]
    [InlineData(typeof(IEarlyToken), "IEarlyToken.Take cannot be on the wire: its cancellation token must come last, and there can be one.")]
    [InlineData(typeof(IGeneric), "IGeneric.Take cannot be on the wire: it is generic.")]
    public void What_cannot_be_called_is_refused(Type service, string problem) => Assert.Equal(
        problem,
        Assert.Throws<DeclarationException>(
            () => Build(new ServiceRegistration(service, typeof(Everything), "x"))).Message);

    [Fact]
    public void Two_methods_of_one_name_are_refused() => Assert.Equal(
        "IGood.Go() and IGood.Go() are both called x.go on the wire; give one another name.",
        Assert.Throws<DeclarationException>(() => Build(
            new ServiceRegistration(typeof(IGood), typeof(Everything), "x"),
            new ServiceRegistration(typeof(IInherits), typeof(Everything), "x"))).Message);

    [Fact]
    public void A_class_must_implement_its_interface() => Assert.Equal(
        "String does not implement IGood.",
        Assert.Throws<DeclarationException>(
            () => Build(new ServiceRegistration(typeof(IGood), typeof(string), "x"))).Message);

    private static MethodTable Build(params ServiceRegistration[] services) => new(services, []);

    private sealed class Everything : IInherits, IOpen, IByReference, IEarlyToken, IGeneric
    {
        public void Go()
        {
        }

        public void On()
        {
        }

        public void Take(object value)
        {
        }

        public void Take(ref int value)
        {
        }

        public void Take(CancellationToken cancellation, int value)
        {
        }

        public void Take<T>()
        {
        }
    }
}
