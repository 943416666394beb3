using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GameServer.Hosting.Persistence.Migrations
{
    /// <summary>
    /// Gives each account the key that names are compared by since then. Where two old names have one key now, the first
    /// account with a password keeps it; each other gets a key of its own, which no name that is typed has.
    /// </summary>
    public partial class NameKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_accounts_NameKey",
                table: "accounts");

            // The server's own function: see AccountNames.
            migrationBuilder.Sql("UPDATE accounts SET NameKey = name_key(Name)");
            migrationBuilder.Sql(
                """
                UPDATE accounts SET NameKey = NameKey || '/' || Id
                WHERE Id IN (
                    SELECT Id FROM (
                        SELECT Id, ROW_NUMBER() OVER (PARTITION BY NameKey ORDER BY PasswordHash IS NULL, Id) AS Place FROM accounts)
                    WHERE Place > 1)
                """);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_NameKey",
                table: "accounts",
                column: "NameKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("UPDATE accounts SET NameKey = upper(Name)");
    }
}
