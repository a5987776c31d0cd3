using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class WithdrawalContract : ArchiveContract
{
    // Its letters after the first stand alike in a title and in the index.
    private const string Marker = "Zqxwvortmark";
    private const string Arabic = "ظضغشصقث";

    [Fact]
    public async Task Nothing_of_a_withdrawn_record_stays_in_any_file()
    {
        await Neighbours(300);
        var (record, connection, deposit) = await Whole();
        Assert.True(Residue() > 0);
        await Archive.Write(session => session.Destroy(record.Id, new Tombstone(record.Id, Some.Today, "We asked for it back") { IsByKeepers = true }));
        Assert.Equal(0, Residue());
        Tombstone left = Assert.IsType<Reading.Withdrawn>(await Archive.Records.Read(record.Id, Some.Anyone, 5, Cancel)).Tombstone;
        Assert.Equal(("We asked for it back", true), (left.Words, left.IsByKeepers));
        Assert.Null(await Archive.Records.Connection(connection.Id, Some.Keeper, Cancel));
        Assert.Empty((await Archive.Write(session => session.FindDeposit(deposit.Id)))!.Messages);
        Assert.Empty(await Archive.Write(session => session.RecordsOf(deposit.Id)));
        Assert.Null(await Archive.Write(session => session.FindDepositOf(record.Id)));
        Assert.Empty((await Archive.Search.Match(new SearchExpression.Prefix("zqx"), null, _ => 1, 5, Cancel)).Documents);
        List<Tombstone> tombstones = [];
        await foreach (Tombstone tombstone in Archive.Records.Tombstones(Cancel)) tombstones.Add(tombstone);
        Assert.Equal(record.Id, Assert.Single(tombstones).Id);
        Assert.Equal(301, (await Archive.Records.Newest([], 1000, Some.Anyone, Cancel)).Count);
    }

    [Fact]
    public async Task Where_no_tombstone_is_given_it_never_was()
    {
        var (record, _, deposit) = await Whole();
        await Archive.Write(session =>
        {
            session.Destroy(record.Id, null);
            session.DestroyDeposit(deposit.Id);
        });
        Assert.Equal(0, Residue());
        Assert.IsType<Reading.Nothing>(await Archive.Records.Read(record.Id, Some.Keeper, 5, Cancel));
        Assert.Empty(await Archive.Write(session => session.Consents(record.Id)));
        Assert.Equal(0, Occurrences(record.Id.ToBytes()));
    }

    [Fact]
    public async Task Words_that_are_replaced_leave_nothing_behind()
    {
        var (record, connection, deposit) = await Whole();
        await Archive.Write(session =>
        {
            session.Put(record with { Content = Some.Content("New"), HiddenBecause = null });
            session.Put(Some.Revision(record, content: Some.Content("New")));
            session.Put(Some.Revision(record, 2, content: Some.Content("New")));
            session.Index(record.Id, Some.Document("new"));
            session.DestroyConnection(connection.Id);
            session.Put(deposit with { Records = [Some.Entry("New", record.Id)], Messages = [], Connections = [], DeclinedBecause = null }, []);
            session.PutValue("note", "New");
        });
        // What a steward said of the record, and the reason in an act, stay beside it.
        Assert.Equal(2, Residue());
    }

    [Fact]
    public async Task A_revision_that_is_destroyed_leaves_nothing_and_the_others_stay()
    {
        var record = Some.Record("Kept");
        await Archive.Write(session =>
        {
            session.Put(record with { Revision = 2, LatestRevision = 2 });
            session.Put(Some.Revision(record, content: Some.Content(Marker)) with { Note = Marker });
            session.Put(Some.Revision(record, 2));
        });
        Assert.True(Residue() > 0);
        await Archive.Write(session => session.DestroyRevision(record.Id, 1));
        Assert.Equal(0, Residue());
        Assert.Equal([2], (await Archive.Records.Revisions(record.Id, Some.Keeper, Cancel)).Select(one => one.Value.Number));
    }

    [Theory]
    [InlineData(2, 0, null)]
    [InlineData(1, 1, "so be it")]
    public async Task With_the_newest_revision_go_the_answers_to_its_words_alone(int askedFrom, int answered, string? condition)
    {
        var record = Some.Record("Kept");
        await Archive.Write(session =>
        {
            session.Put(record with { LatestRevision = 2 });
            session.Put(Some.Revision(record));
            session.Put(Some.Revision(record, 2, content: Some.Content(Marker)) with { AskedFrom = askedFrom, WasPublic = false });
            foreach (ConsentAnswer answer in (ConsentAnswer[])[ConsentAnswer.Given, ConsentAnswer.Withdrawn])
                session.Put(new Consent { Subject = record.Id, Community = record.Id, Revision = 2, Answer = answer, Steward = "ruth", Day = Some.Today, Condition = "so be it" });
        });
        await Archive.Write(session => session.DestroyRevision(record.Id, 2));
        Assert.Equal(0, Residue());
        Assert.Equal(1, (await Archive.Write(session => session.FindRecord(record.Id)))!.LatestRevision);
        Assert.Equal(
            [(ConsentAnswer.Given, answered, condition), (ConsentAnswer.Withdrawn, 1, "so be it")],
            (await Archive.Write(session => session.Consents(record.Id))).Select(one => (one.Answer, one.Revision, one.Condition)));
    }

    [Theory]
    [InlineData(2, 1, 0, null)]
    [InlineData(1, 1, 2, "so be it")]
    [InlineData(2, 2, 2, "so be it")]
    public async Task What_was_answered_to_a_revision_between_is_no_answer_to_words_that_are_said_again(int askedFrom, int askedFromNext, int answered, string? condition)
    {
        var record = Some.Record("Kept");
        await Archive.Write(session =>
        {
            session.Put(record with { Revision = 3, LatestRevision = 3 });
            session.Put(Some.Revision(record));
            session.Put(Some.Revision(record, 2, content: Some.Content(Marker)) with { AskedFrom = askedFrom });
            session.Put(Some.Revision(record, 3) with { AskedFrom = askedFromNext });
            foreach ((int revision, ConsentAnswer answer) in ((int, ConsentAnswer)[])[(1, ConsentAnswer.Given), (2, ConsentAnswer.Given), (2, ConsentAnswer.Withdrawn), (3, ConsentAnswer.Given)])
                session.Put(new Consent { Subject = record.Id, Community = record.Id, Revision = revision, Answer = answer, Steward = "ruth", Day = Some.Today, Condition = "so be it" });
        });
        await Archive.Write(session => session.DestroyRevision(record.Id, 2));
        Assert.Equal(
            [(1, "so be it"), (answered, condition), (2, "so be it"), (3, "so be it")],
            (await Archive.Write(session => session.Consents(record.Id))).Select(one => (one.Revision, one.Condition)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task That_a_revision_went_is_seen_only_where_it_could_be_read(bool wasPublic)
    {
        var record = Some.Record("Kept");
        await Archive.Write(session =>
        {
            session.Put(record with { Revision = 2, LatestRevision = 2 });
            session.Put(Some.Revision(record, wasPublic: wasPublic));
            session.Put(Some.Revision(record, 2));
        });
        long archive = Archive.Records.ChangeNumber;
        await Archive.Write(session => session.DestroyRevision(record.Id, 1));
        Assert.Equal(wasPublic, Archive.Records.ChangeNumber > archive);
    }

    [Fact]
    public async Task That_a_revision_is_read_no_more_is_seen()
    {
        var record = Some.Record("Kept");
        await Archive.Write(session =>
        {
            session.Put(record with { Revision = 2, LatestRevision = 2 });
            session.Put(Some.Revision(record));
            session.Put(Some.Revision(record, 2));
        });
        long archive = Archive.Records.ChangeNumber;
        await Archive.Write(session => session.Put(Some.Revision(record, wasPublic: false)));
        Assert.True(Archive.Records.ChangeNumber > archive);
    }

    [Fact]
    public async Task What_deposits_hold_of_a_destroyed_revision_goes_with_it_and_a_correction_that_waits_stays()
    {
        var (record, other) = (Some.Record("Kept"), Some.Record("Other"));
        RecordContent kept = record.Content with { Links = [new ContentLink("partOf", other.Id, Note: "a note")] };
        Deposit held = Some.Deposit(Some.Entry(Marker, record.Id) with { AwaitsReview = false }, Some.Entry("Other", other.Id) with { Ref = "b", AwaitsReview = false });
        Deposit waits = Some.Deposit(Some.Entry("Corrected", record.Id));
        await Archive.Write(session =>
        {
            session.Put(record with { Revision = 2, LatestRevision = 2, Content = kept });
            session.Put(Some.Revision(record, content: Some.Content(Marker)));
            session.Put(Some.Revision(record, 2, content: kept));
            session.PutWhole(other);
            foreach (Deposit one in (Deposit[])[held, waits]) session.Put(one, [other.Id]);
        });
        Assert.True(Residue() > 0);
        await Archive.Write(session => session.DestroyRevision(record.Id, 1));
        Assert.Equal(0, Residue());
        DepositedRecord now = (await Archive.Write(session => session.FindDeposit(held.Id)))!.Records[0];
        Assert.Equal((record.Content.Json(), new LinkMention("partOf", "#b", "a note")), (now.Content.Json(), Assert.Single(now.Links)));
        Assert.Equal("Corrected", (await Archive.Write(session => session.FindDeposit(waits.Id)))!.Records[0].Content.Title);
        Assert.NotNull(await Archive.Deposits.Find(held.Id, Some.StewardOf(other.Id), Cancel));
    }

    [Fact]
    public async Task A_connection_that_ends_takes_its_words_with_it()
    {
        var (one, two) = (Some.Record(), Some.Record());
        var connection = Some.Connection(one, two, "kin") with { Words = new ConnectionWords { Text = Marker, Shared = Marker, Distinct = Arabic } };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(connection, Marker, Marker, Some.Today);
        });
        await Archive.Write(session => session.Put(connection with { Revision = 2, Words = ConnectionWords.None }));
        await Archive.Write(session =>
        {
            session.Put(new Concern { Id = RecordId.Mint(), Subject = connection.Id, Text = Marker, Day = Some.Today, ReceiptHash = RecordId.Mint().ToBytes() });
            foreach (RecordId subject in (RecordId[])[connection.Id, one.Id])
                session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.Destruction, subject.ToString(), "ruth", Some.Today, subject == one.Id ? "It goes on." : Marker));
        });
        Assert.True(Residue() > 0);
        await Archive.Write(session => session.DestroyConnection(connection.Id));
        Assert.Equal(0, Residue());
        Assert.Equal(one.Id.ToString(), Assert.Single(await Archive.Members.WaitingForSecondKeeper(Cancel)).Subject);
        await Archive.Write(session => session.Destroy(one.Id, null));
        Assert.Empty(await Archive.Members.WaitingForSecondKeeper(Cancel));
    }

    [Fact]
    public async Task Many_withdrawn_together_and_among_readers_leave_nothing()
    {
        using CancellationTokenSource stop = new();
        await Neighbours(200);
        List<Kindred.Domain.Records.Record> records = [];
        for (int at = 0; at < 20; at++) records.Add((await Whole()).Record);
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var record in records) await Archive.Records.Read(record.Id, Some.Keeper, 5, CancellationToken.None);
                await Archive.Records.Newest([], 100, Some.Anyone, CancellationToken.None);
            }
        }))];
        await Task.WhenAll(records.Select(record => Archive.Write(session => session.Destroy(record.Id, null))));
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(0, Residue());
    }

    [Fact]
    public async Task Statement_and_salt_go_and_the_commitment_and_the_withdrawal_stay()
    {
        var record = Some.Record();
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Write(new Act(ActKind.Publication, [record.Id], Some.Today, IsPublic: true));
        });
        await Archive.Write(session =>
        {
            session.Write(new Act(ActKind.Withdrawal, [record.Id], Some.Today, IsPublic: true));
            session.Destroy(record.Id, new Tombstone(record.Id, Some.Today, null));
            session.Write(new Act(ActKind.Destruction, [record.Id], Some.Today, IsPublic: true, "ruth", "two keepers"));
        });
        Assert.Equal(
            [(2L, ActKind.Destruction), (1L, ActKind.Withdrawal)], (await Archive.Records.Acts(ofPowerOnly: false, 9, Some.Anyone, Cancel)).Select(act => (act.Value.Index, act.Value.Act.Kind)));
    }

    [Fact]
    public async Task A_word_that_nobody_else_used_leaves_nothing_wherever_it_stood_in_the_index()
    {
        Random random = new(1942);
        (Kindred.Domain.Records.Record Record, string Own)[] all = [.. Enumerable.Range(0, 600).Select(at => (Some.Record($"R {at}"), Own()))];
        foreach (var batch in all.Chunk(50))
        {
            await Archive.Write(session =>
            {
                foreach ((Kindred.Domain.Records.Record record, string own) in batch)
                {
                    session.PutWhole(record);
                    session.Index(record.Id, Some.Document(own, string.Join(' ', Enumerable.Range(0, 40).Select(_ => $"word{random.Next(2000)}"))));
                }
            });
        }

        await Archive.Write(session => Array.ForEach(all[..450], one => session.Destroy(one.Record.Id, null)));
        // Two letters each of them shares with the next word may stay; what made it a word of its own may not.
        Assert.All(all[..450], one => Assert.Equal(0, Occurrences(Encoding.UTF8.GetBytes(one.Own[..7]))));
        foreach ((_, string own) in all[450..])
            Assert.Single((await Archive.Search.Match(new SearchExpression.Word(own, []), null, _ => 1, 5, Cancel)).Documents);
        Assert.Equal(150, (await Archive.Search.Match(new SearchExpression.Not(null, new SearchExpression.Word("absent", [])), null, _ => 1, 5, Cancel)).Documents.Length);

        string Own() => string.Concat(Enumerable.Range(0, 12).Select(_ => (char)(random.Next(2) == 0 ? random.Next('a', 'z' + 1) : random.Next(0x627, 0x64a))));
    }

    private async Task<(Kindred.Domain.Records.Record Record, Connection Connection, Deposit Deposit)> Whole()
    {
        var content = Some.Content($"{Marker} title", $"{Marker} story {Arabic} " + string.Join(' ', Enumerable.Repeat(Marker, 2000)))
            .With("otherNames", new FieldValue.Many([Marker, Arabic])).With("summary", new FieldValue.One(Marker)).With("when", new FieldValue.One(Marker))
            .With("sources", new FieldValue.Entries([Entry.Of(("title", Marker), ("note", Arabic))])) with
        {
            Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty.Add(
                "ar", ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation(Arabic, 1))),
        };
        var other = Some.Record("Other");
        var entry = Some.Entry(Marker, RecordId.Mint()) with { Content = content, Links = [new LinkMention("centres", Marker, Marker)] };
        var record = Some.Record() with { Id = entry.Accessioned!.Value, Content = content, HiddenBecause = Marker, LatestRevision = 2 };
        var deposit = Some.Deposit(entry) with
        {
            Messages = [new DepositMessage(true, Some.Today, Marker)],
            DeclinedBecause = Marker,
            Connections = [new DepositedConnection { Entry = RecordId.Mint(), Type = "cites", From = "#a", To = "Other", Words = new ConnectionWords { Text = Marker } }],
        };
        record = record with { Deposit = deposit.Id };
        var connection = Some.Connection(record, other, "cites") with { Words = new ConnectionWords { Text = Marker, Sources = [Entry.Of(("quotation", Arabic))] } };
        await Archive.Write(session => session.Put(deposit, []));
        await Archive.Write(session =>
        {
            session.PutWhole(other);
            session.Put(record);
            session.Put(Some.Revision(record) with { Note = Marker, Who = Marker });
            session.Put(Some.Revision(record, 2, wasPublic: false) with { Note = Marker, Content = content with { Language = "ar" } });
            session.Put(connection, Marker, Marker, Some.Today);
            session.Put(new Consent { Subject = record.Id, Community = RecordId.Mint(), Revision = 1, Answer = ConsentAnswer.Conditional, Steward = "amal", Day = Some.Today, Condition = Marker });
            string tokens = Marker.ToLowerInvariant();
            session.Index(record.Id, Some.Document(tokens, $"{tokens} {Arabic} {tokens}story", new FacetTerm("topic", Marker)) with { BodyStems = tokens + "stem", SortTitle = tokens });
            session.Write(new Act(ActKind.Publication, [record.Id], Some.Today, IsPublic: true, Reason: Marker));
        });
        // A correction that waits, over the first one.
        await Archive.Write(session => session.Put(deposit with { Records = [entry with { Content = content.With("story", new FieldValue.One(Marker + " corrected")) }] }, []));
        return (record, connection, deposit);
    }

    /// <summary>Others' records about it, so that its bytes have neighbours in every page.</summary>
    private Task Neighbours(int count) => Archive.Write(session =>
    {
        for (int at = 0; at < count; at++)
        {
            var record = Some.Record($"Neighbour {at}") with { Content = Some.Content($"Neighbour {at}", string.Join(' ', Enumerable.Range(at, at % 400))) };
            session.PutWhole(record);
            session.Index(record.Id, Some.Document($"neighbour {at}", record.Content.Text("story")!));
        }
    });

    /// <summary>How often the marker stands in the archive's files, in any case, in UTF-8 or UTF-16.</summary>
    private int Residue() =>
        ((string[])[Marker[1..], Arabic]).Sum(word => Occurrences(Encoding.UTF8.GetBytes(word)) + Occurrences(Encoding.Unicode.GetBytes(word)));

    private int Occurrences(byte[] bytes)
    {
        int count = 0;
        foreach (string file in Directory.EnumerateFiles(Archive.Folder, "*", SearchOption.AllDirectories))
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            ReadOnlySpan<byte> left = copy.GetBuffer().AsSpan(0, (int)copy.Length);
            for (int at; (at = left.IndexOf(bytes)) >= 0; left = left[(at + 1)..]) count++;
        }

        return count;
    }
}
