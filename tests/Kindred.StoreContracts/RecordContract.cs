using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class RecordContract : ArchiveContract
{
    [Fact]
    public async Task A_record_comes_back_as_it_was_put()
    {
        var content = Some.Content("Đoàn kết", "التضامُن 連帯") with
        {
            Links = [new ContentLink("centres", RecordId.Mint(), IsCommunity: true), new ContentLink("steps", RecordId.Mint(), Note: "read first")],
            Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty.Add(
                "es", ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation("Solidaridad", 1, IsMachine: true))),
        };
        content = content.With("otherNames", new FieldValue.Many(["One", "Two"])).With("participants", new FieldValue.Range(10, null))
            .With("sources", new FieldValue.Entries([Entry.Of(("title", "A paper"), ("url", "https://example.org/"))]))
            .With("coordinates", new FieldValue.Coordinates(40.75, -73.99, Precision.Exact)).With("when", new FieldValue.One("2017-01"));
        RecordId[] named = [RecordId.Mint(), RecordId.Mint()];
        var record = Some.Record() with
        {
            Content = content,
            Communities = [.. named],
            NewlyNamed = [RecordId.Mint()],
            WithheldPlaces = [new WithheldPlace(RecordId.Mint(), RecordId.Mint()), new WithheldPlace(RecordId.Mint(), null)],
            Deposit = DepositId.Mint(),
            Basis = PublicationBasis.PublicSources,
            IsVouchedByOneKeeper = true,
            HiddenBecause = "because",
            HiddenUntil = Some.Today,
            PublishedWithout = [.. named],
            EmbargoUntil = Some.Today,
            PublicUntil = Some.Today,
            Change = 7,
        };
        await Archive.Write(session => session.PutWhole(record));
        var back = await Archive.Write(session => session.FindRecord(record.Id)!);
        Assert.Equal(record.Content.Json(), back.Content.Json());
        Assert.Equal(record.Communities, back.Communities);
        Assert.Equal(record.NewlyNamed, back.NewlyNamed);
        Assert.Equal(record.PublishedWithout, back.PublishedWithout);
        Assert.Equal(record.WithheldPlaces, back.WithheldPlaces);
        Assert.Equal([record.Id], await Archive.Write(session => session.Withholding(record.WithheldPlaces[1].Place)));
        Assert.Equal(
            record with { Content = back.Content, Communities = back.Communities, NewlyNamed = back.NewlyNamed, PublishedWithout = back.PublishedWithout, WithheldPlaces = back.WithheldPlaces }, back);
        Assert.Equal(record.Basis, (await Archive.Write(session => session.FindRevision(record.Id, 1)))!.Basis);
        var line = Assert.Single(await Archive.Records.Lines([record.Id], Some.Anyone, Cancel));
        Assert.Equal(("Đoàn kết", "2017-01", "Solidaridad"), (line.Title, line.When, line.Titles["es"]));
        // What there is to know of a title is no title.
        Assert.Equal(["es"], line.Titles.Keys);
        Assert.Equal(["es"], line.Machine);
        Assert.Empty(line.Stale);
    }

    [Fact]
    public async Task A_line_has_what_is_said_before_a_summary_in_the_place_of_it()
    {
        var open = Some.Record();
        open = open with { Content = open.Content.With("summary", new FieldValue.One("Hard to read.")) };
        var folded = Some.Record();
        folded = folded with { Content = open.Content.With(FieldNotices.Name, FieldNotices.Of([("summary", "police violence"), ("story", "wounds")])) };
        await Archive.Write(session =>
        {
            session.PutWhole(open);
            session.PutWhole(folded);
        });
        var lines = (await Archive.Records.Lines([open.Id, folded.Id], Some.Anyone, Cancel)).ToDictionary(line => line.Id);
        Assert.Equal(("Hard to read.", null), (lines[open.Id].Summary, lines[open.Id].SummaryNotice));
        Assert.Equal((null, "police violence"), (lines[folded.Id].Summary, lines[folded.Id].SummaryNotice));
    }

    [Fact]
    public async Task Looked_through_in_stretches_every_record_comes_once_and_none_that_is_not_for_the_viewer()
    {
        var open = Enumerable.Range(0, 401).Select(_ => Some.Record()).ToArray();
        var hidden = Enumerable.Range(0, 3).Select(_ => Some.Record(state: RecordState.Asked)).ToArray();
        await Archive.Write(session =>
        {
            foreach (var one in open.Concat(hidden)) session.PutWhole(one);
        });
        foreach ((Viewer viewer, int expected) in new (Viewer, int)[] { (Some.Anyone, 401), (Some.Keeper, 404) })
        {
            List<RecordId> seen = [];
            RecordId? reached = null;
            do
            {
                (var some, reached) = await Archive.Records.Stretch(reached, viewer, Cancel);
                seen.AddRange(some.Select(one => one.Value.Id));
            }
            while (reached is not null);
            Assert.Equal(expected, seen.Count);
            Assert.Equal(seen.OrderBy(id => id.Value), seen);
            Assert.Equal(expected == 404, hidden.All(one => seen.Contains(one.Id)));
        }
    }

    [Fact]
    public async Task Taken_away_in_stretches_each_record_is_what_it_is_by_itself()
    {
        var open = Enumerable.Range(0, 205).Select(_ => Some.Record()).ToArray();
        var hidden = Enumerable.Range(0, 3).Select(_ => Some.Record(state: RecordState.Asked)).ToArray();
        await Archive.Write(session =>
        {
            foreach (var one in open.Concat(hidden)) session.PutWhole(one);
            foreach (var (one, other) in open.Zip(open.Skip(1)).Take(5)) session.Put(Some.Connection(one, other, "speaksTo"), "anonymous", "", Some.Today);
            session.Put(Some.Connection(open[0], hidden[0], "speaksTo"), "anonymous", "", Some.Today);
        });
        foreach ((Viewer viewer, int expected) in new (Viewer, int)[] { (Some.Anyone, 205), (Some.Keeper, 208) })
        {
            List<Reading.Found> seen = [];
            RecordId? reached = null;
            do
            {
                (var some, reached) = await Archive.Records.StretchWhole(reached, null, viewer, 5, Cancel);
                seen.AddRange(some);
            }
            while (reached is not null);
            Assert.Equal(expected, seen.Count);
            foreach (Reading.Found one in seen)
            {
                var alone = Assert.IsType<Reading.Found>(await Archive.Records.Read(one.Record.Value.Id, viewer, 5, Cancel));
                Assert.Equal(Lines(alone), Lines(one));
                Assert.Equal((alone.Record.Value.Revision, alone.Revisions, alone.Communities.Length), (one.Record.Value.Revision, one.Revisions, one.Communities.Length));
            }
        }

        Assert.All((await Archive.Records.StretchWhole(null, "community", Some.Keeper, 5, Cancel)).Seen, one => Assert.Equal("community", one.Record.Value.Kind));

        static IEnumerable<(string, bool, int, RecordId)> Lines(Reading.Found found) => found.Groups.SelectMany(group => group.First.Select(line => (group.Type.Name, group.IsOutgoing, group.Count, line.Other.Id)));
    }

    [Fact]
    public async Task A_private_record_and_one_that_never_was_read_alike()
    {
        var asked = Some.Record(state: RecordState.Asked);
        await Archive.Write(session => session.PutWhole(asked));
        Assert.IsType<Reading.Nothing>(await Archive.Records.Read(asked.Id, Some.Anyone, 5, Cancel));
        Assert.IsType<Reading.Nothing>(await Archive.Records.Read(RecordId.Mint(), Some.Anyone, 5, Cancel));
        Assert.IsType<Reading.Found>(await Archive.Records.Read(asked.Id, Some.Keeper, 5, Cancel));
        Assert.Empty(await Archive.Records.ReadAll([asked.Id], Some.Anyone, 5, Cancel));
        Assert.Single(await Archive.Records.ReadAll([asked.Id, RecordId.Mint()], Some.Keeper, 5, Cancel));
        Assert.Empty(await Archive.Records.Lines([asked.Id], Some.Anyone, Cancel));
        Assert.Empty(await Archive.Records.Records([asked.Id], Some.Anyone, Cancel));
        Assert.Empty(await Archive.Records.Revisions(asked.Id, Some.Anyone, Cancel));
        Assert.Null(await Archive.Records.Revision(asked.Id, 1, Some.Anyone, Cancel));
        Assert.Empty(await Archive.Records.Newest([], 5, Some.Anyone, Cancel));
        Assert.Empty(await Archive.Records.Named("a pr", [], Some.Anyone, Cancel));
        Assert.Single(await Archive.Records.Named("a pr", ["practice"], Some.Keeper, Cancel));
    }

    [Fact]
    public async Task Revisions_that_were_never_public_are_not_a_strangers_to_read_or_count()
    {
        var record = Some.Record() with { LatestRevision = 2 };
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(Some.Revision(record, 2, wasPublic: false, Some.Content("A change that is asked about")));
        });
        Assert.Equal(1, Assert.IsType<Reading.Found>(await Archive.Records.Read(record.Id, Some.Anyone, 5, Cancel)).Revisions);
        Assert.Equal(2, Assert.IsType<Reading.Found>(await Archive.Records.Read(record.Id, Some.Keeper, 5, Cancel)).Revisions);
        Assert.Single(await Archive.Records.Revisions(record.Id, Some.Anyone, Cancel));
        Assert.Null(await Archive.Records.Revision(record.Id, 2, Some.Anyone, Cancel));
        Assert.Equal([2, 1], (await Archive.Records.Revisions(record.Id, Some.Keeper, Cancel)).Select(one => one.Value.Number));
    }

    [Fact]
    public async Task An_old_revision_is_read_and_counted_until_its_last_day()
    {
        var record = Some.Record() with { Revision = 2, LatestRevision = 2 };
        await Archive.Write(session =>
        {
            session.Put(record);
            session.Put(Some.Revision(record) with { PublicUntil = Some.Today });
            session.Put(Some.Revision(record, 2));
        });
        Assert.Equal(Some.Today, (await Archive.Write(session => session.FindRevision(record.Id, 1)))!.PublicUntil);
        foreach ((DateOnly day, int count) in ((DateOnly, int)[])[(Some.Today, 2), (Some.Today.AddDays(1), 1)])
        {
            Viewer anyone = new Viewer.Public(day);
            Assert.Equal(count, Assert.IsType<Reading.Found>(await Archive.Records.Read(record.Id, anyone, 5, Cancel)).Revisions);
            Assert.Equal(count, (await Archive.Records.Revisions(record.Id, anyone, Cancel)).Count);
            Assert.Equal(count == 2, await Archive.Records.Revision(record.Id, 1, anyone, Cancel) is not null);
        }
    }

    [Fact]
    public async Task A_community_that_only_the_newest_revision_names_reads_that_one()
    {
        var community = RecordId.Mint();
        var record = Some.Record() with { Revision = 2, LatestRevision = 3, NewlyNamed = [community] };
        await Archive.Write(session =>
        {
            session.Put(record);
            for (int number = 1; number <= 3; number++) session.Put(Some.Revision(record, number, wasPublic: number == 2));
        });
        Assert.Equal([3, 2], (await Archive.Records.Revisions(record.Id, Some.StewardOf(community), Cancel)).Select(one => one.Value.Number));
        Assert.Equal([2], (await Archive.Records.Revisions(record.Id, Some.StewardOf(RecordId.Mint()), Cancel)).Select(one => one.Value.Number));
    }

    [Fact]
    public async Task A_name_is_found_in_any_case_and_composition_and_only_exactly()
    {
        var place = Some.Record("Café Ñandú", "place");
        await Archive.Write(session => session.PutWhole(place));
        Assert.Equal([place.Id], await Archive.Write(session => session.FindByName(" CAFE\u0301 ñandú", [])));
        Assert.Equal([place.Id], await Archive.Write(session => session.FindByName("café ñandú", ["place"])));
        Assert.Empty(await Archive.Write(session => session.FindByName("café ñandú", ["person"])));
        Assert.Empty(await Archive.Write(session => session.FindByName("café", [])));
    }

    [Fact]
    public async Task All_streams_every_visible_record_once_in_the_order_of_ids()
    {
        var records = Enumerable.Range(0, 450).Select(at => Some.Record($"P {at}", at % 3 == 0 ? "history" : "practice", at % 5 == 0 ? RecordState.Hidden : RecordState.Published)).ToArray();
        await Archive.Write(session => Array.ForEach(records, session.PutWhole));
        List<RecordId> all = [];
        await foreach (var record in Archive.Records.All(Some.Anyone, null, Cancel)) all.Add(record.Value.Id);
        Assert.Equal(records.Where(one => one.State == RecordState.Published).Select(one => one.Id).Order(), all);
        int histories = 0;
        await foreach (var record in Archive.Records.All(Some.Keeper, "history", Cancel)) histories++;
        Assert.Equal(150, histories);
    }

    [Fact]
    public async Task The_newest_published_come_first()
    {
        var old = Some.Record("Old") with { PublishedDay = Some.Today.AddDays(-9) };
        var young = Some.Record("Young", "history");
        var embargoed = Some.Record("Embargoed") with { EmbargoUntil = Some.Today.AddDays(1) };
        await Archive.Write(session => Array.ForEach([young, old, embargoed], session.PutWhole));
        Assert.Equal(["Young", "Old"], (await Archive.Records.Newest([], 9, Some.Anyone, Cancel)).Select(line => line.Title));
        Assert.Equal(["Old"], (await Archive.Records.Newest(["practice"], 9, Some.Anyone, Cancel)).Select(line => line.Title));
        Viewer tomorrow = new Viewer.Public(Some.Today.AddDays(1));
        Assert.Equal(3, (await Archive.Records.Newest(["practice", "history"], 9, tomorrow, Cancel)).Count);
    }

    [Fact]
    public async Task Each_put_raises_the_records_number_and_what_a_reader_sees_the_archives()
    {
        var record = Some.Record() with { LatestRevision = 2 };
        RecordId community = RecordId.Mint();
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(new Domain.Stewarding.Consent { Subject = record.Id, Community = community, Revision = 1, Answer = Domain.Stewarding.ConsentAnswer.Given, Steward = "amal", Day = Some.Today });
            session.Index(record.Id, Some.Document("known", "", new FacetTerm("topic", "rivers")));
        });
        long archive = Archive.Records.ChangeNumber;
        foreach (Domain.Records.Record seen in (Domain.Records.Record[])
        [
            record with { PublicUntil = Some.Today }, record, record with { Communities = [community] }, record with { Communities = [community], PublishedWithout = [community], Basis = PublicationBasis.PublicSources },
            record with { IsVouchedByOneKeeper = true }, record with { IsPlacePrecise = false }, record with { Basis = PublicationBasis.FirstHand }, record with { Content = Some.Content("Other") },
            record with { State = RecordState.Hidden }, record,
        ])
        {
            long change = await Archive.Write(session => session.FindRecord(record.Id)!.Change);
            await Archive.Write(session => session.Put(seen));
            Assert.True(Archive.Records.ChangeNumber > archive);
            Assert.True(await Archive.Write(session => session.FindRecord(record.Id)!.Change) > change);
            archive = Archive.Records.ChangeNumber;
        }

        // A change that waits, what is said of it, and what is put again as it was, nobody sees.
        await Archive.Write(session =>
        {
            session.Put(Some.Revision(record, 3, wasPublic: false));
            session.Put(record with { LatestRevision = 3 });
            session.Put(new Consent { Subject = record.Id, Community = community, Revision = 3, Answer = ConsentAnswer.Declined, Steward = "amal", Day = Some.Today });
            session.Index(record.Id, Some.Document("known", "", new FacetTerm("topic", "rivers")));
        });
        Assert.Equal(archive, Archive.Records.ChangeNumber);
        foreach (string topic in (string[])["seas", "rivers"])
        {
            await Archive.Write(session => session.Index(record.Id, Some.Document("known", "", new FacetTerm("topic", topic))));
            Assert.True(Archive.Records.ChangeNumber > archive);
            archive = Archive.Records.ChangeNumber;
        }

        await Archive.Write(session => session.Put(new Consent { Subject = record.Id, Community = community, Revision = 3, Answer = ConsentAnswer.Withdrawn, Steward = "amal", Day = Some.Today }));
        Assert.True(Archive.Records.ChangeNumber > archive);
        archive = Archive.Records.ChangeNumber;
        Archive.Reopen();
        Assert.Equal(archive, Archive.Records.ChangeNumber);
        await Archive.Write(session => session.Put(Some.Deposit(Some.Entry("x")), []));
        Assert.Equal(archive, Archive.Records.ChangeNumber);
    }

    [Fact]
    public async Task Public_acts_are_read_newest_first_and_those_of_power_by_themselves()
    {
        var record = Some.Record();
        RecordId subject = record.Id;
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Write(new Act(ActKind.Accession, [subject], Some.Today, IsPublic: false));
            session.Write(new Act(ActKind.Publication, [subject], Some.Today, IsPublic: true));
            session.Write(new Act(ActKind.Hiding, [subject], Some.Today, IsPublic: true, "ruth", "a name slipped in"));
        });
        Assert.Equal([2L, 1L], (await Archive.Records.Acts(ofPowerOnly: false, 9, Some.Anyone, Cancel)).Select(act => act.Value.Index));
        var power = Assert.Single(await Archive.Records.Acts(ofPowerOnly: true, 9, Some.Anyone, Cancel)).Value.Act;
        Assert.Equal((ActKind.Hiding, "ruth", "a name slipped in", subject), (power.Kind, power.By, power.Reason, Assert.Single(power.Subjects)));
    }

    [Fact]
    public async Task What_the_terminal_did_alone_is_found_by_its_day_among_all_other_acts()
    {
        var hidden = Some.Record(state: RecordState.Hidden);
        await Archive.Write(session =>
        {
            session.PutWhole(hidden);
            Write(Member.TerminalHandle, -31, "too early");
            Write(Member.TerminalHandle, -30, "first");
            Write(Member.TerminalHandle, 0, "restored", isAlone: false);
            Write(Member.TerminalHandle, 0, null, isAlone: false);
            Write(null, 0, null, isAlone: false);
            Write("ruth", 0, "alone: forged", isAlone: false);
            Write(Member.TerminalHandle, 0, "alone: said by the terminal", isAlone: false);
            Write(Member.TerminalHandle, 0, "not public", isPublic: false);
            Write(Member.TerminalHandle, 0, "about what nobody may know of", true, true, hidden.Id);
            Write(Member.TerminalHandle, -1, "second");
            Write(Member.TerminalHandle, 0, "third");

            void Write(string? by, int days, string? reason, bool isPublic = true, bool isAlone = true, params ImmutableArray<RecordId> subjects) =>
                session.Write(new Act(ActKind.KeeperGrant, subjects, Some.Today.AddDays(days), isPublic, by, reason) { SoleWord = isAlone ? SoleWord.Alone : SoleWord.None });
        });
        Assert.Equal(["third", "second", "first"], await Alone(9));
        Assert.Equal(["third", "second"], await Alone(2));

        async Task<string[]> Alone(int count)
        {
            var acts = await Archive.Records.ActsAlone(Some.Today.AddDays(-30), count, Some.Anyone, Cancel);
            Assert.All(acts, act => Assert.Equal(SoleWord.Alone, act.Value.Act.SoleWord));
            return [.. acts.Select(act => act.Value.Act.Reason!)];
        }
    }

    [Fact]
    public async Task Settings_and_values_come_back_as_they_were_put()
    {
        Assert.Equal("Kindred", (await Archive.Records.Settings(Cancel)).Name);
        await Archive.Write(session =>
        {
            session.Put(session.Settings() with { Name = "أرشيف", Languages = ["ar", "en"] });
            session.PutValue("day", "3");
        });
        Assert.Equal(("أرشيف", "ar"), ((await Archive.Records.Settings(Cancel)).Name, (await Archive.Records.Settings(Cancel)).Languages[0]));
        Assert.Equal("3", await Archive.Write(session => session.FindValue("day")));
        await Archive.Write(session => session.PutValue("day", null));
        Assert.Null(await Archive.Write(session => session.FindValue("day")));
    }

    [Fact]
    public void Stored_numbers_of_states_never_change()
    {
        Assert.Equal("Asked,Published,Embargoed,Hidden,InReview,Declined,Withdrawn,Merged", string.Join(',', Enum.GetNames<RecordState>()));
        Assert.Equal("Public,Community,Keepers,Depositor", string.Join(',', Enum.GetNames<RecordVisibility>()));
        Assert.Equal("Consent,PublicSources,FirstHand", string.Join(',', Enum.GetNames<PublicationBasis>()));
        Assert.Equal("Given,Conditional,Declined,Withdrawn", string.Join(',', Enum.GetNames<Domain.Stewarding.ConsentAnswer>()));
        Assert.Equal(
            "Draft,Deposited,Quarantined,InReview,Asked,Published,Declined,Withdrawn", string.Join(',', Enum.GetNames<Domain.Depositing.DepositState>()));
        Assert.StartsWith(
            "Accession,Publication,Revision,Connection,Consent,Withdrawal,Hiding,Showing,Grant,TermEnd,Setting,Destruction",
            string.Join(',', Enum.GetNames<ActKind>()), StringComparison.Ordinal);
        Assert.Equal("Browser,Token,Feed", string.Join(',', Enum.GetNames<Domain.Keeping.SessionKind>()));
    }
}
