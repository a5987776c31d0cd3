using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Tests.Browsing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Exporting;

namespace Kindred.Tests.Life;

/// <summary>Who tells a record says of one place in it how closely that may be shown: a place known more closely is named nowhere there.</summary>
public sealed class FinestPlaceTests
{
    private static readonly RecordId Region = Told.Id(60), Town = Told.Id(61), Gate = Told.Id(62);

    [Fact]
    public async Task A_place_is_no_closer_than_its_record_says_on_every_page_in_every_format_in_search_and_in_the_export()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = await Places(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed deposit = await Handed.In(archive, At(marsh, ""));
        RecordId practice = await deposit.Accept();
        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.PrecisePlace);
        await Reads(archive, practice, sees: "Zirkontor", not: []);

        // Said later, it holds for what was public before, and nobody has to be asked for it.
        await deposit.Correct(At(marsh, "town"));
        await deposit.Accept();
        Assert.Equal(2, await asked.Shown(practice));
        await Reads(archive, practice, sees: "Zirkonstadt", not: ["Zirkontor", "2345", "Zirkonwort"]);
        await deposit.Correct(At(marsh, "region"));
        await deposit.Accept();
        await Reads(archive, practice, sees: "Zirkonland", not: ["Zirkontor", "Zirkonstadt", "2345", "Zirkonwort"]);

        // The coarser of both, whoever wants it.
        await Set(archive, marsh, Precision.Country);
        await Reads(archive, practice, sees: null, not: ["Zirkontor", "Zirkonstadt", "Zirkonland", "2345", "Zirkonwort"]);
        await Set(archive, marsh, Precision.Exact);
        await Reads(archive, practice, sees: "Zirkonland", not: ["Zirkontor", "Zirkonstadt", "2345", "Zirkonwort"]);

        // What was public that coarsely comes no closer by being said anew.
        await deposit.Correct(At(marsh, "exact"));
        await deposit.Accept();
        Assert.Equal(4, await asked.Shown(practice));
        await Reads(archive, practice, sees: "Zirkonland", not: ["Zirkontor", "Zirkonstadt", "2345", "Zirkonwort"]);
    }

    /// <summary>That it is known more closely than it is shown is a hint at it.</summary>
    [Fact]
    public async Task What_was_said_of_it_is_told_to_those_alone_who_see_the_records_way()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = await Places(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed deposit = await Handed.In(archive, At(marsh, ""));
        RecordId practice = await deposit.Accept();
        await asked.Answer(practice, marsh, "amal");
        await deposit.Correct(At(marsh, "region"));
        await deposit.Accept();
        Viewer[] inside = [asked.Keeper(), asked.Steward("amal", marsh)];
        foreach (Viewer viewer in inside) Assert.Equal(Precision.Region, await Said(viewer));
        Assert.Null(await Said(asked.Anyone));
        using HttpClient anyone = archive.Anyone();
        string compared = await Told.Text(anyone, $"/r/{practice}/compare?from=1&to=2");
        Assert.DoesNotContain("Zirkon", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("no closer", compared, StringComparison.Ordinal);
        await archive.Member("mika");
        using HttpClient keeper = archive.SignedIn(await archive.Session("mika"));
        Assert.Contains("no closer than its region", await Told.Text(keeper, $"/r/{practice}/compare?from=1&to=2"), StringComparison.Ordinal);

        // Its own teller has it as it was said, to say it again.
        LinkMention held = Assert.Single((await deposit.Deposit()).Records[0].Links, link => link.Field == "where");
        Assert.Equal((Gate.ToString(), "by the Zirkonwort bakery", Precision.Region), (held.Target, held.Note, held.Finest));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", deposit.Receipt.Words));
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "context"), ("f.title", "At the gate"), ("language", "es"));
        Assert.Single(Regex.Matches(visitor.Page, "<option value=\"region\" selected"));

        async Task<Precision?> Said(Viewer viewer) =>
            (await archive.Get<IRecordStore>().Records([practice], viewer, CancellationToken.None))[0].Value.Content.Links.Single(link => link.Field == "where") is { } link && link.Target == Region
                ? link.Finest : throw new InvalidOperationException("The place is shown.");
    }

    [Fact]
    public async Task What_is_said_beside_it_of_where_it_was_is_no_closer()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = await Places(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed deposit = await Handed.In(archive, Handed.Practice("We sang.", [marsh]));
        RecordId practice = await deposit.Accept();
        await asked.Answer(practice, marsh, "amal");
        (RecordId where, RecordId place) = await asked.PlaceOf(practice, new FieldValue.Coordinates(40.2345, -73.2345, Precision.Town));
        if (await asked.Shown(where) is null) await asked.Answer(where, marsh, "amal");
        Assert.NotNull(await asked.Shown(where));
        await deposit.Correct(At(marsh, "region", place));
        await deposit.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        Assert.Null(await asked.Shown(where));
        foreach (string address in (string[])[$"/api/v1/records/{practice}/connections", $"/r/{practice}", $"/c/{where}"])
            Assert.DoesNotContain(place.ToString(), await Told.Text(anyone, address), StringComparison.Ordinal);
        Assert.DoesNotContain(place.ToString(), Line(await Told.Text(anyone, "/export/jsonl"), practice), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("where", "\"near\"", "unknown-term")]
    [InlineData("where", "3", "wrong-shape")]
    [InlineData("centres", "\"region\"", "unknown-field")]
    public async Task What_cannot_be_read_is_a_finding(string field, string precision, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        await Places(archive);
        using HttpClient anyone = archive.Anyone();
        string link = $$"""{"id":"{{Gate}}","precision":{{precision}}}""";
        using StringContent body = new($$"""{"records":[{"kind":"practice","title":"At the gate","story":"We sang.","{{field}}":[{{link}}]}]}""", System.Text.Encoding.UTF8, "application/json");
        HttpResponseMessage answer = await anyone.PostAsync("/api/v1/deposits", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement[] findings = [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings").EnumerateArray()];
        Assert.Contains(findings, finding => (finding.GetProperty("code").GetString(), finding.GetProperty("path").GetString()) == (code, $"records[0].{field}.precision"));
    }

    [Fact]
    public async Task The_form_asks_keeps_what_was_chosen_and_the_preview_says_what_it_means()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Places(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "context"), ("f.title", "At the gate"), ("language", "en"));
        Assert.Contains("then no place is named", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "stay"), ("f.where", "Zirkontor"), ("f.where.precision", ""), ("f.where", "Zirkonstadt"), ("f.where.precision", "region"));
        Assert.Matches("value=\"Zirkonstadt\"[^<]*<[^V]*<option value=\"region\" selected", Regex.Replace(visitor.Page, "\\s+", " "));
        Assert.Single(Regex.Matches(visitor.Page, "<option[^>]* selected"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.where", "Zirkontor"), ("f.where.precision", ""), ("f.where", "Zirkonstadt"), ("f.where.precision", "region"));
        Assert.Contains("Zirkonstadt · readers see no closer than its region; if the archive knows none, then no place is named", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zirkontor ·", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "context"));
        Assert.Single(Regex.Matches(visitor.Page, "<option value=\"region\" selected"));
    }

    /// <summary>Neither an export nor a form of a reader has it.</summary>
    [Fact]
    public async Task Who_did_not_see_it_does_not_take_it_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = await Places(archive);
        await archive.Member("mika");
        ImportResult made = await Import($$"""{"kind":"question","title":"Who sings?","story":"Who?","where":[{"id":"{{Region}}","precision":"region"},{"id":"{{Gate}}","precision":"region"}]}""");
        Assert.Equal(1, made.Made);
        RecordId question = await archive.Writer.Write(session => session.FindByName("Who sings?", ["question"])[0], CancellationToken.None);
        Assert.Equal([Precision.Region, Precision.Region], await Held());
        using HttpClient anyone = archive.Anyone();
        string exported = Line(await Told.Text(anyone, "/export/jsonl"), question);
        Assert.DoesNotContain("precision", exported, StringComparison.Ordinal);
        ImportResult again = await Import(exported);
        Assert.True(again.Same == 1, $"{exported} {again}");
        Assert.Equal(1, (await Import(exported.Replace("\"Who?\"", "\"Who, then?\"", StringComparison.Ordinal))).Changed);
        Assert.Equal([Precision.Region, Precision.Region], await Held());

        Proposed proposed = await Proposed.To(archive, question, $$"""{"where":["{{Region}}","{{Town}}"]}""");
        await proposed.Take(basis: PublicationBasis.PublicSources);
        Assert.Equal(3, (await Held()).Length);
        Assert.Equal(2, (await Held()).Count(one => one == Precision.Region));
        Proposed coarser = await Proposed.To(archive, question, $$"""{"where":["{{Region}}",{"id":"{{Town}}","precision":"country"}]}""");
        await coarser.Take(basis: PublicationBasis.PublicSources);
        Assert.Contains(Precision.Country, await Held());
        Assert.DoesNotContain("Zirkonstadt", await Told.Text(anyone, $"/r/{question}"), StringComparison.Ordinal);

        async Task<ImportResult> Import(string lines)
        {
            using StringReader reader = new(lines);
            return await archive.Get<ImportRecords>().Import(reader, null, isReviewed: false, null, CancellationToken.None);
        }

        async Task<Precision?[]> Held() => [.. (await asked.Find(question))!.Content.Links.Where(link => link.Field == "where").Select(link => link.Finest)];
    }

    /// <summary>A place around the one that is withheld may be told more coarsely itself.</summary>
    [Fact]
    public async Task A_larger_place_that_is_told_more_coarsely_does_not_come_in_by_a_smaller_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = await Places(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed deposit = await Handed.In(archive, Handed.Practice("We sang.", [marsh], $$"""
            {{Handed.Sources}}"where":[{"id":"{{Gate}}","precision":"town"},{"id":"{{Town}}","precision":"region"}],
            """));
        RecordId practice = await deposit.Accept();
        await asked.Answer(practice, marsh, "amal");
        await Reads(archive, practice, sees: "Zirkonland", not: ["Zirkontor", "Zirkonstadt"]);
    }

    /// <summary>That a place lies in another is what the place says, and may wait for its day there.</summary>
    [Fact]
    public async Task No_larger_place_comes_in_through_one_that_does_not_say_yet_where_it_lies()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = await Places(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await (await Handed.In(archive, At(marsh, "town"))).Accept();
        await asked.Answer(practice, marsh, "amal");
        await Reads(archive, practice, sees: "Zirkonstadt", not: ["Zirkontor"]);
        await archive.Write(session =>
        {
            session.Put(new Embargo { Subject = Gate, Part = new RecordPart("parent"), By = EmbargoBy.Depositor, Until = archive.Today.AddDays(5) });
            archive.Get<Publication>().Settle(session, Gate, archive.Today);
        });
        await Reads(archive, practice, sees: null, not: ["Zirkontor", "Zirkonstadt", "Zirkonland"]);
        await archive.Pass(5);
        await Reads(archive, practice, sees: "Zirkonstadt", not: ["Zirkontor"]);
    }

    private static async Task<Asked> Places(TestArchive archive)
    {
        await archive.Write(session =>
        {
            Put(session, Region, "Zirkonland", null, new FieldValue.Coordinates(40.1, -73.1, Precision.Region));
            Put(session, Town, "Zirkonstadt", Region, new FieldValue.Coordinates(40.2, -73.2, Precision.Town));
            Put(session, Gate, "Zirkontor", Town, new FieldValue.Coordinates(40.2345, -73.2345, Precision.Exact));
            foreach (RecordId place in new[] { Region, Town, Gate }) archive.Get<Publication>().Reindex(session, place, archive.Today);
        });
        return new Asked(archive);

        void Put(IArchiveSession session, RecordId id, string title, RecordId? parent, FieldValue.Coordinates point)
        {
            RecordContent content = Told.Content(title, ("coordinates", point));
            if (parent is { } within) content = content with { Links = [new ContentLink("parent", within)] };
            Told.Put(session, id, "place", content, archive.Today);
        }
    }

    private static string Line(string export, RecordId record) => Assert.Single(export.Split('\n'), line => line.Contains($"{{\"id\":\"{record}\"", StringComparison.Ordinal));

    /// <summary>A practice as its teller hands it in.</summary>
    private static string At(RecordId community, string precision, RecordId? place = null) => Handed.Practice("We sang.", [community], $$"""
            {{Handed.Sources}}"where":[{"id":"{{place ?? Gate}}","note":"by the Zirkonwort bakery"{{(precision.Length > 0 ? $",\"precision\":\"{precision}\"" : "")}}}],
            """);

    private static async Task Set(TestArchive archive, RecordId community, Precision finest)
    {
        string steward = (await archive.Get<IMemberStore>().Community(community, archive.Today, CancellationToken.None))!.Stewards[0];
        Assert.IsType<WishOutcome.Done>(await archive.Get<WishAmongStewards>().Wish(
            community, new Wished.Set(new CommunitySettings { FinestPlace = finest }), "", new Viewer.Member(archive.Today, steward, false, [community]), CancellationToken.None));
    }

    private static async Task Reads(TestArchive archive, RecordId practice, string? sees, string[] not)
    {
        using HttpClient anyone = archive.Anyone();
        int last = (await archive.Writer.Write(session => session.FindRecord(practice)!, CancellationToken.None)).Revision;
        foreach (string address in (string[])
        [
            $"/r/{practice}", $"/r/{practice}.json", $"/r/{practice}.jsonld", $"/r/{practice}.ttl", $"/r/{practice}.md", $"/r/{practice}/connections", $"/r/{practice}/history", $"/r/{practice}/compare?from=1&to={last}",
            $"/api/v1/records/{practice}", $"/api/v1/records/{practice}/history", $"/api/v1/records/{practice}/connections", "/export/jsonl", $"/r/{practice}/propose",
            .. Enumerable.Range(1, last).SelectMany(number => new[] { $"/r/{practice}/history/{number}", $"/api/v1/records/{practice}/history/{number}" }),
        ])
        {
            using HttpResponseMessage answer = await anyone.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} at {address}");
            string text = await answer.Content.ReadAsStringAsync();
            // The places are records of their own there.
            if (address == "/export/jsonl") text = Line(text, practice);
            foreach (string word in not) Assert.False(text.Contains(word, StringComparison.Ordinal), $"{word} at {address}: {text}");
            if (not.Length == 0) continue;
            Assert.False(text.Contains(Gate.ToString(), StringComparison.Ordinal), $"its id at {address}: {text}");
            Assert.False(text.Contains("\"precision\"", StringComparison.Ordinal) || text.Contains("no closer", StringComparison.Ordinal), $"that it is known more closely, at {address}: {text}");
        }

        foreach ((string format, string text) in await archive.ExportsOf(practice))
        {
            foreach (string word in not) Assert.False(text.Contains(word, StringComparison.Ordinal), $"{word} in {format}: {text}");
            if (not.Length > 0) Assert.False(text.Contains(Gate.ToString(), StringComparison.Ordinal), $"its id in {format}: {text}");
        }

        if (sees is not null) Assert.Contains(sees, await Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);
        bool isTold = sees == "Zirkontor";
        Assert.Equal(isTold, (await Told.Text(anyone, $"/practices?place={Gate}")).Contains($"/r/{practice}", StringComparison.Ordinal));
        Assert.Equal(isTold, (await Told.Text(anyone, $"/search?place={Gate}")).Contains($"/r/{practice}", StringComparison.Ordinal));
        Assert.Equal(isTold, (await Told.Text(anyone, $"/r/{Gate}")).Contains(practice.ToString(), StringComparison.Ordinal));
    }
}
