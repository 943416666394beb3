using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>The schema that this version of the program works with.</summary>
/// <param name="Migrations">The ids of its migrations, in their order.</param>
/// <param name="Tables">The names of its tables.</param>
internal sealed record DatabaseSchema(IReadOnlyList<string> Migrations, IReadOnlyList<string> Tables)
{
    /// <summary>Reads it from the model. The database is not opened.</summary>
    /// <param name="context">A context of the model.</param>
    public static DatabaseSchema Of(DbContext context) => new(
        [.. context.Database.GetMigrations()],
        [.. context.Model.GetEntityTypes().Select(static type => type.GetTableName()).OfType<string>()]);
}
