using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Support;
using MessagePack;

namespace GameServer.Rpc.Tests.Formats;

/// <summary>Simple values that are read from their bytes are taken and refused exactly as the format's library does.</summary>
public sealed class ReaderTests
{
    private static readonly string[] Values =
    [
        "0", "-0", "1", "-1", "127", "128", "-128", "-129", "255", "256", "32767", "32768", "-32768", "-32769", "65535", "65536", "2147483647",
        "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1.0", "1e0", "1E2", "0.1", "-0.0",
        "3.4028236e38", "3.4028234e38", "1e308", "1e309", "-1e999", "1e-400", "16777217", "0.30000001192092896", "123456789012345678901234567890",
        "1e99999999999", "true", "false", "\"\"", "\"calm\"", "\"veryAngry\"", "\"Calm\"", "\"c\\u0061lm\"", "\"5\"", "\"\\ud800\"", "\"\\ud83d\\ude00ü\"",
        "\"\\u0000\\b\\\"\"", "[]", "[1]", "{}", "{\"a\":1}",
    ];

    [Fact]
    public void Every_reader_takes_what_the_library_takes()
    {
        foreach (var format in new WireFormat[] { new JsonFormat(), new MessagePackFormat() })
        {
            var values = Values.Where(value => format.IsText || CanPack(value)).Select(value => TestClient.Encode(value, format.IsText));
            foreach (var value in format.IsText ? [.. values, Invalid] : values.Concat(Packed))
            {
                Same<sbyte>(format, value);
                Same<byte>(format, value);
                Same<short>(format, value);
                Same<ushort>(format, value);
                Same<int>(format, value);
                Same<uint>(format, value);
                Same<long>(format, value);
                Same<ulong>(format, value);
                Same<float>(format, value);
                Same<double>(format, value);
                Same<bool>(format, value);
                Same<string>(format, value);
                Same<Mood>(format, value);
                Same<int?>(format, value);
                Same<double?>(format, value);
                Same<Mood?>(format, value);
                Same<Guid?>(format, value);
                Same<decimal>(format, value);
            }
        }
    }

    // Bytes of no UTF-8 within quotes: a transport may let them through.
    private static byte[] Invalid => [(byte)'"', 0xc3, 0x28, (byte)'"'];

    /// <summary>Every way in which a number can be written, and more than numbers.</summary>
    private static IEnumerable<byte[]> Packed
    {
        get
        {
            for (var code = 0xca; code <= 0xd3; code++)
            {
                var length = code switch { 0xca or 0xce or 0xd2 => 4, 0xcb or 0xcf or 0xd3 => 8, 0xcc or 0xd0 => 1, _ => 2 };
                foreach (var fill in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
                {
                    yield return [(byte)code, .. Enumerable.Repeat(fill, length)];
                    yield return [(byte)code, fill, .. new byte[length - 1]];
                    yield return [(byte)code, .. new byte[length - 1], fill];
                }
            }

            for (var code = 0; code <= 0x7f; code++)
            {
                yield return [(byte)code];
                yield return [(byte)(0x80 | code | 0x60)];
            }

            yield return [0xc4, 0x01, 0x41];
            yield return [0xd9, 0x04, .. "calm"u8];
            yield return [0xd4, 0x01, 0x01];
            yield return MessagePackSerializer.Serialize(float.NaN, cancellationToken: TestContext.Current.CancellationToken);
            yield return MessagePackSerializer.Serialize(double.NegativeInfinity, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private static bool CanPack(string value)
    {
        try
        {
            return TestClient.Encode(value, isText: false).Length > 0;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or MessagePackSerializationException)
        {
            return false;
        }
    }

    private static void Same<T>(WireFormat format, byte[] value)
    {
        (bool IsRead, T? Result) expected;
        try
        {
            expected = (true, format.Read<T>(value));
        }
        catch (UnreadableValueException)
        {
            expected = (false, default);
        }

        var isRead = format.ReaderOf<T>().TryRead(value, out var result);
        Assert.True(
            expected.IsRead == isRead && (!isRead || EqualityComparer<T>.Default.Equals(expected.Result, result)),
            $"{format.Subprotocol}, {typeof(T)}, {Convert.ToHexString(value)}: {expected}, but {(isRead, result)}");
    }
}
