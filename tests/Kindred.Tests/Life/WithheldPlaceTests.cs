using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Tests.Browsing;
using Kindred.Tests.Exporting;

namespace Kindred.Tests.Life;

/// <summary>A place that is known more closely than a community wants is named nowhere in what names it; the coarsest wish counts.</summary>
public sealed class WithheldPlaceTests
{
    [Fact]
    public async Task The_coarsest_wish_counts_on_every_page_in_every_format_in_search_and_in_the_export()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId region = Told.Id(40), town = Told.Id(41), gate = Told.Id(42);
        await archive.Write(session =>
        {
            Put(session, region, "Zirkonland", null, new FieldValue.Coordinates(40.1, -73.1, Precision.Region));
            Put(session, town, "Zirkonstadt", region, new FieldValue.Coordinates(40.2, -73.2, Precision.Town));
            Put(session, gate, "Zirkontor", town, new FieldValue.Coordinates(40.2345, -73.2345, Precision.Exact));
        });
        RecordId practice = await asked.Practice(marsh, hill);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Content = first.Content with { Links = [.. first.Content.Links, new ContentLink("where", gate)] } });
            archive.Get<Publication>().Settle(session, practice, archive.Today);
        });
        foreach ((RecordId community, string steward) in new[] { (marsh, "amal"), (hill, "bo") })
            await asked.Answer(practice, community, steward, scope: ConsentScope.Publish | ConsentScope.PrecisePlace);
        await Reads(archive, practice, gate, sees: "Zirkontor", not: []);

        await Set(archive, marsh, Precision.Town);
        await Reads(archive, practice, gate, sees: "Zirkonstadt", not: ["Zirkontor", "2345"]);
        await Set(archive, hill, Precision.Region);
        await Reads(archive, practice, gate, sees: "Zirkonland", not: ["Zirkontor", "Zirkonstadt", "2345"]);
        await Set(archive, marsh, Precision.Exact);
        await Reads(archive, practice, gate, sees: "Zirkonland", not: ["Zirkontor", "Zirkonstadt", "2345"]);
        await Set(archive, hill, Precision.Country);
        await Reads(archive, practice, gate, sees: null, not: ["Zirkontor", "Zirkonstadt", "Zirkonland"]);
        await Set(archive, hill, Precision.Exact);
        await Reads(archive, practice, gate, sees: "Zirkontor", not: []);

        // The community's own record is destroyed: its places come no closer by that.
        await Set(archive, hill, Precision.Region);
        await archive.Write(session => session.Destroy(hill, null));
        await archive.Write(session => archive.Get<Publication>().Settle(session, practice, archive.Today));
        await Reads(archive, practice, gate, sees: null, not: ["Zirkontor", "Zirkonstadt"], isPublic: null);
    }

    [Fact]
    public async Task A_place_that_becomes_known_more_closely_is_withheld_with_that()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), place = Told.Id(43);
        await Set(archive, marsh, Precision.Region);
        await archive.Write(session => Put(session, place, "Zirkonland", null, new FieldValue.Coordinates(40.1, -73.1, Precision.Region)));
        RecordId practice = await asked.Practice(marsh);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Content = first.Content with { Links = [.. first.Content.Links, new ContentLink("where", place)] } });
        });
        await asked.Answer(practice, marsh, "amal");
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Zirkonland", await Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(place, 1)!;
            session.Put(first with { Number = 2, WasPublic = false, Content = first.Content.With("coordinates", new FieldValue.Coordinates(40.1, -73.1, Precision.Town)) });
            session.Put(session.FindRecord(place)! with { LatestRevision = 2 });
            archive.Get<Publication>().Settle(session, place, archive.Today);
        });
        Assert.Equal(2, await asked.Shown(place));
        Assert.DoesNotContain("Zirkonland", await Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);
        Assert.DoesNotContain(practice.ToString(), await Told.Text(anyone, $"/r/{place}"), StringComparison.Ordinal);
    }

    /// <summary>Nobody has said how close it is: it may be a doorstep. What was said beside the link says it too.</summary>
    [Fact]
    public async Task A_place_without_a_point_counts_as_exact_and_the_note_beside_it_goes_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), region = Told.Id(44), gate = Told.Id(45);
        await archive.Write(session =>
        {
            Put(session, region, "Zirkonland", null, new FieldValue.Coordinates(40.1, -73.1, Precision.Region));
            Put(session, gate, "Zirkontor", region, null);
        });
        RecordId practice = await asked.Practice(marsh);
        await At(archive, practice, new ContentLink("where", gate, Note: "behind the Zirkonwort bakery"));
        await asked.Answer(practice, marsh, "amal");
        using HttpClient anyone = archive.Anyone();
        string[] forms = ["", ".json", "/history/1"];
        Assert.All(await All(), text => Assert.Contains("Zirkonwort", text, StringComparison.Ordinal));
        await Set(archive, marsh, Precision.Town);
        Assert.All(await All(), text =>
        {
            Assert.DoesNotContain("Zirkonwort", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Zirkontor", text, StringComparison.Ordinal);
        });
        Assert.Contains("Zirkonland", (await All())[0], StringComparison.Ordinal);

        async Task<string[]> All() => await Task.WhenAll(forms.Select(form => Told.Text(anyone, $"/r/{practice}{form}")));
    }

    [Fact]
    public async Task What_was_public_in_the_name_of_more_is_read_as_coarsely_as_they_all_want_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo"), gate = Told.Id(46);
        await archive.Write(session => Put(session, gate, "Zirkontor", null, new FieldValue.Coordinates(40.2345, -73.2345, Precision.Exact)));
        RecordId practice = await asked.Practice(marsh, hill);
        await At(archive, practice, new ContentLink("where", gate));
        foreach ((RecordId community, string steward) in new[] { (marsh, "amal"), (hill, "bo") }) await asked.Answer(practice, community, steward);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Number = 2, AskedFrom = 2, WasPublic = false, Content = first.Content with { Links = [.. first.Content.Links.Where(link => link.Target != hill)] } });
            session.Put(session.FindRecord(practice)! with { LatestRevision = 2 });
            archive.Get<Publication>().Settle(session, practice, archive.Today);
        });
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        string[] forms = [$"/r/{practice}/history/1", $"/api/v1/records/{practice}/history/1"];
        foreach (string form in forms) Assert.Contains(gate.ToString(), await Told.Text(anyone, form), StringComparison.Ordinal);
        // The newest says nothing of them any more; what the older one says is theirs too.
        Wished coarser = new Wished.Set(CommunitySettings.Unsaid with { FinestPlace = Precision.Region });
        Assert.IsType<WishOutcome.Done>(await archive.Get<WishAmongStewards>().Wish(hill, coarser, "It is somebody's door.", asked.Steward("bo", hill), CancellationToken.None));
        foreach (string form in forms) Assert.DoesNotContain(gate.ToString(), await Told.Text(anyone, form), StringComparison.Ordinal);
    }

    /// <summary>Who says where something was without changing what is told of it says no more than its community wants told.</summary>
    [Fact]
    public async Task A_connection_to_a_place_is_withheld_as_a_link_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        (RecordId where, RecordId place) = await asked.PlaceOf(practice, new FieldValue.Coordinates(40.2345, -73.2345, Precision.Town));
        if (await asked.Shown(where) is null) await asked.Answer(where, marsh, "amal");
        using HttpClient anyone = archive.Anyone();
        Assert.Contains(place.ToString(), await Told.Text(anyone, $"/api/v1/records/{practice}/connections"), StringComparison.Ordinal);
        await Set(archive, marsh, Precision.Region);
        Assert.DoesNotContain(place.ToString(), await Told.Text(anyone, $"/api/v1/records/{practice}/connections"), StringComparison.Ordinal);
        Assert.DoesNotContain(place.ToString(), await Told.Text(anyone, $"/c/{where}"), StringComparison.Ordinal);
        await Set(archive, marsh, Precision.Town);
        Assert.Contains(place.ToString(), await Told.Text(anyone, $"/api/v1/records/{practice}/connections"), StringComparison.Ordinal);
    }

    private static Task At(TestArchive archive, RecordId practice, ContentLink where) => archive.Write(session =>
    {
        Revision first = session.FindRevision(practice, 1)!;
        session.Put(first with { Content = first.Content with { Links = [.. first.Content.Links, where] } });
        archive.Get<Publication>().Settle(session, practice, archive.Today);
    });

    private static void Put(IArchiveSession session, RecordId id, string title, RecordId? parent, FieldValue.Coordinates? point)
    {
        RecordContent content = point is null ? Told.Content(title) : Told.Content(title, ("coordinates", point));
        if (parent is { } within) content = content with { Links = [new ContentLink("parent", within)] };
        Told.Put(session, id, "place", content, new DateOnly(2026, 3, 1));
    }

    private static async Task Set(TestArchive archive, RecordId community, Precision finest)
    {
        string steward = (await archive.Get<IMemberStore>().Community(community, archive.Today, CancellationToken.None))!.Stewards[0];
        Assert.IsType<WishOutcome.Done>(await archive.Get<WishAmongStewards>().Wish(
            community, new Wished.Set(new CommunitySettings { FinestPlace = finest }), "", new Viewer.Member(archive.Today, steward, false, [community]), CancellationToken.None));
    }

    private static async Task Reads(TestArchive archive, RecordId practice, RecordId gate, string? sees, string[] not, bool? isPublic = true)
    {
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])
        [
            $"/r/{practice}", $"/r/{practice}.json", $"/r/{practice}.jsonld", $"/r/{practice}.ttl", $"/r/{practice}.md", $"/r/{practice}/history/1", $"/r/{practice}/connections",
            $"/api/v1/records/{practice}", $"/api/v1/records/{practice}/history/1", $"/api/v1/records/{practice}/connections", "/export/jsonl",
        ])
        {
            using HttpResponseMessage answer = await anyone.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode || isPublic is null, $"{answer.StatusCode} at {address}");
            string text = await answer.Content.ReadAsStringAsync();
            // The places are records of their own there.
            if (address == "/export/jsonl") text = string.Join('\n', text.Split('\n').Where(line => line.Contains($"{{\"id\":\"{practice}\"", StringComparison.Ordinal)));
            Assert.True(text.Length > 0 || isPublic is null, address);
            foreach (string word in not) Assert.False(text.Contains(word, StringComparison.Ordinal), $"{word} at {address}: {text}");
            Assert.DoesNotContain(isPublic == true && not.Length > 0 ? gate.ToString() : "Zirkonzirkon", text, StringComparison.Ordinal);
        }

        foreach ((string format, string text) in await archive.ExportsOf(practice))
        {
            foreach (string word in not) Assert.False(text.Contains(word, StringComparison.Ordinal), $"{word} in {format}: {text}");
            Assert.DoesNotContain(isPublic == true && not.Length > 0 ? gate.ToString() : "Zirkonzirkon", text, StringComparison.Ordinal);
        }

        if (isPublic != true) return;
        if (sees is not null) Assert.Contains(sees, await Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);
        bool isTold = sees == "Zirkontor";
        Assert.Equal(isTold, (await Told.Text(anyone, $"/practices?place={gate}")).Contains($"/r/{practice}", StringComparison.Ordinal));
        Assert.Equal(isTold, (await Told.Text(anyone, $"/search?place={gate}")).Contains($"/r/{practice}", StringComparison.Ordinal));
        Assert.Equal(isTold, (await Told.Text(anyone, $"/r/{gate}")).Contains(practice.ToString(), StringComparison.Ordinal));
    }
}
