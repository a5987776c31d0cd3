using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Reviewing;
using Kindred.Features.Sampling;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Exporting;
using Kindred.Tests.Importing.Running;
using Kindred.Tests.Life;
using Path = System.IO.Path;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Tables;

/// <summary>A table is taken away, edited and brought back: what was changed in it comes in, and nothing else.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("csv", true)]
    [InlineData("csv", false)]
    [InlineData("xlsx", true)]
    [InlineData("xlsx", false)]
    public async Task A_table_that_nobody_edited_changes_nothing(string format, bool isKeepers)
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        await Practice(archive);
        using MemoryStream written = new();
        long count = await archive.Export(format, written, isKeepers ? new Viewer.Member(archive.Today, "keeper", IsKeeper: true, []) : archive.Stranger);
        IReadOnlyList<string> before = LosslessDump.Of(archive);
        Assert.Equal($"0 0 {count} 0 0", EditedTable.Told(await EditedTable.Import(archive, written.ToArray(), isDry: true)));
        Assert.Equal($"0 0 {count} 0 0", EditedTable.Told(await EditedTable.Import(archive, written.ToArray())));
        Assert.Equal(before, LosslessDump.Of(archive));
    }

    [Fact]
    public async Task Only_changed_cells_change_something_and_it_is_taken_back_exactly()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Practice(archive), queens = Told.Id(3);
        IReadOnlyList<string> before = LosslessDump.Of(archive);
        EditedTable table = await EditedTable.Of(archive);
        table[practice, "summary"] = "Nobody was driven for an hour.";
        table[practice, "careAndRisk"] = "";
        table[practice, "axes"] = "class; faith; language";
        table[practice, "translations.es.title"] = "Una hora entera sin taxis";
        table[practice, "sources"] += "; https://example.org/another";
        table[practice, "where"] = "";
        Record was = await Find(archive, practice);
        JsonObject foretold = await table.Import(archive, isDry: true);
        Assert.Equal("0 1 2 0 0", EditedTable.Told(foretold));
        Assert.Equal(before, LosslessDump.Of(archive));
        JsonObject told = await table.Import(archive);
        Assert.Equal("0 1 2 0 0", EditedTable.Told(told));
        Record now = await Find(archive, practice);
        Assert.Equal(["axes", "careAndRisk", "sources", "summary", "translations.es.title", "where"], ContentPart.Changed(was.Content, now.Content));
        Assert.Equal(("Nobody was driven for an hour.", null, 2, "keeper"), (now.Content.Text("summary"), now.Content.Text("careAndRisk"), now.Content.Entries("sources").Length, (await Revision(archive, practice, 2)).Who));
        Assert.Equal(["class", "faith", "language"], now.Content.Texts("axes"));
        Assert.Equal(2, now.Content.Translations["es"]["title"].OfRevision);
        Assert.DoesNotContain(now.Content.Links, link => link.Target == queens);
        // The same table again says what is there.
        Assert.Equal("0 0 3 0 0", EditedTable.Told(await table.Import(archive)));

        ImportOutcome undone = await archive.Get<UndoImport>().Do(RecordId.Parse((string)told["id"]!), "keeper", null, null, CancellationToken.None);
        Assert.Empty(Assert.IsType<ImportOutcome.Undone>(undone).Kept);
        Assert.Equal(before, LosslessDump.Of(archive));
    }

    [Fact]
    public async Task What_somebody_else_changed_since_is_said_and_left_and_the_other_cells_are_taken()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Practice(archive);
        EditedTable table = await EditedTable.Of(archive);
        await Lines(archive, practice, """ "summary":"Theirs.","topics":["airports"] """);
        table[practice, "summary"] = "Mine.";
        Assert.Equal("0 0 2 0 1 summary:cell-changed-since", EditedTable.Told(await table.Import(archive)));
        table[practice, "story"] = "Another story.";
        // This is what they made of it, too.
        table[practice, "topics"] = "airports";
        Assert.Equal("0 1 2 0 0 summary:cell-changed-since", EditedTable.Told(await table.Import(archive)));
        Record now = await Find(archive, practice);
        Assert.Equal(("Theirs.", "Another story.", "airports"), (now.Content.Text("summary"), now.Content.Text("story"), Assert.Single(now.Content.Texts("topics"))));
    }

    [Fact]
    public async Task Links_are_added_and_taken_out_by_id_or_name_and_what_the_table_did_not_show_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId march = RecordId.Mint(), boats = await archive.Publish("organisation", Told.Content("Boat club")), oars = await archive.Publish("organisation", Told.Content("Oar makers")),
            hidden = await archive.Publish("organisation", Told.Content("Night watch"));
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { Visibility = RecordVisibility.Keepers }));
        await archive.Publish("action", Told.Content("March") with { Links = [Link(boats), Link(hidden), Link(oars)] }, march);
        await archive.Write(session =>
        {
            foreach (RecordId organiser in (RecordId[])[boats, hidden, oars]) Told.Join(session, RecordId.Mint(), ConnectionType.OrganisedBy, march, organiser, archive.Today);
        });
        EditedTable table = await EditedTable.Of(archive);
        Assert.Equal($"{boats}; {oars}", table[march, "organisedBy"]);
        // It came to light after the table was made: that it is not in it takes nothing out.
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { Visibility = RecordVisibility.Public }));
        Assert.Equal("0 0 3 0 0", EditedTable.Told(await table.Import(archive)));
        table[march, "organisedBy"] = $"{oars}; Rowers; Boat club";
        Assert.Equal("0 1 2 0 0", EditedTable.Told(await table.Import(archive)));
        RecordId rowers = Assert.Single(await archive.Writer.Write(session => session.FindByName("Rowers", ["organisation"]), CancellationToken.None));
        Assert.Equal(new[] { boats, hidden, oars, rowers }.Order(), (await Find(archive, march)).Content.Links.Select(link => link.Target).Order());

        table = await EditedTable.Of(archive);
        table[march, "organisedBy"] = $"{hidden}; {rowers} | note: by night";
        Assert.Equal("0 1 4 0 0", EditedTable.Told(await table.Import(archive)));
        ImmutableArray<ContentLink> links = (await Find(archive, march)).Content.Links;
        Assert.Equal(new[] { hidden, rowers }.Order(), links.Select(link => link.Target).Order());
        Assert.Equal("by night", links.Single(link => link.Target == rowers).Note);
        table = await EditedTable.Of(archive);
        table[march, "organisedBy"] = $"{hidden}; {RecordId.Mint()}";
        Assert.Equal("0 0 4 0 1 organisedBy:link-unknown", EditedTable.Told(await table.Import(archive)));

        static ContentLink Link(RecordId to) => new("organisedBy", to);
    }

    [Fact]
    public async Task What_waits_for_its_day_or_is_shown_more_coarsely_is_neither_emptied_nor_overwritten()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId question = await archive.Publish("question", Told.Content("Who sings?", ("story", Told.One("zirkonwort")), ("summary", Told.One("Songs."))));
        RecordId yard = await archive.Publish("place", Told.Content("The yard", ("coordinates", new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact))));
        RecordId land = await archive.Publish("place", Told.Content("The land", ("coordinates", new FieldValue.Coordinates(40.7128, -73.7949, Precision.Country))));
        await archive.Write(session => session.Put(session.FindRecord(yard)! with { IsPlacePrecise = false }));
        Embargo waits = new() { Subject = question, Part = new RecordPart("story"), By = EmbargoBy.Desk, Until = archive.Today.AddDays(5) };
        await archive.Write(session =>
        {
            session.Put(waits);
            session.Put(session.FindRecord(question)! with { WithheldFields = [new WithheldField(waits.Part!.Value, waits.Until)] });
        });
        EditedTable table = await EditedTable.Of(archive);
        Assert.Equal(("", "town: 40.7, -73.8", ""), (table[question, "story"], table[yard, "coordinates"], table[land, "coordinates"]));
        table[question, "summary"] = "Songs of the yard.";
        table[yard, "summary"] = "Behind the house.";
        Assert.Equal("0 2 1 0 0", EditedTable.Told(await table.Import(archive)));
        Assert.Equal("zirkonwort", (await Find(archive, question)).Content.Text("story"));
        Assert.Equal(new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact), (await Find(archive, yard)).Content["coordinates"]);

        table = await EditedTable.Of(archive);
        table[question, "story"] = "Another.";
        table[land, "coordinates"] = "town: 1, 2";
        Assert.Equal("0 0 1 0 2 coordinates:cell-kept-back story:cell-kept-back", EditedTable.Told(await table.Import(archive)));
        // Its day comes between: an empty cell of the old table empties nothing.
        table = await EditedTable.Of(archive);
        await archive.Write(session =>
        {
            session.End(waits);
            session.Put(session.FindRecord(question)! with { WithheldFields = [] });
        });
        table[question, "summary"] = "";
        Assert.Equal("0 1 2 0 0", EditedTable.Told(await table.Import(archive)));
        Assert.Equal(("zirkonwort", null), ((await Find(archive, question)).Content.Text("story"), (await Find(archive, question)).Content.Text("summary")));
        table = await EditedTable.Of(archive);
        table[yard, "coordinates"] = "town: 40.8, -73.8";
        Assert.Equal("0 1 2 0 0", EditedTable.Told(await table.Import(archive)));
        Assert.Equal(new FieldValue.Coordinates(40.8, -73.8, Precision.Town), (await Find(archive, yard)).Content["coordinates"]);
    }

    [Fact]
    public async Task What_was_taken_out_since_is_not_said_anew_by_an_old_table()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId question = await archive.Publish("question", Told.Content("Who sings?", ("story", Told.One("zirkonwort")), ("summary", Told.One("Songs."))));
        EditedTable table = await EditedTable.Of(archive);
        // Destroyed in the revision that the table was made of, too.
        await archive.Write(session =>
        {
            Record record = session.FindRecord(question)!;
            session.Put(session.FindRevision(question, 1)! with { Content = record.Content.With("story", null) });
            session.Put(record with { Content = record.Content.With("story", null) });
        });
        Assert.Equal("0 0 1 0 0", EditedTable.Told(await table.Import(archive)));
        table[question, "story"] = "zirkonwort!";
        table[question, "summary"] = "Songs of the yard.";
        Assert.Equal("0 1 0 0 0 story:cell-changed-since", EditedTable.Told(await table.Import(archive)));
        Assert.Null((await Find(archive, question)).Content.Text("story"));
    }

    [Fact]
    public async Task Rows_without_an_id_are_new_and_rows_that_are_nobodys_are_found()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId rows = await archive.Publish("question", Told.Content("Who rows?")), steers = await archive.Publish("question", Told.Content("Who steers?")), sings = await archive.Publish("question", Told.Content("Who sings?")),
            cooks = await archive.Publish("question", Told.Content("Who cooks?")), gone = await archive.Publish("question", Told.Content("Who left?"));
        EditedTable table = await EditedTable.Of(archive);
        await archive.Write(session => session.Destroy(gone, new Domain.Withdrawing.Tombstone(gone, archive.Today, null)));
        table[gone, "summary"] = "Come back.";
        table.Rows.Add(new() { ["kind"] = "question", ["title"] = "Who bails?", ["translations.es.title"] = "¿Quién achica?", ["language"] = "en" });
        if (!table.Headings.Contains("translations.es.title")) table.Headings.Insert(5, "translations.es.title");
        table.Rows.Add(new(table.Row(rows)));
        table[steers, "kind"] = "action";
        table[sings, "id"] = RecordId.Mint().ToString();
        table[cooks, "id"] = "";
        Assert.Equal(
            "1 0 0 0 6 id:row-id-missing id:row-id-twice id:row-id-twice kind-stays table.marks:table-marks-other was-withdrawn",
            EditedTable.Told(await table.Import(archive)));
        RecordId bails = Assert.Single(await archive.Writer.Write(session => session.FindByName("Who bails?", ["question"]), CancellationToken.None));
        Assert.Equal("¿Quién achica?", (await Find(archive, bails)).Content.Translations["es"]["title"].Text);
        Assert.StartsWith("0 0 1 0 6", EditedTable.Told(await table.Import(archive)), StringComparison.Ordinal);
        // Rows that were taken out of the table.
        table.Rows.Clear();
        Assert.Equal("0 0 0 0 0", EditedTable.Told(await table.Import(archive)));
    }

    [Fact]
    public async Task Rows_parted_from_their_marks_and_columns_that_only_tell_change_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId rows = await archive.Publish("question", Told.Content("Who rows?")), steers = await archive.Publish("question", Told.Content("Who steers?"));
        EditedTable table = await EditedTable.Of(archive, isKeepers: true);
        (table[rows, "table.marks"], table[steers, "table.marks"]) = (table[steers, "table.marks"], table[rows, "table.marks"]);
        Assert.Equal("0 0 0 0 2 table.marks:table-marks-other table.marks:table-marks-other", EditedTable.Told(await table.Import(archive)));
        table.Headings.Remove("table.marks");
        Assert.Equal("0 0 0 0 2 table.marks:table-marks-missing table.marks:table-marks-missing", EditedTable.Told(await table.Import(archive)));

        table = await EditedTable.Of(archive, isKeepers: true);
        table[rows, "state"] = "hidden";
        table.Headings.Insert(3, "my notes");
        table[rows, "my notes"] = "ask Lee";
        table[steers, "my notes"] = "done";
        Assert.Equal("0 0 2 0 0 my notes:unknown-field state:cell-only-tells", EditedTable.Told(await table.Import(archive)));
        Assert.Equal(RecordState.Published, (await Find(archive, rows)).State);
    }

    [Fact]
    public async Task What_is_not_right_in_a_cell_leaves_that_cell_and_takes_the_others()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Practice(archive);
        EditedTable table = await EditedTable.Of(archive);
        table[practice, "title"] = "";
        table[practice, "when"] = "when it rained";
        table[practice, "axes"] = "faith; zodiac";
        table[practice, "centres"] = "";
        table[practice, "summary"] = "Nobody drove.";
        string told = EditedTable.Told(await table.Import(archive));
        Assert.Equal("0 1 2 0 0 axes:unknown-term centres:needs-centres title:needs-title when:date-malformed", told);
        Record now = await Find(archive, practice);
        Assert.Equal(("An hour without taxis", "2017-01-28", "Nobody drove."), (now.Content.Title, now.Content.Text("when"), now.Content.Text("summary")));
    }

    [Fact]
    public async Task What_is_for_review_or_names_a_steward_comes_to_the_desk_as_a_proposal_and_goes_with_its_import()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await Practice(archive);
        await archive.Member("mika");
        EditedTable table = await EditedTable.Of(archive);
        table[practice, "summary"] = "Nobody was driven for an hour.";
        table[practice, "axes"] = "class";
        JsonObject told = await table.Import(archive, isReviewed: true);
        Assert.Equal("0 0 2 1 0", EditedTable.Told(told));
        Assert.Equal("0 0 3 0 0", EditedTable.Told(await table.Import(archive, isReviewed: true)));
        Deposit waits = Assert.Single(await Waiting(archive));
        Assert.Equal((practice, 1, "keeper"), (waits.Proposal!.Record, waits.Proposal.OfRevision, waits.Depositor));
        Assert.Equal(["axes", "summary"], waits.Proposal.Parts.Order(StringComparer.Ordinal));
        Assert.Equal("Drivers took nobody from the airport for an hour.", (await Find(archive, practice)).Content.Text("summary"));
        // Its import takes it away again.
        Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(RecordId.Parse((string)told["id"]!), "keeper", null, null, CancellationToken.None));
        Assert.Empty(await Waiting(archive));

        told = await table.Import(archive, isReviewed: true);
        waits = Assert.Single(await Waiting(archive));
        ReviewOutcome taken = await archive.Get<ReviewDeposit>().Take(waits.Id, asked.Keeper(), new ProposalChoice(["summary"], null), PublicationBasis.PublicSources, false, null, CancellationToken.None);
        Assert.IsType<ReviewOutcome.Done>(taken);
        Record now = await Find(archive, practice);
        Assert.Equal(("Nobody was driven for an hour.", 2), (now.Content.Text("summary"), now.Content.Texts("axes").Length));
        // Somebody took it in since: it is said, and taken back it is the change and not the record.
        RecordId import = RecordId.Parse((string)told["id"]!);
        Assert.Equal(practice, Assert.Single(Assert.IsType<ImportOutcome.Touched>(await archive.Get<UndoImport>().Do(import, "keeper", null, null, CancellationToken.None)).Records).Record);
        Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import, "keeper", EditedWay.TakeBack, null, CancellationToken.None));
        now = await Find(archive, practice);
        Assert.Equal("Drivers took nobody from the airport for an hour.", now.Content.Text("summary"));
    }

    [Fact]
    public async Task Nothing_comes_to_be_public_by_a_table_that_a_steward_was_not_asked_about()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId river = await asked.Community("River people", Protocol.AnySteward, "bo");
        RecordId open = await archive.Publish("action", Told.Content("March", ("sources", Told.Entries(Entry.Of(("url", "https://example.org/a"))))));
        EditedTable table = await EditedTable.Of(archive);
        string title = table[practice, "title"];
        table[practice, "title"] = "Another name for it";
        table[open, "tookPart"] = "River people";
        string told = EditedTable.Told(await table.Import(archive));
        Assert.True(told.Split(' ')[3] is "1" or "2", told);
        Assert.Equal(title, (await Find(archive, practice)).Content.Title);
        Assert.Equal(1, await asked.Shown(practice));
        Assert.DoesNotContain((await Find(archive, open)).Content.Links, link => link.Target == river);
        // A steward's yes takes it in.
        Deposit waits = (await Waiting(archive)).Single(one => one.Proposal?.Record == practice);
        ReviewOutcome taken = await archive.Get<ReviewDeposit>().Take(waits.Id, asked.Steward("amal", marsh), new ProposalChoice(null, null), PublicationBasis.Consent, true, null, CancellationToken.None);
        Assert.IsType<ReviewOutcome.Done>(taken);
        Assert.Equal("Another name for it", (await Find(archive, practice)).Content.Title);
    }

    [Fact]
    public async Task A_note_of_somebody_is_changed_by_nobody_else()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId question = await archive.Publish("question", Told.Content("Who rows?"));
        RecordId note = await archive.Publish("note", Told.Content("A word", ("type", Told.One("reflection"))) with { Links = [new ContentLink("on", question)] });
        await archive.Write(session =>
        {
            Told.Join(session, RecordId.Mint(), ConnectionType.About, note, question, archive.Today);
            session.Put(session.FindRecord(note)! with { Deposit = DepositId.Mint() });
        });
        EditedTable table = await EditedTable.Of(archive);
        table[note, "title"] = "Their words, mended";
        Assert.Equal("0 0 1 0 1 title:note-of-another", EditedTable.Told(await table.Import(archive)));
    }

    /// <summary>With a source whose address may be one.</summary>
    private static async Task<RecordId> Practice(TestArchive archive)
    {
        RecordId practice = await Told.Practice(archive);
        await archive.Write(session =>
        {
            Record record = session.FindRecord(practice)!;
            RecordContent content = record.Content.With("sources", Told.Entries(Entry.Of(("url", "https://example.org/stoppage"), ("title", "The stoppage"), ("quotation", "Not one \\ cab; \"none\""))));
            session.Put(record with { Content = content });
            session.Put(session.FindRevision(practice, 1)! with { Content = content });
            foreach (int link in (int[])[10, 11]) session.Put(session.FindConnection(Told.Id(link))! with { IsOfField = true, Position = link - 9 }, "anonymous", "", archive.Today);
            foreach (int number in (int[])[1, 2, 3]) archive.Get<Publication>().Reindex(session, Told.Id(number), archive.Today);
        });
        return practice;
    }

    private static Task Lines(TestArchive archive, RecordId practice, string fields) => archive.Write(session =>
    {
        Record record = session.FindRecord(practice)!;
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse($"{{{fields}}}");
        RecordContent content = record.Content.With("summary", Told.One(json.RootElement.GetProperty("summary").GetString()!)).With("topics", Told.Many([.. json.RootElement.GetProperty("topics").EnumerateArray().Select(one => one.GetString()!)]));
        session.Put(session.FindRevision(practice, 1)! with { Number = 2, Content = content });
        session.Put(record with { Content = content, Revision = 2, LatestRevision = 2 });
    });

    private static Task<Record> Find(TestArchive archive, RecordId id) => archive.Writer.Write(session => session.FindRecord(id)!, CancellationToken.None);

    private static Task<Revision> Revision(TestArchive archive, RecordId id, int number) => archive.Writer.Write(session => session.FindRevision(id, number)!, CancellationToken.None);

    private static Task<Deposit[]> Waiting(TestArchive archive) =>
        archive.Writer.Write(session => session.DepositsIn(DepositState.Deposited, DateOnly.MaxValue).Select(id => session.FindDeposit(id)!).ToArray(), CancellationToken.None);
}
