using System.Buffers;
using System.Reflection;
using System.Text.Json;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Conformance;
using MessagePack;

namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>
/// Everything that reads a stranger's bytes in one format, from the envelope to the arguments of a method, and what must
/// hold of the outcome whatever the bytes are. For one thread.
/// </summary>
/// <param name="format">The format.</param>
public sealed class ParserTarget(WireFormat format) : IFuzzTarget
{
    private const int MostArguments = 7;

    // The library says it by an exception, which takes its time.
    private const int Sample = 16;

    private readonly MethodTable _methods = new(
        [new ServiceRegistration(typeof(ITargets), typeof(Targets), "t"), new ServiceRegistration(typeof(ISpecification), typeof(Specification), "")],
        [new CommandRegistration(typeof(Steer), "t.steer")]);

    private readonly CallArguments _arguments = new(format);
    private readonly Dictionary<MethodParameter, Func<bool>> _readers = [];
    private readonly ArrayBufferWriter<byte> _reply = new();
    private readonly List<Slice> _members = [];
    private readonly ArgumentList _list = new(MostArguments);
    private readonly byte[] _scratch = new byte[MethodTable.LongestName];
    private int _unreadable;

    /// <summary>The format.</summary>
    public WireFormat Format => format;

    /// <summary>Feeds one message.</summary>
    /// <returns>What became of it, as a number: inputs with the same went the same way.</returns>
    /// <exception cref="InvalidOperationException">Something does not hold that must.</exception>
    public int Feed(ReadOnlyMemory<byte> message)
    {
        var envelope = format.ReadEnvelope(message.Span, _list);
        if (envelope.Kind != EnvelopeKind.Unreadable)
        {
            CheckWhole(message);
        }
        else if (format.IsText && ++_unreadable % Sample == 0)
        {
            CheckBroken(message);
        }

        if (envelope.Kind != EnvelopeKind.Batch)
        {
            return Feed(message, envelope);
        }

        _members.Clear();
        format.ReadBatch(message.Span, _members);
        var outcome = HashCode.Combine(envelope.Kind, Math.Min(_members.Count, 3));
        var end = 0;
        foreach (var member in _members)
        {
            Check(member.Start >= end && member.Length > 0, "members lie one after another");
            end = member.Start + member.Length;
            Check(end <= message.Length, "members lie within the message");
            var inner = format.ReadEnvelope(member.Of(message.Span), _list);
            Check(inner.Kind != EnvelopeKind.Unreadable, "what parses as a whole parses in its parts");
            outcome = HashCode.Combine(outcome, Feed(member.Of(message), inner));
        }

        return outcome;
    }

    private int Feed(ReadOnlyMemory<byte> message, Envelope envelope)
    {
        if (envelope.HasId)
        {
            CheckReply(envelope.Id.Of(message));
        }

        if (envelope.Kind != EnvelopeKind.Call)
        {
            return HashCode.Combine(envelope.Kind, envelope.HasId, envelope.Arguments);
        }

        Check(envelope.Method.Length > 0, "a call names a method");
        var isText = format.TryGetText(envelope.Method.Of(message.Span), _scratch, out var name);
        if (!isText || _methods.Find(name) is not { } method)
        {
            return HashCode.Combine(envelope.Kind, envelope.HasId, isText);
        }

        var fit = _arguments.TryMatch(new AdmittedCall(method, envelope, _list, message, default))
            && Array.TrueForAll(method.Parameters, parameter => ReaderOf(parameter)());
        Check(fit == _arguments.Problem is null, "arguments fit, or there is a problem");
        return HashCode.Combine(method.Name, envelope.HasId, envelope.Arguments, _arguments.Problem?.Length);
    }

    /// <summary>Reads an argument as the compiled call of its method does, and calls nothing.</summary>
    private Func<bool> ReaderOf(MethodParameter parameter)
    {
        if (!_readers.TryGetValue(parameter, out var reader))
        {
            reader = (Func<bool>)typeof(ParserTarget).GetMethod(nameof(Reader), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(parameter.Type).Invoke(null, [format, _arguments, parameter])!;
            _readers.Add(parameter, reader);
        }

        return reader;
    }

    private static Func<bool> Reader<T>(WireFormat format, CallArguments arguments, MethodParameter parameter)
    {
        var reader = format.ReaderOf<T>();
        return () => arguments.TryRead((MethodParameter<T>)parameter, reader, out _);
    }

    /// <summary>An id that was taken for one makes a reply that can be read.</summary>
    private void CheckReply(ReadOnlyMemory<byte> id)
    {
        _reply.ResetWrittenCount();
        format.WriteError(_reply, id.Span, ErrorCodes.InvalidRequest, "", null);
        Check(format.ReadEnvelope(_reply.WrittenSpan).Kind == EnvelopeKind.Response, "an id can be sent back");
    }

    /// <summary>What is taken for whole is whole for the library's own parser too.</summary>
    private void CheckWhole(ReadOnlyMemory<byte> message)
    {
        if (format.IsText)
        {
            CheckText(message);
            return;
        }

        var reader = new MessagePackReader(message);
        reader.Skip();
        Check(reader.End, "a message is one value");
    }

    /// <summary>What is taken for broken is broken for the library's own parser too.</summary>
    private static void CheckBroken(ReadOnlyMemory<byte> message)
    {
        try
        {
            CheckText(message);
        }
        catch (JsonException)
        {
            return;
        }

        Check(false, "what parses is read");
    }

    private static void CheckText(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = RpcLimits.DefaultDepth });
    }

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Does not hold: {what}.");
        }
    }
}
