using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GameServer.Rpc.Tests.Support;

/// <summary>Looks into every error that a test is answered with: nothing of the server's inside may show.</summary>
public static partial class Leaks
{
    public static void None(JsonNode message)
    {
        JsonArray replies = message as JsonArray ?? [message.DeepClone()];
        foreach (var reply in replies.OfType<JsonObject>())
        {
            if (reply["error"] is { } error)
            {
                Assert.DoesNotMatch(Inside(), error.ToJsonString(Plain));
            }
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Exceptions and stacks, namespaces, generic types, and paths of the machine that built or runs it.
    [GeneratedRegex(@"Exception|   at |\bSystem\.|GameServer\.|StreamJsonRpc|MessagePack|Newtonsoft|`\d|\w/\w+/|\\\\|\.cs\b|\.dll\b", RegexOptions.IgnoreCase)]
    private static partial Regex Inside();
}
