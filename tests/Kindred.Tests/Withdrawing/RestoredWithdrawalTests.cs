using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Shared.Publishing;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.Life;

namespace Kindred.Tests.Withdrawing;

/// <summary>A back-up brings back nothing that was taken away after it.</summary>
public sealed class RestoredWithdrawalTests
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
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        CommandResult made = await Terminal.Run(Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, made.Exit);

        await archive.Write(session => archive.Get<Destruction>().Destroy(session, session.FindDepositOf(kin)!, archive.Today));
        await asked.Withdraw(both, marsh, "amal");
        await concerns.TakeBack(taken, CancellationToken.None);
        Assert.True(await archive.Get<Features.Reviewing.SettleConcern>().Do([(await concerns.Find(closed, CancellationToken.None))!.Id], asked.Keeper(), CancellationToken.None));

        await using TestArchive older = await TestArchive.Start();
        await older.Stop();
        Directory.Delete(older.Folder, recursive: true);
        Assert.Equal(ExitStatus.Done, (await Restore.Do(older.Settings, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None)).Exit);
        Assert.Empty(Residue.In(older.Folder, "aunkoenig"));
        await using TestArchive restored = await TestArchive.Start(older.Folder, archive.Clock);
        Asked there = new(restored);
        Assert.Null(await there.Shown(kin));
        Assert.Equal(1, await there.Shown(other));
        Assert.Equal([2], (await restored.Writer.Write(session => session.Revisions(both), CancellationToken.None)).Select(one => one.Number));

        async Task<ReceiptCode> Raise(string text) => Assert.IsType<ConcernOutcome.Received>(
            await concerns.Raise(other, ConcernAbout.NamesMe, text, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), false, CancellationToken.None)).Receipt;
    }
}
