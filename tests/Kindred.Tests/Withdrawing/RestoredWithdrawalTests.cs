using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Sqlite;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using SQLitePCL;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Withdrawing;

/// <summary>A back-up brings back nothing that was taken away after it.</summary>
public sealed partial class RestoredWithdrawalTests
{
    [Fact]
    public async Task Neither_a_kinship_between_what_stays_nor_a_revision_nor_a_concern_comes_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo"), sea = await asked.Community("Sea people", Protocol.AnySteward);
        RecordId both = await asked.Practice(marsh, hill), other = await asked.Practice(sea);
        RecordId kin = await asked.Kin(other, await asked.Practice(sea));
        Assert.Equal(1, await asked.Shown(kin));
        await asked.Answer(both, marsh, "amal");
        await asked.Answer(both, hill, "bo");
        await asked.Correct(both, "only us", hill);
        await asked.Answer(both, hill, "bo");
        RaiseConcern concerns = archive.Get<RaiseConcern>();
        ReceiptCode taken = await Raise("zaunkoenig"), closed = await Raise("zaunkoenig");
        string file = await BackUp(archive);

        await archive.Write(session => archive.Get<Destruction>().Destroy(session, session.FindDepositOf(kin)!, [], archive.Today));
        await asked.Withdraw(both, marsh, "amal");
        await concerns.TakeBack(taken, CancellationToken.None);
        Assert.True(await archive.Get<Features.Reviewing.SettleConcern>().Do([(await concerns.Find(closed, CancellationToken.None))!.Id], asked.Keeper(), CancellationToken.None));
        DateOnly day = archive.Today;
        await archive.Pass(3);

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Assert.Null(await there.Shown(kin));
        Assert.Equal(1, await there.Shown(other));
        Assert.Equal([2], (await restored.Writer.Write(session => session.Revisions(both), CancellationToken.None)).Select(one => one.Number));
        // Whoever comes back with its receipt is told when it was dealt with.
        RaiseConcern again = restored.Get<RaiseConcern>();
        Assert.Equal((true, day), ((await again.Find(closed, CancellationToken.None))!.IsClosed, (await again.Find(closed, CancellationToken.None))!.Day));
        Assert.Null(await again.Find(taken, CancellationToken.None));

        async Task<ReceiptCode> Raise(string text) => Assert.IsType<ConcernOutcome.Received>(
            await concerns.Raise(other, ConcernAbout.NamesMe, text, "", "", "", Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), false, CancellationToken.None)).Receipt;
    }

    [Fact]
    public async Task What_a_community_said_against_it_holds_until_the_community_says_otherwise()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", new Protocol(2), "bo", "chi");
        RecordId declined = await asked.Practice(marsh), unclear = await asked.Practice(marsh), limited = await asked.Practice(marsh), withdrawn = await asked.Practice(hill);
        foreach (RecordId one in (RecordId[])[declined, unclear, limited]) await asked.Answer(one, marsh, "amal");
        foreach (string one in (string[])["bo", "chi"]) await asked.Answer(withdrawn, hill, one);
        RecordId note = await asked.Note(withdrawn), kin = await asked.Kin(declined, unclear);
        foreach (string one in (string[])["bo", "chi"]) await asked.Answer(note, hill, one);
        await asked.Answer(kin, marsh, "amal");
        RecordId[] all = [declined, unclear, limited, withdrawn, note, kin];
        foreach (RecordId one in all) Assert.Equal(1, await asked.Shown(one));
        string file = await BackUp(archive);

        await asked.Answer(kin, marsh, "amal", ConsentAnswer.Declined);
        await asked.Answer(declined, marsh, "amal", ConsentAnswer.Declined);
        await asked.Answer(unclear, marsh, "amal", ConsentAnswer.Conditional);
        await asked.Answer(limited, marsh, "amal", until: archive.Today.AddDays(1));
        Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(withdrawn, hill, "bo"));
        await archive.Pass(2);
        foreach (RecordId one in all) Assert.Null(await asked.Shown(one));

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        foreach (RecordId one in all)
        {
            Assert.Null(await there.Shown(one));
            Assert.IsType<WithdrawOutcome.Unknown>(await restored.Get<WithdrawRecord>().Show(one, there.Keeper(), CancellationToken.None));
            Assert.Null(await there.Shown(one));
        }

        using (SignedInBrowser amal = await SignedInBrowser.Of(restored, "amal"))
            Assert.Contains("before this archive was restored", await amal.Read($"/desk/records/{declined}?lang=en"), StringComparison.Ordinal);
        await restored.Pass(40);
        Assert.Equal(RecordState.Declined, (await there.Find(declined))?.State);
        Assert.Equal(RecordState.Hidden, (await there.Find(withdrawn))?.State);
        foreach (RecordId one in (RecordId[])[declined, unclear, limited, kin]) await there.Answer(one, marsh, "amal");
        foreach (string one in (string[])["bo", "chi"]) await there.Answer(withdrawn, hill, one);
        foreach (RecordId one in all) Assert.Equal(1, await there.Shown(one));
    }

    [Fact]
    public async Task A_no_to_what_was_asked_about_only_holds_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill), changed = await asked.Practice(hill), history = await asked.Practice(marsh, hill);
        await asked.Answer(changed, hill, "bo");
        await asked.Correct(changed, "with the marsh", marsh, hill);
        foreach (RecordId one in (RecordId[])[practice, changed, history]) await asked.Answer(one, marsh, "amal");
        await asked.Answer(history, hill, "bo");
        await asked.Correct(history, "only us", hill);
        await asked.Answer(history, hill, "bo");
        string file = await BackUp(archive);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        await asked.Answer(changed, marsh, "amal", ConsentAnswer.Declined);
        await asked.Withdraw(history, marsh, "amal");

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        foreach (RecordId one in (RecordId[])[practice, changed]) await there.Answer(one, hill, "bo");
        Assert.Equal((null, 1, 2), (await there.Shown(practice), await there.Shown(changed), await there.Shown(history)));
        Assert.Null(await restored.Records.Revision(history, 1, there.Keeper(), CancellationToken.None));
    }

    [Fact]
    public async Task Neither_a_taken_proposal_that_was_withdrawn_nor_a_part_that_was_destroyed_in_one_comes_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward)), other = await asked.Practice(await asked.Community("Hill people", Protocol.AnySteward));
        Depositing.Proposed taken = await Depositing.Proposed.To(archive, practice, """{"story":"the zaunkoenig","learned":"a zaunkoenig"}""", why: "zaunkoenig");
        Depositing.Proposed waiting = await Depositing.Proposed.To(archive, other, """{"story":"the zaunkoenig","learned":"Patience."}""", why: "zaunkoenig");
        Assert.IsType<Features.Reviewing.ReviewOutcome.Done>(await taken.Take(basis: PublicationBasis.PublicSources));
        string file = await BackUp(archive);
        await taken.Withdraw();
        await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, other, "story", null, archive.Today)));

        // No byte of it is in the restored folder.
        await using TestArchive restored = await Restored(archive, file);
        Record record = await Depositing.Proposed.Record(restored, practice);
        Assert.Equal(("first", null), (record.Content.Text("story"), record.Content.Text("learned")));
        Assert.Null(await new Depositing.Proposed(restored, taken.Receipt).Find());
        Assert.Equal(["learned"], (await new Depositing.Proposed(restored, waiting.Receipt).Deposit()).Proposal!.Parts);
    }

    [Fact]
    public async Task Where_only_what_was_destroyed_is_left_a_tombstone_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo");
        string file = await BackUp(archive);
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "bo");
        await asked.Withdraw(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));

        await using TestArchive restored = await Restored(archive, file);
        using HttpClient anyone = restored.Anyone();
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{practice}")).StatusCode);
    }

    [Fact]
    public async Task What_the_back_up_knows_is_not_done_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId shown = await asked.Practice(sea), given = await asked.Practice(marsh), after = await asked.Practice(sea);
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        await withdraw.Hide(shown, "a name", asked.Keeper(), CancellationToken.None);
        await withdraw.Show(shown, asked.Keeper(), CancellationToken.None);
        await asked.Answer(given, marsh, "amal", ConsentAnswer.Declined);
        await asked.Answer(given, marsh, "amal");
        string file = await BackUp(archive);
        await withdraw.Hide(after, "a name", asked.Keeper(), CancellationToken.None);

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Assert.Equal((1, 1, null), (await there.Shown(shown), await there.Shown(given), await there.Shown(after)));
        // Its own back-up knows these lines too.
        await restored.Get<WithdrawRecord>().Show(after, there.Keeper(), CancellationToken.None);
        await using TestArchive again = await Restored(restored, await BackUp(restored));
        Assert.Equal(1, await new Asked(again).Shown(after));
    }

    [Fact]
    public async Task Two_journals_are_followed_and_kept_as_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        RecordId here = await asked.Practice(sea), elsewhere = await asked.Practice(sea);
        string file = await BackUp(archive);
        await asked.Destroy(here);
        Settings place = Place();
        Directory.CreateDirectory(Path.GetDirectoryName(place.Data)!);
        new WithdrawalJournal(place.Journal).Destroyed(elsewhere, archive.Today, null);
        // Told which journal is the archive's, and not told.
        foreach (string? journal in (string?[])[archive.Settings.Journal, archive.Settings.Journal, null])
        {
            if (Directory.Exists(place.Data)) Directory.Delete(place.Data, recursive: true);
            Assert.Equal(ExitStatus.Done, (await Restore.Do(place, file, journal, null, archive.Clock, CancellationToken.None)).Exit);
            Assert.Equal([elsewhere.ToString(), here.ToString()], WithdrawalJournal.Read(place.Journal).Where(line => line.What == JournalWhat.Destroyed).Select(line => line.Id));
        }

        await using TestArchive restored = await TestArchive.Start(place.Data, archive.Clock);
        Asked there = new(restored);
        Assert.Equal((null, null), (await there.Shown(here), await there.Shown(elsewhere)));
    }

    [Fact]
    public async Task No_journal_but_its_own_is_taken_for_its_own_nor_one_from_before_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        Settings place = Place();
        Directory.CreateDirectory(Path.GetDirectoryName(place.Data)!);
        string other = Path.Combine(Path.GetDirectoryName(place.Data)!, "other.jsonl"), before = other + ".before";
        new WithdrawalJournal(other).Destroyed(RecordId.Mint(), archive.Today, null);
        await asked.Destroy(await asked.Practice(sea));
        File.Copy(archive.Settings.Journal, before);
        string file = await BackUp(archive);
        foreach (string journal in (string[])[other, before])
        {
            CommandResult refused = await Restore.Do(place, file, journal, null, archive.Clock, CancellationToken.None);
            Assert.Equal((ExitStatus.Otherwise, "other-journal"), (refused.Exit, (string?)refused.Json!["outcome"]));
            Assert.Equal((false, false), (Directory.Exists(place.Data), File.Exists(place.Journal)));
        }

        // Somebody says why, and it is followed all the same.
        Assert.Equal(ExitStatus.Done, (await Restore.Do(place, file, before, "the disk burned", archive.Clock, CancellationToken.None)).Exit);
        await using TestArchive restored = await TestArchive.Start(place.Data, archive.Clock);
        using HttpClient anyone = restored.Anyone();
        Assert.Contains("the disk burned", await anyone.GetStringAsync("/about/acts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_up_without_a_mark_is_held_to_its_tombstones()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        await asked.Destroy(practice);
        // The journal could not be written when the back-up was made.
        string kept = archive.Settings.Journal + ".kept", file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        File.Move(archive.Settings.Journal, kept);
        Directory.CreateDirectory(archive.Settings.Journal);
        CommandResult made = await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal((ExitStatus.Done, false), (made.Exit, (bool)made.Json!["isMarked"]!));
        Settings place = Place();
        string empty = kept + ".empty";
        await File.WriteAllTextAsync(empty, "");
        Assert.Equal("other-journal", (string?)(await Restore.Do(place, file, empty, null, archive.Clock, CancellationToken.None)).Json!["outcome"]);
        Assert.Equal(ExitStatus.Done, (await Restore.Do(place, file, kept, null, archive.Clock, CancellationToken.None)).Exit);
    }

    [Fact]
    public async Task What_is_no_journal_is_refused_by_its_first_line_that_is_none()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = await BackUp(archive);
        Settings place = Place();
        await File.AppendAllTextAsync(archive.Settings.Journal, "{\"what\":\"destr\nmilk, bread\n");
        CommandResult refused = await Restore.Do(place, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None);
        Assert.Equal((ExitStatus.Otherwise, "no-journal"), (refused.Exit, (string?)refused.Json!["outcome"]));
        Assert.Contains("line 3", refused.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("milk", string.Concat(refused.Lines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.Data));
    }

    [Fact]
    public async Task A_restore_that_breaks_off_leaves_no_journal_behind()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(archive.Folder, "kindred.db"), out sqlite3 database));
        using (database) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "CREATE TRIGGER stuck BEFORE DELETE ON records BEGIN SELECT RAISE(ABORT, 'stuck'); END"));
        string file = await BackUp(archive);
        archive.Get<WithdrawalJournal>().Destroyed(practice, archive.Today, null);
        Settings place = Place();
        await Assert.ThrowsAsync<SqliteFailureException>(() => Restore.Do(place, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None));
        Assert.Equal((false, false), (Directory.Exists(place.Data), File.Exists(place.Journal)));
    }

    private static async Task<string> BackUp(TestArchive archive, string name = "backup.tar")
    {
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, name);
        CommandResult made = await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, made.Exit);
        return file;
    }

    /// <summary>The back-up as an archive of its own, with the journal of the one that it is of.</summary>
    private static async Task<TestArchive> Restored(TestArchive archive, string file)
    {
        Settings place = Place();
        Assert.Equal(ExitStatus.Done, (await Restore.Do(place, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None)).Exit);
        Assert.Empty(Residue.In(place.Data, "aunkoenig"));
        return await TestArchive.Start(place.Data, archive.Clock);
    }

    private static Settings Place() => Settings.Read(Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint(), "data"), []);
}
