using GameServer.Hosting.Operations;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>Checks the section <c>Rooms</c> at start-up.</summary>
internal sealed class RoomOptionsValidator : IValidateOptions<RoomOptions>
{
    public ValidateOptionsResult Validate(string? name, RoomOptions options) =>
        new OptionsRange(RoomOptions.Section)
            .Within(nameof(options.MaxRooms), options.MaxRooms, 1, 10_000)
            .Within(nameof(options.MaxWatchers), options.MaxWatchers, 0, 10_000)
            .Within(nameof(options.Threads), options.Threads, 1, 256)
            .Within(nameof(options.EmptySeconds), options.EmptySeconds, 0, 86_400)
            .Within(nameof(options.CatchUpTicks), options.CatchUpTicks, 0, 30)
            .Within(nameof(options.LateMilliseconds), options.LateMilliseconds, 1, 1_000)
            .Result;
}
