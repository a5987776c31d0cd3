using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Importing.Whole;

/// <summary>Each promise about what may be read, broken once in a file that is whole by its digest.</summary>
public sealed class SmuggledTests
{
    [Fact]
    public async Task A_part_that_waits_for_its_day_is_not_let_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil", ("story", Told.One("zirkonwort"))));
        await Settle(archive, practice, session => session.Put(new Embargo { Subject = practice, Part = new RecordPart("story"), By = EmbargoBy.Desk, Until = archive.Today.AddDays(9) }));
        await IsRefused(archive, practice, record => record["withheldFields"] = new JsonArray());
    }

    [Fact]
    public async Task A_record_before_its_day_is_not_published()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil"));
        await Settle(archive, practice, session => session.Put(new Embargo { Subject = practice, By = EmbargoBy.Desk, Until = archive.Today.AddDays(9) }));
        await IsRefused(archive, practice, record => record["state"] = "published");
        await IsRefused(archive, practice, record =>
        {
            record["state"] = "published";
            record["embargoUntil"] = null;
        });
    }

    [Fact]
    public async Task Words_that_were_refused_are_not_read_in_the_history()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId marsh = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal"), practice = RecordId.Mint();
        RecordContent named = Told.Content("What the Marsh people did") with { Links = [new ContentLink("centres", marsh, IsCommunity: true)] }, unnamed = Told.Content("What was done");
        await archive.Write(session =>
        {
            session.Put(new Revision { Record = practice, Number = 1, Day = archive.Today, Who = "anonymous", Note = "", Content = named, AskedFrom = 1 });
            session.Put(new Revision { Record = practice, Number = 2, Day = archive.Today, Who = "anonymous", Note = "", Content = unnamed, AskedFrom = 2 });
            session.Put(new Consent { Subject = practice, Community = marsh, Revision = 1, Answer = ConsentAnswer.Declined, Steward = "amal", Day = archive.Today });
            session.Put(new Record { Id = practice, Kind = "practice", State = RecordState.Asked, Revision = 2, LatestRevision = 2, Content = unnamed });
        });
        await Settle(archive, practice, _ => { });
        string edited = Moved.Edited(await Moved.Export(archive), line => line.StartsWith($"{{\"record\":\"{practice}\",\"number\":1,", StringComparison.Ordinal)
            ? line.Replace("\"wasPublic\":false", "\"wasPublic\":true", StringComparison.Ordinal) : line);
        await RefusalTests.IsRefused(archive, edited, practice);
    }

    [Fact]
    public async Task Words_that_nobody_answered_do_not_take_the_place_of_those_that_were()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil"));
        string file = await Moved.Export(archive);
        // The record says one thing, its revision another.
        string edited = Moved.Edited(file, line => line.StartsWith($"{{\"record\":\"{practice}\"", StringComparison.Ordinal)
            ? line.Replace("\"wasPublic\":true", "\"wasPublic\":true,\"content\":{\"language\":\"en\",\"fields\":{\"title\":\"Otherwise\"}}", StringComparison.Ordinal) : line);
        await RefusalTests.IsRefused(archive, edited, practice);
    }

    [Fact]
    public async Task A_link_is_what_its_record_says()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId marsh = await archive.Community("Marsh people"), hill = await archive.Community("Hill people"), practice = RecordId.Mint();
        await archive.Publish("practice", Told.Content("A vigil") with { Links = [new ContentLink("stoodWith", marsh)] }, practice);
        await IsRefusedWhole(archive, practice);
        // As it was meant: it asks her.
        await Settle(archive, practice, session =>
        {
            RecordContent content = Told.Content("A vigil") with { Links = [new ContentLink("stoodWith", marsh, IsCommunity: true)] };
            session.Put(new Revision { Record = practice, Number = 1, Day = archive.Today, Who = "anonymous", Note = "", Content = content, AskedFrom = 1, WasPublic = true, Basis = PublicationBasis.PublicSources });
            session.Put(session.FindRecord(practice)! with { State = RecordState.Asked, Content = content, Basis = PublicationBasis.PublicSources });
        });
        Connection link = await archive.Writer.Write(session => session.ConnectionsOf(practice).Single(), CancellationToken.None);
        string edited = Moved.Edited(await Moved.Export(archive), line => RefusalTests.Of(line, "connection", link.Id, one => RefusalTests.Set(one, ("to", hill.ToString()))));
        await RefusalTests.IsRefused(archive, edited, link.Id);
    }

    [Fact]
    public async Task What_is_for_some_is_not_for_everyone()
    {
        await using TestArchive archive = await TestArchive.Start();
        Tellers tellers = await Tellers.Begin(archive);
        (_, RecordId telling) = await tellers.Tell(more: "\"readBy\":\"communities\",");
        await IsRefused(archive, telling, record => record["visibility"] = "public");
    }

    [Fact]
    public async Task An_answer_that_was_not_signed_so_is_refused()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil"));
        await archive.Write(session =>
        {
            session.Put(new Consent { Subject = practice, Community = RecordId.Mint(), Revision = 1, Answer = ConsentAnswer.Given, Steward = "amal", Day = archive.Today });
            session.Put(new ConsentSignature
            {
                Consent = session.Consents(practice)[0].Number, PublicKey = [1, 2, 3], Statement = "no statement", Salt = [4],
                Assertion = new PasskeyAssertion { CredentialId = [1], AuthenticatorData = [2], ClientData = [3], Signature = [4] },
            });
        });
        CommandResult refused = await Moved.Import(Moved.Elsewhere(), await Moved.Export(archive), archive.Clock);
        Assert.Equal("wrong-signatures", (string?)refused.Json!["outcome"]);
    }

    [Fact]
    public async Task No_declaration_takes_the_place_of_a_field_that_asks()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content("A vigil"));
        const string Declared = """{"kinds":{"practice":{"fields":{"centres":{"type":"links","connection":"speaksTo","kinds":["community"],"words":{"en":{"label":"Centres"}}}}}},"vocabularies":{}}""";
        string edited = Moved.Edited(await Moved.Export(archive), line => line.StartsWith("\"ownKinds\":", StringComparison.Ordinal) ? $"\"ownKinds\":{Declared}," : line);
        CommandResult refused = await Moved.Import(Moved.Elsewhere(), edited, archive.Clock);
        Assert.Equal((ExitStatus.Otherwise, 3L), (refused.Exit, (long?)refused.Json!["line"]));
        Assert.Contains((string?)refused.Json["outcome"], (string[])["own-kinds", "wrong-line"]);
    }

    [Fact]
    public async Task Nor_does_one_come_in_among_the_values()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session => session.PutValue("founded", "2026-03-01"));
        string file = await Moved.Export(archive);
        foreach (string name in (string[])["own kinds", "archive settings", "journal mark", "kinds to index anew"])
        {
            string edited = Moved.Edited(file, line => line.StartsWith("{\"name\":\"founded\"", StringComparison.Ordinal) ? line.Replace("founded", name, StringComparison.Ordinal) : line);
            CommandResult refused = await Moved.Import(Moved.Elsewhere(), edited, archive.Clock);
            Assert.Equal((ExitStatus.Otherwise, "wrong-line"), (refused.Exit, (string?)refused.Json!["outcome"]));
        }
    }

    private static async Task IsRefused(TestArchive archive, RecordId id, Action<JsonObject> edit)
    {
        string edited = Moved.Edited(await Moved.Export(archive), line => RefusalTests.Record(line, id, record =>
        {
            edit(record);
            return true;
        }));
        await RefusalTests.IsRefused(archive, edited, id);
    }

    private static async Task IsRefusedWhole(TestArchive archive, RecordId id) => await RefusalTests.IsRefused(archive, await Moved.Export(archive), id);

    private static Task Settle(TestArchive archive, RecordId id, Action<IArchiveSession> first) => archive.Write(session =>
    {
        first(session);
        archive.Get<Publication>().Settle(session, id, archive.Today);
    });
}
