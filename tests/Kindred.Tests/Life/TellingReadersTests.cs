using System.Net;
using System.Text.Json;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>A telling says whom it is for, and its communities answer for that as for its words.</summary>
public sealed class TellingReadersTests
{
    private const string ForCommunities = "\"readBy\":\"communities\",";

    [Fact]
    public async Task One_that_is_for_its_community_is_nobody_elses()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{tellers.First}", "text/html"), json = (await tellers.Read(tellers.First)).GetRawText(), found = await Found(anyone);
        (_, RecordId telling) = await tellers.Tell(more: ForCommunities);
        Record kept = (await tellers.Asked.Find(telling))!;
        Assert.Equal((RecordState.Published, RecordVisibility.Community, false), (kept.State, kept.Visibility, kept.WasPublic));
        foreach (Viewer stranger in (Viewer[])[tellers.Asked.Anyone, tellers.Hilda])
        {
            Assert.IsType<Reading.Nothing>(await archive.Records.Read(telling, stranger, 9, CancellationToken.None));
            Assert.Equal(0, await Beside(stranger));
        }

        foreach (Viewer reader in (Viewer[])[tellers.Reed, tellers.Asked.Keeper()])
        {
            Assert.IsType<Reading.Found>(await archive.Records.Read(telling, reader, 9, CancellationToken.None));
            Assert.Equal(1, await Beside(reader));
        }

        Assert.Equal(page, await Told.Text(anyone, $"/r/{tellers.First}", "text/html"));
        Assert.Equal(json, (await tellers.Read(tellers.First)).GetRawText());
        Assert.Equal(found, await Found(anyone));
        using HttpResponseMessage answer = await anyone.GetAsync($"/r/{telling}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using HttpClient reed = archive.SignedIn(await archive.Session("reed"));
        string seen = await Told.Text(reed, $"/r/{tellers.First}", "text/html");
        Assert.Contains("By the water", seen, StringComparison.Ordinal);
        Assert.Contains("Not public: only those who answer", seen, StringComparison.Ordinal);
        Assert.Contains("Not public: only those who answer", await Told.Text(reed, $"/r/{telling}", "text/html"), StringComparison.Ordinal);

        async Task<int> Beside(Viewer viewer) =>
            (await archive.Records.Connections(tellers.First, new ConnectionFilter(ConnectionType.About, false, "telling", 1, 9), viewer, CancellationToken.None)).Total;
    }

    [Fact]
    public async Task Nobody_widens_it_alone_and_what_was_for_some_stays_theirs()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (Handed handed, RecordId telling) = await tellers.Tell(more: ForCommunities);
        await archive.Pass(2);
        await handed.Correct(tellers.Json("Told in the marsh."));
        await handed.Accept();
        Assert.Null(await tellers.Asked.Shown(telling));
        await tellers.Asked.Answer(telling, tellers.Marsh, "sedge");
        Assert.Equal(2, await tellers.Asked.Shown(telling));
        Record open = (await tellers.Asked.Find(telling))!;
        Assert.Equal((RecordVisibility.Public, true, archive.Today), (open.Visibility, open.WasPublic, open.PublishedDay));
        Assert.Equal([2], (await archive.Records.Revisions(telling, tellers.Asked.Anyone, CancellationToken.None)).Select(one => one.Value.Number));
        Assert.Equal([2, 1], (await archive.Records.Revisions(telling, tellers.Reed, CancellationToken.None)).Select(one => one.Value.Number).OrderDescending());
        Assert.Contains(await archive.Records.Acts(ofPowerOnly: false, 20, tellers.Asked.Anyone, CancellationToken.None), act =>
            act.Value.Act is { Kind: ActKind.Publication, Subjects: [var id] } written && id == telling && written.Day == archive.Today);
    }

    [Fact]
    public async Task What_anyone_could_read_leaves_a_tombstone_also_once_it_was_kept_for_some_and_what_nobody_could_leaves_none()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (Handed handed, RecordId open) = await tellers.Tell("Told to all.");
        (_, RecordId kept) = await tellers.Tell("Told to some.", ForCommunities);
        await handed.Correct(tellers.Json("Told to all.", ForCommunities));
        await handed.Accept();
        await tellers.Asked.Answer(open, tellers.Marsh, "reed");
        Record narrowed = (await tellers.Asked.Find(open))!;
        Assert.Equal((2, RecordVisibility.Community, true), (narrowed.Revision, narrowed.Visibility, narrowed.WasPublic));
        Assert.Null(await tellers.Asked.Shown(open));
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain(open.ToString(), await Found(anyone), StringComparison.Ordinal);
        // Settled once more it forgets nothing.
        await tellers.Asked.Settle(open);
        foreach (RecordId id in (RecordId[])[open, kept]) Assert.IsType<WithdrawOutcome.Destroyed>(await tellers.Asked.Withdraw(id, tellers.Marsh, "reed"));
        Assert.IsType<Reading.Withdrawn>(await archive.Records.Read(open, tellers.Asked.Anyone, 0, CancellationToken.None));
        Assert.IsType<Reading.Nothing>(await archive.Records.Read(kept, tellers.Asked.Anyone, 0, CancellationToken.None));
        Assert.DoesNotContain(kept.ToString(), await Told.Text(anyone, "/withdrawals.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wider_revision_that_is_refused_widens_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (Handed handed, RecordId telling) = await tellers.Tell(more: ForCommunities);
        await handed.Correct(tellers.Json("Told in the marsh."));
        await handed.Accept();
        await tellers.Asked.Answer(telling, tellers.Marsh, "sedge", Domain.Stewarding.ConsentAnswer.Declined);
        await tellers.Asked.Answer(telling, tellers.Marsh, "reed", Domain.Stewarding.ConsentAnswer.Declined);
        await tellers.Asked.Settle(telling);
        Record kept = (await tellers.Asked.Find(telling))!;
        Assert.Equal((RecordVisibility.Community, false), (kept.Visibility, kept.WasPublic));
        Assert.IsType<WithdrawOutcome.Destroyed>(await tellers.Asked.Withdraw(telling, tellers.Marsh, "reed"));
        Assert.IsType<Reading.Nothing>(await archive.Records.Read(telling, tellers.Asked.Anyone, 0, CancellationToken.None));
    }

    private static async Task<string> Found(HttpClient anyone)
    {
        using JsonDocument list = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/records?q=told&size=50"));
        return list.RootElement.GetProperty("total") + " " + list.RootElement.GetProperty("records").GetRawText();
    }
}
