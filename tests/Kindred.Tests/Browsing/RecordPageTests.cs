using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Browsing;

public partial class RecordPageTests
{
    private const string Payload = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>";

    [Fact]
    public async Task A_record_answers_at_its_id_with_anything_after_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{practice}", $"/r/{practice}/an-hour-without-taxis", $"/r/{practice.ToString().ToLowerInvariant()}"])
        {
            using HttpResponseMessage answer = await anyone.GetAsync(address);
            string page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"<link rel=\"canonical\" href=\"http://localhost/r/{practice}\">", page, StringComparison.Ordinal);
            Assert.Contains("An hour without taxis", page, StringComparison.Ordinal);
            Assert.Contains("cabbies", page, StringComparison.Ordinal);
            Assert.Contains("Accept", string.Join(',', answer.Headers.Vary), StringComparison.Ordinal);
        }

        Assert.Contains("Una hora sin taxis", await Told.Text(anyone, $"/r/{practice}?lang=es"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_reader_has_already_is_not_sent_again_until_something_changes()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage first = await anyone.GetAsync($"/r/{practice}");
        Assert.Equal(HttpStatusCode.NotModified, (await Again()).StatusCode);
        await archive.Write(session => Told.Put(session, Told.Id(99), "question", Told.Content("What now?"), archive.Today));
        Assert.Equal(HttpStatusCode.OK, (await Again()).StatusCode);

        async Task<HttpResponseMessage> Again()
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/r/{practice}");
            request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
            return await anyone.SendAsync(request);
        }
    }

    [Fact]
    public async Task No_heading_stands_twice()
    {
        await using TestArchive archive = await TestArchive.Start();
        foreach (string kind in (string[])["practice", "telling"])
        {
            RecordId told = await archive.Publish(kind, Told.Content("Phone trees", ("careAndRisk", Told.One("Whose number.")), ("learned", Told.One("Ring early.")), ("outcome", Told.One("Everyone came."))));
            using HttpClient anyone = archive.Anyone();
            foreach (string language in (string[])["en", "es", "ar"])
            {
                string[] headings = [.. Heading().Matches(await anyone.GetStringAsync($"/r/{told}?lang={language}")).Select(match => match.Groups[1].Value)];
                Assert.Contains(Texts.For(language).Label(kind, "learned"), headings.Select(WebUtility.HtmlDecode));
                Assert.Equal(headings.Distinct(), headings);
            }
        }
    }

    [GeneratedRegex("<h[1-6][^>]*>([^<]*)</h")]
    private static partial Regex Heading();

    [Fact]
    public async Task What_stands_under_a_heading_is_what_it_says()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Publish("community", Told.Content("River people",
            ("guidance", Told.Entries(Entry.Of(("say", "people of the river")))), ("askOfAllies", Told.One("Come early."))));
        RecordId marsh = await archive.Community("Marsh people"), door = await archive.Publish("door", Told.Content("A seat", ("risk", Told.One("None that we know of."))));
        await archive.Write(session => Told.Join(session, Told.Id(50), ConnectionType.Kin, river, marsh, archive.Today,
            ConnectionWords.None with { Language = "en", Text = "Sisters of one flood", Shared = "The water", Distinct = "The law" }));
        using HttpClient anyone = archive.Anyone();
        foreach (RecordId id in (RecordId[])[river, door])
            Assert.DoesNotContain(Texts.For("en")["contribute.step.learn"], await anyone.GetStringAsync($"/r/{id}?lang=en"), StringComparison.Ordinal);
        Assert.Matches("</h3>\\s*<p lang=\"en\"><bdi>Sisters of one flood</bdi></p>", await anyone.GetStringAsync($"/r/{river}?lang=en"));
    }

    [Fact]
    public async Task A_change_that_is_only_asked_about_shows_in_no_entity_tag_and_a_withdrawal_in_each()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        using HttpClient anyone = archive.Anyone();
        string[] before = await Tags();
        await asked.Correct(practice, "asked about", marsh);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        Assert.Equal(before, await Tags());
        await asked.Withdraw(practice, marsh, "amal");
        Assert.Empty(before.Intersect(await Tags()));

        async Task<string[]> Tags()
        {
            List<string> tags = [];
            foreach (string address in (string[])[$"/r/{sea}", $"/api/v1/records/{sea}", "/search?q=sea"]) tags.Add((await anyone.GetAsync(address)).Headers.ETag!.Tag);
            return [.. tags];
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".json")]
    [InlineData("/history")]
    [InlineData("/history/1")]
    [InlineData("/compare")]
    [InlineData("/connections")]
    public async Task A_private_record_and_none_at_all_answer_byte_for_byte_alike(string after)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hidden = Told.Id(40);
        await archive.Write(session => Told.Put(session, hidden, "practice", Told.Content("Nobody may read this"), archive.Today, RecordState.Asked));
        using HttpClient anyone = archive.Anyone();
        foreach (string accept in (string[])["text/html", "application/json", "text/turtle"])
        {
            string there = await Told.Text(anyone, $"/r/{hidden}{after}", accept);
            Assert.Equal(await Told.Text(anyone, $"/r/{Told.Id(41)}{after}", accept), there);
            Assert.DoesNotContain("Nobody may", there, StringComparison.Ordinal);
        }

        using HttpResponseMessage answer = await anyone.GetAsync($"/r/{hidden}{after}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_record_leaves_a_tombstone()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        await archive.Write(session => session.Destroy(practice, new Tombstone(practice, archive.Today, "It is ours <again>.")));
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage page = await anyone.GetAsync($"/r/{practice}");
        string text = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
        Assert.Contains("It is ours &lt;again&gt;.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("taxis", text, StringComparison.Ordinal);
        foreach (string address in (string[])[$"/r/{practice}.json", $"/r/{practice}.ttl", $"/api/v1/records/{practice}"])
        {
            using HttpResponseMessage gone = await anyone.GetAsync(address);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.Equal("application/problem+json", gone.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task A_steward_sees_what_her_community_is_asked_about_and_is_told_that_it_is_not_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, RecordId asked) = (Told.Id(50), Told.Id(51));
        await archive.Write(session =>
        {
            Told.Put(session, community, "community", Told.Content("Farmworkers"), archive.Today, communities: community);
            Told.Put(session, asked, "practice", Told.Content("A letter from the fields"), archive.Today, RecordState.Asked, community);
        });
        await archive.Member("rosa", community);
        using HttpClient rosa = archive.SignedIn(await archive.Session("rosa"));
        using HttpResponseMessage answer = await rosa.GetAsync($"/r/{asked}");
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("A letter from the fields", page, StringComparison.Ordinal);
        Assert.Contains("This page is not public", page, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{asked}")).StatusCode);
    }

    [Fact]
    public async Task Nothing_that_people_write_in_any_field_becomes_markup()
    {
        await using TestArchive archive = await TestArchive.Start();
        (Kind Kind, RecordId Id)[] hostile = [.. KindList.BuiltIn.All.Select((kind, at) => (kind, Told.Id(100 + at)))];
        await archive.Write(session =>
        {
            foreach ((Kind kind, RecordId id) in hostile)
            {
                RecordContent content = kind.Fields.Where(field => !field.IsLink && Hostile(field) is not null)
                    .Aggregate(new RecordContent { Language = "en" }, (made, field) => made.With(field.Name, Hostile(field)));
                Told.Put(session, id, kind.Name, content, archive.Today);
                Told.Join(session, Told.Id(200 + (int)(ulong)id.Value % 7), ConnectionType.Kin, id, hostile[0].Id == id ? hostile[1].Id : hostile[0].Id, archive.Today,
                    new ConnectionWords { Language = "en", Text = Payload, Shared = Payload, Distinct = Payload, When = Payload });
            }
        });
        using HttpClient anyone = archive.Anyone();
        foreach ((Kind _, RecordId id) in hostile)
        {
            foreach (string after in (string[])["", "/history", "/history/1", "/compare?from=1&to=1", "/connections"])
                AssertHarmless(await Told.Text(anyone, $"/r/{id}{after}"), $"/r/{id}{after}");
        }

        AssertHarmless(await Told.Text(anyone, $"/c/{Told.Id(200)}"), "connection");

        static FieldValue? Hostile(Field field) => field.Type switch
        {
            FieldType.Range or FieldType.Coordinates => null,
            FieldType.Sources => new FieldValue.Entries([Entry.Of([.. field.Parts.Select(part => (part, (string?)(part == "url" ? "javascript:alert(4)" : Payload)))])]),
            FieldType.Notices => FieldNotices.Of([("summary", Payload), ("story", Payload)]),
            FieldType.Credits or FieldType.Creators or FieldType.Guidance => new FieldValue.Entries([Entry.Of([.. field.Parts.Select(part => (part, (string?)Payload))])]),
            FieldType.Markdown => new FieldValue.One(Payload + "\n\n[go](javascript:alert(5))"),
            FieldType.Url => field.IsMany ? new FieldValue.Many(["javascript:alert(6)"]) : new FieldValue.One("javascript:alert(6)"),
            _ => field.IsMany ? new FieldValue.Many([Payload]) : new FieldValue.One(Payload),
        };
    }

    [Fact]
    public async Task Two_revisions_are_compared_word_by_word()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        await archive.Write(session =>
        {
            Record record = session.FindRecord(practice)!;
            RecordContent content = record.Content.With("summary", new FieldValue.One("Drivers took nobody from the airport for two hours."));
            session.Put(new Revision { Record = practice, Number = 2, Day = archive.Today, Who = "a driver", Note = "It was two", Content = content, AskedFrom = 2, WasPublic = true });
            session.Put(record with { Revision = 2, LatestRevision = 2, Content = content });
        });
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{practice}/compare?from=1&to=2");
        Assert.Matches("<ins>.*two", page);
        Assert.Matches("<del>.*an", page);
        Assert.Contains("It was two", await Told.Text(anyone, $"/r/{practice}/history"), StringComparison.Ordinal);
        Assert.Contains("for an hour", await Told.Text(anyone, $"/r/{practice}/history/1"), StringComparison.Ordinal);
        Assert.Contains("\"who\":\"a driver\"", await Told.Text(anyone, $"/api/v1/records/{practice}/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_and_yeses_are_compared_in_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId door = Told.Id(61);
        await archive.Write(session =>
        {
            RecordContent before = Told.Content("Sing with us", ("closes", Told.One("2026-04-01")), ("online", Told.One("false")), ("summary", Told.One("Come.")));
            Record record = Told.Put(session, door, "door", before, archive.Today);
            RecordContent after = before.With("closes", Told.One("2026-05-02")).With("online", Told.One("true"));
            session.Put(new Revision { Record = door, Number = 2, Day = archive.Today, Who = "anonymous", Note = "", Content = after, AskedFrom = 1, WasPublic = true });
            session.Put(record with { Revision = 2, LatestRevision = 2, Content = after });
        });
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/r/{door}/compare?from=1&to=2");
        Assert.Contains("May", page, StringComparison.Ordinal);
        Assert.Contains("Yes", page, StringComparison.Ordinal);
        foreach (string raw in (string[])["2026-05-02", ">true<", "Come."]) Assert.DoesNotContain(raw, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_that_nobody_wrote_down_is_an_invitation_to_tell_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        using HttpClient anyone = archive.Anyone();
        Assert.Matches("href=\"/contribute\\?kind=history\">Tell the archive of a root", await Told.Text(anyone, $"/r/{practice}"));
    }

    private static void AssertHarmless(string page, string address)
    {
        foreach (string harm in (string[])["<script>alert", "<img src=x", "<svg onload", "href=\"javascript:", "onerror=alert(2)>\""])
            Assert.False(page.Contains(harm, StringComparison.OrdinalIgnoreCase), $"{address} lets {harm} through.");
    }
}
