using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Withdrawing;

/// <summary>One field or one link is taken out of a record, by as many as the community's protocol asks; the record stays.</summary>
public sealed class WithdrawnPartTests
{
    private const string Word = "zaunkoenig";
    private const string Rest = "aunkoenig";

    [Fact]
    public async Task One_stewards_word_destroys_a_field_in_every_revision_and_everywhere()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId marsh, RecordId practice) = await Published(archive, asked, Protocol.AnySteward, "amal");
        await asked.Correct(practice, $"{Word} again", marsh);
        await asked.Answer(practice, marsh, "amal");
        Assert.NotEmpty(Residue.In(archive.Folder, Rest));

        Assert.IsType<PartOutcome.Destroyed>(await TakeBack(archive, asked, practice, "story", "amal", marsh));
        Assert.Empty(Residue.In(archive.Folder, Rest));
        Assert.Equal(3, await asked.Shown(practice));
        Record record = (await asked.Find(practice))!;
        Assert.Equal((null, "At the gate"), (record.Content.Text("story"), record.Content.Title));
        Assert.All(await archive.Writer.Write(session => session.Revisions(practice), CancellationToken.None), one => Assert.Null(one.Content.Text("story")));
        Assert.Equal(ConsentAnswer.Given, (await archive.Writer.Write(session => session.Consents(practice), CancellationToken.None))[^1].Answer);
        Assert.Contains(await archive.Records.Acts(false, 9, archive.Stranger, CancellationToken.None), one => one.Value.Act is { Kind: Domain.Ledger.ActKind.PartWithdrawal, By: null, Reason: null });
    }

    [Fact]
    public async Task Fewer_than_the_protocol_asks_hide_it_from_all_but_the_community_and_keepers_and_it_can_be_put_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId marsh, RecordId practice) = await Published(archive, asked, new Protocol(2), "amal", "bo");
        Assert.Equal(new PartOutcome.Held(1, 2), await TakeBack(archive, asked, practice, "story", "amal", marsh));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{practice}", $"/r/{practice}.json", $"/r/{practice}.jsonld", $"/r/{practice}.md", $"/r/{practice}.ttl", $"/r/{practice}/history", $"/api/v1/records/{practice}",
            $"/api/v1/records/{practice}/history/2", "/export/jsonl"])
            Assert.DoesNotContain(Rest, await anyone.GetStringAsync(address), StringComparison.Ordinal);
        foreach (string address in (string[])[$"/api/v1/records?q={Word}", $"/search?q={Word}"]) Assert.DoesNotContain(practice.ToString(), await anyone.GetStringAsync(address), StringComparison.Ordinal);
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        Assert.Equal((1, 1, 0, 0), (await Seen(asked.Keeper()), await Seen(asked.Steward("bo", marsh)), await Seen(asked.Steward("chi", hill)), await Seen(archive.Stranger)));
        Assert.Single(await archive.Records.PartsAwaiting(asked.Steward("bo", marsh), 9, CancellationToken.None));
        Assert.Empty(await archive.Records.PartsAwaiting(asked.Steward("amal", marsh), 9, CancellationToken.None));
        Deposit deposit = await archive.Writer.Write(session => session.FindDepositOf(practice)!, CancellationToken.None);
        Assert.Null(deposit.Records[0].Content.Text("story"));

        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.IsType<PartOutcome.Unknown>(await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("chi", hill), CancellationToken.None));
        // Another's word alone does not take hers away.
        Assert.IsType<PartOutcome.Held>(await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("bo", marsh), CancellationToken.None));
        Assert.Equal(new PartOutcome.Shown(true), await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Contains(Rest, await anyone.GetStringAsync($"/r/{practice}"), StringComparison.Ordinal);
        Assert.Contains(practice.ToString(), await anyone.GetStringAsync($"/api/v1/records?q={Word}"), StringComparison.Ordinal);
        deposit = await archive.Writer.Write(session => session.FindDepositOf(practice)!, CancellationToken.None);
        Assert.Contains(Rest, deposit.Records[0].Content.Text("story"), StringComparison.Ordinal);

        Assert.IsType<PartOutcome.Held>(await TakeBack(archive, asked, practice, "story", "amal", marsh));
        Assert.IsType<PartOutcome.Destroyed>(await TakeBack(archive, asked, practice, "story", "bo", marsh));
        Assert.Empty(Residue.In(archive.Folder, Rest));
        Assert.Equal(2, await asked.Shown(practice));

        async Task<int> Seen(Viewer viewer) => (await archive.Records.Parts(practice, viewer, CancellationToken.None)).Count;
    }

    [Fact]
    public async Task What_was_put_back_after_others_said_yes_without_reading_it_is_asked_about()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo"), hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        RecordId practice = await Told(asked, marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, marsh, "bo");
        await TakeBack(archive, asked, practice, "story", "amal", marsh);
        await asked.Answer(practice, hill, "chi");
        Assert.Equal(2, await asked.Shown(practice));

        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.Equal(new PartOutcome.Shown(false), await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Null((await asked.Find(practice))!.Content.Text("story"));
        Assert.Contains(practice, (await archive.Get<IDepositStore>().Waiting(asked.Steward("chi", hill), 9, CancellationToken.None)).Select(one => one.Subject));
        foreach ((RecordId community, string steward) in ((RecordId, string)[])[(marsh, "amal"), (marsh, "bo"), (hill, "chi")]) await asked.Answer(practice, community, steward);
        Assert.Equal(3, await asked.Shown(practice));
        Assert.Contains(Rest, (await asked.Find(practice))!.Content.Text("story"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translations_come_back_with_the_words_that_they_translate_and_fit_no_others()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo"), hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        RecordId practice = await asked.Practice(marsh, hill);
        await Translate("es", "At the gate, in Spanish");
        foreach (string one in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, one);
        await TakeBack(archive, asked, practice, "title", "amal", marsh);
        // What stands in the title's place is translated meanwhile.
        await Translate("ar", "Untitled, in Arabic");
        await asked.Answer(practice, hill, "chi");
        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.Equal(new PartOutcome.Shown(false), await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", marsh), CancellationToken.None));
        Revision back = (await archive.Writer.Write(session => session.FindRevision(practice, 2), CancellationToken.None))!;
        Assert.Equal(("At the gate", false, true), (back.Content.Title, back.Content.Translations["es"]["title"].IsStale, back.Content.Translations["ar"]["title"].IsStale));
        // In the revision that it was made of they are no more: with the next change it would fit nothing.
        Assert.Equal(2, back.Content.Translations["es"]["title"].OfRevision);

        Task Translate(string language, string title) => archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with
            {
                Content = first.Content with
                {
                    Translations = first.Content.Translations.Add(language, System.Collections.Immutable.ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal).Add("title", new Translation(title, 1))),
                },
            });
        });
    }

    [Fact]
    public async Task A_field_that_was_taken_back_is_filled_again_only_with_everyones_word()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId marsh, RecordId practice) = await Published(archive, asked, Protocol.AnySteward, "amal");
        // No asking field: a change of it asks nobody.
        await Topics("told");
        Assert.Equal((3, "told"), (await asked.Shown(practice), (await asked.Find(practice))!.Content.Texts("topics")[0]));
        await TakeBack(archive, asked, practice, "topics", "amal", marsh);
        await Topics("told anew");
        Assert.Equal((3, 4), (await asked.Shown(practice), (await asked.Find(practice))!.LatestRevision));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(4, await asked.Shown(practice));

        async Task Topics(string topic)
        {
            Deposit held = await archive.Writer.Write(session => session.FindDepositOf(practice)!, CancellationToken.None);
            Deposit changed = held with { State = DepositState.InReview, Records = [held.Records[0] with { Content = held.Records[0].Content.With("topics", new FieldValue.Many([topic])), AwaitsReview = true }] };
            await archive.Write(session => session.Put(changed, Mentions.Named(session, changed)));
            Assert.IsType<Features.Reviewing.ReviewOutcome.Done>(await archive.Get<Features.Reviewing.ReviewDeposit>().Accept(changed.Id, asked.Keeper(), PublicationBasis.Consent, CancellationToken.None));
        }
    }

    [Fact]
    public async Task With_all_of_a_field_that_of_it_is_destroyed_which_was_only_held()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo"), other = Browsing.Told.Id(60);
        await archive.Write(session => Browsing.Told.Put(session, other, "place", Browsing.Told.Content("At the river"), archive.Today));
        (RecordId practice, RecordId place) = await asked.PracticeAt(new FieldValue.Coordinates(52.5, 13.4, Precision.Town), marsh);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Content = first.Content with { Links = [.. first.Content.Links, new ContentLink("where", other)] } });
            archive.Get<Publication>().Settle(session, practice, archive.Today);
        });
        foreach (string one in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, one);
        Assert.IsType<PartOutcome.Held>(await TakeBack(archive, asked, practice, "where", "amal", marsh, place));
        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, practice, "where", null, archive.Today)));
        // Nobody can put back what its depositor took away for good.
        Assert.IsType<PartOutcome.Unknown>(await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.DoesNotContain((await asked.Find(practice))!.Content.Links, link => link.Field == "where");
        Assert.All(await archive.Writer.Write(session => session.Parts(practice), CancellationToken.None), one => Assert.True(one.IsDestroyed));
    }

    [Fact]
    public async Task Of_what_a_keeper_hid_a_part_is_destroyed_as_well_and_it_stays_hidden()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId marsh, RecordId practice) = await Published(archive, asked, Protocol.AnySteward, "amal");
        await archive.Get<WithdrawRecord>().Hide(practice, "To look at it.", asked.Keeper(), CancellationToken.None);
        Assert.IsType<PartOutcome.Destroyed>(await TakeBack(archive, asked, practice, "story", "amal", marsh));
        Assert.Empty(Residue.In(archive.Folder, Rest));
        Record record = (await asked.Find(practice))!;
        Assert.Equal((RecordState.Hidden, null), (record.State, record.Content.Text("story")));
    }

    [Fact]
    public async Task A_place_is_taken_out_with_the_notes_on_it_and_the_record_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo");
        (RecordId practice, RecordId place) = await asked.PracticeAt(new FieldValue.Coordinates(52.5, 13.4, Precision.Town), marsh);
        foreach (string one in (string[])["amal", "bo"]) await asked.Answer(practice, marsh, one);
        Connection link = (await archive.Writer.Write(session => session.ConnectionsOf(practice), CancellationToken.None)).Single(one => one.Type == "inPlace");
        RecordId note = await asked.Note(link.Id);
        foreach (string one in (string[])["amal", "bo"]) await asked.Answer(note, marsh, one);
        Assert.Equal(1, await asked.Shown(note));

        Assert.IsType<PartOutcome.Held>(await TakeBack(archive, asked, practice, "where", "amal", marsh, place));
        Assert.Equal((1, null), (await asked.Shown(practice), await asked.Shown(note)));
        foreach (Viewer viewer in (Viewer[])[archive.Stranger, asked.Steward("chi")]) Assert.Null(await archive.Records.Connection(link.Id, viewer, CancellationToken.None));
        Assert.NotNull(await archive.Records.Connection(link.Id, asked.Keeper(), CancellationToken.None));
        long number = (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number;
        await archive.Get<WithdrawPart>().Undo(practice, number, asked.Steward("amal", marsh), CancellationToken.None);
        Assert.NotNull(await archive.Records.Connection(link.Id, archive.Stranger, CancellationToken.None));
        Assert.Equal(1, await asked.Shown(note));

        foreach (string one in (string[])["amal", "bo"]) await TakeBack(archive, asked, practice, "where", one, marsh, place);
        Assert.Equal((1, null), (await asked.Shown(practice), await asked.Find(note)));
        Assert.Null(await archive.Writer.Write(session => session.FindConnection(link.Id), CancellationToken.None));
        Assert.DoesNotContain((await asked.Find(practice))!.Content.Links, one => one.Field == "where");
        Assert.DoesNotContain((await archive.Writer.Write(session => session.FindDepositOf(practice)!, CancellationToken.None)).Records.SelectMany(one => one.Links), one => one.Field == "where");
    }

    [Fact]
    public async Task What_a_record_must_have_and_what_names_a_community_is_taken_out_by_no_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await Told(asked, marsh, hill);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo", ConsentAnswer.Declined);
        // The no would go with the link.
        foreach (RecordId? target in (RecordId?[])[null, hill]) Assert.Equal("part-names-community", Wrong(await TakeBack(archive, asked, practice, "centres", "amal", marsh, target)));
        Assert.Null(await asked.Shown(practice));
        Assert.Equal("part-empty", Wrong(await TakeBack(archive, asked, practice, "summary", "amal", marsh)));
        Assert.Equal("part-unknown", Wrong(await TakeBack(archive, asked, practice, "nothing", "amal", marsh)));
        Assert.IsType<PartOutcome.Unknown>(await TakeBack(archive, asked, practice, "story", "chi", RecordId.Mint()));
        Assert.IsType<PartOutcome.Destroyed>(await TakeBack(archive, asked, practice, "title", "amal", marsh));
        Assert.Equal("[Title withdrawn]", (await asked.Find(practice))!.Content.Title);
        Assert.Null(await asked.Shown(practice));

        RecordId other = await Told(asked, marsh), kin = await asked.Kin(practice, other);
        Assert.Equal("part-needed", Wrong(await TakeBack(archive, asked, kin, "shared", "amal", marsh)));
    }

    [Fact]
    public async Task Words_of_a_connection_are_taken_out_of_all_its_revisions()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId one, RecordId other) = (await Told(asked, marsh), await Told(asked, marsh));
        foreach (RecordId practice in (RecordId[])[one, other]) await asked.Answer(practice, marsh, "amal");
        RecordId stood = await asked.Connection("continues", one, marsh);
        await asked.Answer(stood, marsh, "amal");
        Assert.Contains("somebody says", (await archive.Records.Connection(stood, archive.Stranger, CancellationToken.None))!.Connection.Value.Words.Text, StringComparison.Ordinal);
        Assert.IsType<PartOutcome.Destroyed>(await TakeBack(archive, asked, stood, "text", "amal", marsh));
        Assert.Empty(Residue.In(archive.Folder, "somebody says of them"));
        ConnectionReading left = (await archive.Records.Connection(stood, archive.Stranger, CancellationToken.None))!;
        Assert.Equal((null, 1), (left.Connection.Value.Words.Text, left.Connection.Value.Words.Sources.Length));
    }

    private static string Wrong(PartOutcome outcome) => Assert.IsType<PartOutcome.NotRight>(outcome).Finding.Code;

    private static Task<PartOutcome> TakeBack(TestArchive archive, Asked asked, RecordId id, string field, string steward, RecordId community, RecordId? target = null) =>
        archive.Get<WithdrawPart>().Do(id, field, target, null, asked.Steward(steward, community), CancellationToken.None);

    private static async Task<(RecordId Community, RecordId Practice)> Published(TestArchive archive, Asked asked, Protocol protocol, params string[] stewards)
    {
        RecordId marsh = await asked.Community("Marsh people", protocol, stewards);
        RecordId practice = await Told(asked, marsh);
        foreach (string steward in stewards) await asked.Answer(practice, marsh, steward);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains(practice.ToString(), await anyone.GetStringAsync($"/api/v1/records?q={Word}"), StringComparison.Ordinal);
        return (marsh, practice);
    }

    private static async Task<RecordId> Told(Asked asked, params RecordId[] centred)
    {
        RecordId practice = await asked.Practice(centred);
        await asked.Correct(practice, $"the {Word} sang", centred);
        return practice;
    }
}
