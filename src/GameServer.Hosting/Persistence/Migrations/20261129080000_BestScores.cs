using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GameServer.Hosting.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class BestScores : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_scores_Best_Total",
                table: "scores",
                columns: new[] { "Best", "Total" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_scores_Best_Total",
                table: "scores");
        }
    }
}
