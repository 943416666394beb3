using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GameServer.Hosting.Persistence;

internal sealed class GameServerContext(DbContextOptions<GameServerContext> options) : DbContext(options)
{
    private WalletLedger? _wallets;
    private Savepoint? _savepoint;

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<ScoreRow> Scores => Set<ScoreRow>();

    public DbSet<WalletEntryRow> WalletEntries => Set<WalletEntryRow>();

    public DbSet<OwnedItemRow> OwnedItems => Set<OwnedItemRow>();

    /// <summary>What changes <see cref="WalletEntries"/> and <see cref="OwnedItems"/>.</summary>
    public WalletLedger Wallets => _wallets ??= new WalletLedger(this);

    /// <summary>Where a piece of work begins.</summary>
    public Savepoint Savepoint => _savepoint ??= new Savepoint(this);

    public override void Dispose()
    {
        _savepoint?.Dispose();
        _wallets?.Dispose();
        base.Dispose();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // SQLite has no type for moments; as numbers they can be compared in every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AccountRow>(account =>
        {
            account.ToTable("accounts");
            account.Property(row => row.Name).HasMaxLength(200);
            account.Property(row => row.NameKey).HasMaxLength(600);
            account.Property(row => row.PasswordHash).HasMaxLength(200);
            account.HasIndex(row => row.NameKey).IsUnique();
        });
        modelBuilder.Entity<TokenRow>(token =>
        {
            token.ToTable("tokens");
            token.HasKey(row => row.Hash);
            token.Property(row => row.Hash).HasMaxLength(32);
            token.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
            token.HasIndex(row => row.Expires);
        });
        modelBuilder.Entity<ScoreRow>(score =>
        {
            score.ToTable("scores");
            score.HasKey(row => row.AccountId);
            score.Property(row => row.AccountId).ValueGeneratedNever();
            score.HasOne<AccountRow>().WithOne().HasForeignKey<ScoreRow>(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
            score.HasIndex(row => new { row.Total, row.Best });
            score.HasIndex(row => new { row.Best, row.Total });
        });
        modelBuilder.Entity<WalletEntryRow>(entry =>
        {
            // Nobody spends what he has not, whatever the code above thinks of it.
            entry.ToTable("wallet_entries", table => table.HasCheckConstraint("CK_wallet_entries_Balance", "\"Balance\" >= 0"));
            entry.Property(row => row.Item).HasMaxLength(64);
            entry.Property(row => row.Key).HasMaxLength(64);
            entry.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
            entry.HasIndex(row => new { row.AccountId, row.Key }).IsUnique();
            entry.HasIndex(row => new { row.AccountId, row.Id });
        });
        modelBuilder.Entity<OwnedItemRow>(owned =>
        {
            owned.ToTable("owned_items");
            owned.HasKey(row => new { row.AccountId, row.Item });
            owned.Property(row => row.Item).HasMaxLength(64);
            owned.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
