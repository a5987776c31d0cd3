using System.Net;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Features.Withdrawing;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Host;

public class BackupTests
{
    [Fact]
    public async Task A_back_up_is_restored_without_what_was_withdrawn_since()
    {
        await using TestArchive archive = await TestArchive.Start();
        string token = await archive.Member("amina");
        RecordId kept = await archive.Publish("practice", Told.Content("A vigil by the river"));
        RecordId withdrawn = await archive.Publish("practice", Told.Content("A zirkonwurz kitchen that fed the strike"));
        Assert.NotEmpty(Residue.In(archive.Folder, "onwurz"));
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        CommandResult made = await Terminal.Run(
            Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, made.Exit);
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(file));
        archive.Get<WithdrawalJournal>().Destroyed(
            withdrawn, archive.Today, new Tombstone(withdrawn, archive.Today, "It is no longer ours to tell."));

        await using TestArchive other = await TestArchive.Start();
        await other.Stop();
        Directory.Delete(other.Folder, recursive: true);
        CommandResult restored = await Restore.Do(other.Settings, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, restored.Exit);
        Assert.Empty(Residue.In(other.Folder, "onwurz"));

        await using TestArchive again = await TestArchive.Start(other.Folder, archive.Clock);
        Viewer anyone = new Viewer.Public(again.Today);
        Assert.IsType<Reading.Found>(await again.Records.Read(kept, anyone, 1, CancellationToken.None));
        Reading.Withdrawn tombstone = Assert.IsType<Reading.Withdrawn>(await again.Records.Read(withdrawn, anyone, 1, CancellationToken.None));
        Assert.Equal("It is no longer ours to tell.", tombstone.Tombstone.Words);
        // Whoever signed in with the back-up's keys may have been shut out since.
        using HttpClient amina = again.With(token), anew = again.With(await again.Token("amina"));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), ((await amina.GetAsync("/api/v1/keep/members")).StatusCode, (await anew.GetAsync("/api/v1/keep/members")).StatusCode));
        Assert.Equal(archive.Get<Keystore>().HashSecret("a secret"), again.Get<Keystore>().HashSecret("a secret"));
        // The next restore needs the lines of this journal too.
        Assert.True(File.Exists(again.Settings.Journal));
    }

    [Fact]
    public async Task Nobody_is_let_in_by_what_was_revoked_and_who_holds_a_role_is_said()
    {
        await using TestArchive archive = await TestArchive.Start();
        string kay = await archive.Member("kay"), browser = await archive.Session("kay"), feed = await archive.Get<MakeToken>().Do("kay", SessionKind.Feed, null, 365, CancellationToken.None) ?? "";
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        await archive.Write(session => session.DestroySessions("kay", null));
        Settings elsewhere = Settings.Read(archive.Folder + "-again", []);
        CommandResult restored = await Restore.Do(elsewhere, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None);
        Assert.Contains(restored.Lines, line => line.StartsWith("kay  keeper", StringComparison.Ordinal));
        Assert.Equal("kay", (string?)restored.Json!["members"]![0]!["handle"]);
        await using TestArchive again = await TestArchive.Start(elsewhere.Data, archive.Clock);
        // Those of the founding keepers are made anew when it opens.
        Assert.DoesNotContain(await again.Get<IMemberStore>().Invitations(CancellationToken.None), link => link.Handle is not null);
        using HttpClient program = again.With(kay), page = again.SignedIn(browser), anyone = again.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/keep/members")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await page.GetAsync("/keep")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/feed/{feed}.atom")).StatusCode);
        using HttpResponseMessage join = await anyone.GetAsync("/join/" + archive.FoundingLinks[0]);
        Assert.NotEqual(HttpStatusCode.OK, join.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_restored_without_the_journal_or_over_an_archive()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Otherwise, (await Restore.Do(archive.Settings, file, null, "lost", archive.Clock, CancellationToken.None)).Exit);
        Settings elsewhere = Settings.Read(archive.Folder + "-again", []);
        Assert.Equal(ExitStatus.Otherwise, (await Restore.Do(elsewhere, file, null, null, archive.Clock, CancellationToken.None)).Exit);
        Assert.False(Directory.Exists(elsewhere.Data));
        Assert.Equal(ExitStatus.Done, (await Restore.Do(elsewhere, file, null, "the disk with the journal burned", archive.Clock, CancellationToken.None)).Exit);
        // It has one again, or it would not start.
        JournalPlace.CheckNotGone(elsewhere);
        Assert.True(File.Exists(elsewhere.Journal));
        await using TestArchive again = await TestArchive.Start(elsewhere.Data);
        Assert.Contains(
            await again.Records.Acts(false, 10, new Viewer.Public(again.Today), CancellationToken.None),
            act => act.Value.Act.Reason?.Contains("burned", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task An_archive_in_which_nothing_was_withdrawn_has_a_journal_and_is_restored_by_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        await archive.Stop();
        Directory.Delete(archive.Folder, recursive: true);
        // It lies where it is looked for.
        CommandResult restored = await Restore.Do(archive.Settings, file, null, null, archive.Clock, CancellationToken.None);
        Assert.Equal((ExitStatus.Done, 0), (restored.Exit, (int)restored.Json!["withdrawals"]!));
        await using TestArchive again = await TestArchive.Start(archive.Folder);
    }

    [Fact]
    public async Task A_back_up_is_made_though_its_mark_cannot_be()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_JOURNAL", Path.Combine(Path.GetTempPath(), RecordId.Mint().ToString(), "gone.jsonl"))]);
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        Assert.Equal(ExitStatus.Done, (await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None)).Exit);
    }

    [Fact]
    public async Task A_database_without_its_keystore_does_not_open()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Stop();
        File.Delete(archive.Settings.Keystore);
        Assert.Throws<WrongUsageException>(() => DataFolder.TryTake(archive.Settings));
    }
}
