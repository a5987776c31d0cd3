using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using SQLitePCL;
using Xunit;

namespace Kindred.StoreContracts;

// The suite on SQLite, the first engine.
public sealed class SqliteRecordTest : RecordContract;

public sealed class SqliteConnectionTest : ConnectionContract;

public sealed class SqliteNetworkTest : NetworkContract;

public sealed class SqliteMintingTest : MintingContract;

public sealed class SqliteTellingTest : TellingContract;

public sealed class SqliteDepositTest : DepositContract;

public sealed class SqliteConcernTest : ConcernContract;

public sealed class SqliteStewardingTest : StewardingContract;

public sealed class SqliteProposalTest : ProposalContract;

public sealed class SqlitePartTest : PartContract;

public sealed class SqliteEmbargoTest : EmbargoContract;

public sealed class SqliteMergeTest : MergeContract;

public sealed class SqliteImportTest : ImportContract;

public sealed class SqliteWholeTest : WholeContract;

public sealed class SqliteMemberTest : MemberContract;

public sealed class SqliteUnconsentedTest : UnconsentedContract
{
    [Fact]
    public async Task Nor_does_anything_else_that_opens_the_file_store_it()
    {
        Domain.Records.Record record = Some.Record(state: RecordState.Asked) with { Communities = [RecordId.Mint()] };
        await Archive.Write(session => session.PutWhole(record));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(Archive.Folder, "kindred.db"), out sqlite3 other));
        using (other)
        {
            Assert.Equal(raw.SQLITE_CONSTRAINT, raw.sqlite3_exec(other, "UPDATE records SET state = 1, published = 1"));
            Assert.Equal("unconsented publication", raw.sqlite3_errmsg(other).utf8_to_string());
        }

        Assert.Equal(RecordState.Asked, (await Archive.Write(session => session.FindRecord(record.Id)))!.State);
    }
}

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

    [Fact]
    public async Task Why_one_keeper_was_enough_is_read_from_old_reasons_only_where_it_can_be_true()
    {
        await Archive.Write(session =>
        {
            session.PutValue("founded", Some.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            Write(ActKind.KeeperGrant, 0, "ines", "first days; he comes");
            Write(ActKind.Grant, -1, "ines", "first days");
            Write(ActKind.KeeperGrant, 1, "ines", "first days; I say so");
            Write(ActKind.KeeperGrant, -1, "ines, kofi", "first days; they say so");
            Write(ActKind.Setting, -1, "ines", "first days; a setting takes one");
            Write(ActKind.NewLink, 5, "keeper", "alone: both are away");
            Write(ActKind.NewLink, 5, "ines", "alone: forged");

            void Write(ActKind kind, int days, string by, string reason) => session.Write(new Act(kind, [], Some.Today.AddDays(days), IsPublic: true, by, reason));
        });
        await Migrate("0020_keepers", Undo());
        var acts = (await Archive.Records.Acts(ofPowerOnly: true, 50, Some.Anyone, Cancel)).Select(act => (act.Value.Act.SoleWord, act.Value.Act.Reason)).Reverse();
        Assert.Equal(
            [
                (SoleWord.FirstDays, "he comes"), (SoleWord.FirstDays, null), (SoleWord.None, "first days; I say so"), (SoleWord.None, "first days; they say so"),
                (SoleWord.None, "first days; a setting takes one"), (SoleWord.Alone, "both are away"), (SoleWord.None, "alone: forged"),
            ],
            acts);
    }

    [Fact]
    public async Task A_role_that_two_keepers_ended_before_leaves_no_grace()
    {
        Member ended = Keeper("ines"), ranOut = Keeper("kofi");
        await Archive.Write(session =>
        {
            session.Put(ended);
            session.Put(ranOut);
            session.Write(new Act(ActKind.KeeperTermEnd, [ended.Id], Some.Today, IsPublic: true, "lee, mo"));
        });
        await Migrate("0020_keepers", Undo());
        Assert.IsType<KeepersTerm.None>(KeepersTerm.Of((await Archive.Members.Find("ines", Cancel))!, Some.Today));
        Assert.IsType<KeepersTerm.Grace>(KeepersTerm.Of((await Archive.Members.Find("kofi", Cancel))!, Some.Today));

        static Member Keeper(string handle) => new()
        {
            Id = RecordId.Mint(), Handle = handle, SecurityStamp = "s", Joined = Some.Today.AddDays(-9), Roles = [new Role(null, Some.Today.AddDays(-9), Some.Today.AddDays(-1))],
        };
    }

    /// <summary>What 0020 made, unmade.</summary>
    private static string Undo() => string.Join(';', [
        "DROP INDEX acts_alone; ALTER TABLE acts DROP COLUMN enough; ALTER TABLE acts DROP COLUMN second_reason",
        "CREATE INDEX acts_alone ON acts (day) WHERE is_public = 1 AND by = 'keeper' AND substr(reason, 1, 7) = 'alone: '",
        "DROP TABLE appointments; DROP TABLE refused_in_act",
        .. ((string[])["no_unconsented_record", "no_unconsented_revision", "no_steward_passed_over", "no_unconsented_connection", "no_unconsented_words", "refused_while_public"]).Select(name => "DROP TRIGGER " + name),
        "DROP VIEW unconsented_records; DROP VIEW unconsented_connections; ALTER TABLE roles DROP COLUMN ended",
    ]);

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
