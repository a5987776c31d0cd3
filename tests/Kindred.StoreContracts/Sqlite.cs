using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using SQLitePCL;
using Xunit;

namespace Kindred.StoreContracts;

// The suite on SQLite, the first engine.
public sealed class SqliteRecordTest : RecordContract;

public sealed class SqliteConnectionTest : ConnectionContract;

public sealed class SqliteTellingTest : TellingContract;

public sealed class SqliteDepositTest : DepositContract;

public sealed class SqliteConcernTest : ConcernContract;

public sealed class SqliteStewardingTest : StewardingContract;

public sealed class SqliteMemberTest : MemberContract;

public sealed class SqliteSearchTest : SearchContract;

public sealed class SqliteWithdrawalTest : WithdrawalContract, IDisposable
{
    void IDisposable.Dispose()
    {
        // The index was edited below FTS5: it must still think itself whole.
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(Archive.Folder, "kindred.db"), out sqlite3 database));
        using (database) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1); PRAGMA integrity_check"));
        Dispose();
    }
}

public sealed class SqliteMigrationTest : ArchiveContract
{
    [Fact]
    public async Task Links_of_an_earlier_archive_are_websites_and_nothing_else_is_changed()
    {
        RecordContent before = new RecordContent { Language = "en" }.With("title", new FieldValue.One("A \"group\" of ñandú"))
            .With("links", new FieldValue.Many(["https://example.org/?a=1&b=2", "https://example.org/ñ"]));
        Domain.Records.Record record = Some.Record() with { Kind = "organisation", Content = before };
        Deposit deposit = Some.Deposit() with
        {
            Records =
            [
                new DepositedRecord { Ref = "1", Entry = RecordId.Mint(), Kind = "practice", Content = before.With("links", null) },
                new DepositedRecord { Ref = "2", Entry = RecordId.Mint(), Kind = "organisation", Content = before },
            ],
        };
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(deposit, []);
        });
        await Migrate("0007_websites");
        string wanted = before.With("links", null).With("websites", before["links"]).Json();
        Assert.Equal(wanted, (await Archive.Write(session => session.FindRecord(record.Id)))!.Content.Json());
        Assert.Equal(wanted, (await Archive.Write(session => session.FindRevision(record.Id, record.LatestRevision)))!.Content.Json());
        Deposit now = (await Archive.Write(session => session.FindDeposit(deposit.Id)))!;
        Assert.Equal([before.With("links", null).Json(), wanted], now.Records.Select(one => one.Content.Json()));
        Assert.Equal(deposit.Records.Select(one => one.Entry), now.Records.Select(one => one.Entry));
    }

    [Fact]
    public async Task Revisions_of_an_earlier_archive_rest_on_what_their_record_did_and_its_deposits_were_refused_by_nobody()
    {
        Domain.Records.Record vouched = Some.Record() with { Basis = PublicationBasis.PublicSources }, answered = Some.Record();
        Deposit deposit = Some.Deposit();
        await Archive.Write(session =>
        {
            session.PutWhole(vouched);
            session.Put(Some.Revision(vouched, 2));
            session.PutWhole(answered);
            session.Put(deposit, []);
        });
        await Migrate("0008_basis_of_a_revision", "ALTER TABLE revisions DROP COLUMN basis; UPDATE deposits SET held = json_remove(held, '$.refusals')");
        Assert.All(await Archive.Write(session => session.Revisions(vouched.Id)), one => Assert.Equal(PublicationBasis.PublicSources, one.Basis));
        Assert.All(await Archive.Write(session => session.Revisions(answered.Id)), one => Assert.Equal(PublicationBasis.Consent, one.Basis));
        Assert.Empty((await Archive.Write(session => session.FindDeposit(deposit.Id)))!.Refusals);
    }

    /// <param name="before">What brings the archive to the form it had.</param>
    private async Task Migrate(string name, string before = "")
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(Archive.Folder, "kindred.db"), out sqlite3 database));
        using (StreamReader script = new(typeof(Kindred.Sqlite.SqliteArchive).Assembly.GetManifestResourceStream(name)!))
        using (database) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, $"{before};{await script.ReadToEndAsync()}"));
        Archive.Reopen();
    }
}

public sealed class SqliteWriterTest : WriterContract
{
    [Fact]
    public async Task Files_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        await Archive.Write(session => session.PutWhole(Some.Record()));
        Assert.True(Directory.GetFiles(Archive.Folder).Length >= 3);
        foreach (string file in Directory.GetFiles(Archive.Folder)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task What_cannot_be_written_says_so_and_the_next_write_goes_on()
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(Archive.Folder, "kindred.db"), out sqlite3 other));
        using (other)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "BEGIN IMMEDIATE"));
            await Assert.ThrowsAsync<ArchiveUnwritableException>(() => Archive.Write(session => session.PutWhole(Some.Record("Never"))));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "ROLLBACK"));
        }

        await Archive.Write(session => session.PutWhole(Some.Record("Then")));
        Assert.Equal("Then", Assert.Single(await Archive.Records.Newest([], 9, Some.Anyone, Cancel)).Title);
    }
}
