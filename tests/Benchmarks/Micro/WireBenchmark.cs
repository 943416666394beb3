using System.Buffers;
using BenchmarkDotNet.Attributes;
using Benchmarks.Contenders;
using Benchmarks.Dialects;
using GameServer.Rpc.Protocol;

namespace Benchmarks.Micro;

/// <summary>Reading a call down to its five arguments, and writing its reply. 0 bytes.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class WireBenchmark
{
    private readonly ArgumentList _arguments = new(8);
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private readonly byte[] _id = [1];
    private byte[] _message = [];
    private WireFormat _format = null!;
    private ValueReader<int> _integers = null!;
    private ValueReader<float> _numbers = null!;
    private ValueReader<bool> _booleans = null!;
    private ValueWriter<Moved> _results = null!;

    /// <summary>Whether it is JSON.</summary>
    [Params(false, true)]
    public bool Json { get; set; }

    /// <summary>Makes a call as the load client does.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _format = Json ? new JsonFormat() : new MessagePackFormat();
        Dialect dialect = Json ? new JsonRpcJson(null) : new JsonRpcMessagePack(null);
        _message = dialect.Call(1, Move.Number(1));
        _integers = _format.ReaderOf<int>();
        _numbers = _format.ReaderOf<float>();
        _booleans = _format.ReaderOf<bool>();
        _results = _format.WriterOf<Moved>();
        if (Json)
        {
            _id[0] = (byte)'1';
        }
    }

    /// <summary>The envelope, then each argument as its type.</summary>
    [Benchmark]
    public float Decode()
    {
        _arguments.Clear();
        _format.ReadEnvelope(_message, _arguments);
        var values = _arguments.Values;
        return _integers.TryRead(values[0].Of((ReadOnlyMemory<byte>)_message), out var seq)
            && _numbers.TryRead(values[1].Of((ReadOnlyMemory<byte>)_message), out var x)
            && _numbers.TryRead(values[2].Of((ReadOnlyMemory<byte>)_message), out var y)
            && _numbers.TryRead(values[3].Of((ReadOnlyMemory<byte>)_message), out var angle)
            && _booleans.TryRead(values[4].Of((ReadOnlyMemory<byte>)_message), out _)
            ? seq + x + y + angle
            : throw new InvalidOperationException("The arguments do not fit.");
    }

    /// <summary>The reply, envelope and all.</summary>
    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        _format.BeginResult(_output);
        _results.Write(_output, new Moved(1, 101.25f, 51.5f));
        _format.EndResult(_output, _id);
        return _output.WrittenCount;
    }
}
