using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Life;

/// <summary>A place is shown no more precisely than those allow who are named by what is told of it.</summary>
public sealed class PrecisePlaceTests
{
    private const ConsentScope Precise = ConsentScope.Publish | ConsentScope.PrecisePlace;

    [Fact]
    public async Task A_yes_without_the_precise_place_shows_the_town()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), place = Told.Id(30), free = Told.Id(31);
        await archive.Write(session =>
        {
            foreach (RecordId one in (RecordId[])[place, free]) Told.Put(session, one, "place", Told.Content("At the gate", ("coordinates", new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact))), archive.Today);
        });
        RecordId practice = await asked.Practice(marsh);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Content = first.Content with { Links = first.Content.Links.Add(new ContentLink("where", place)) } });
            archive.Get<Publication>().Settle(session, practice, archive.Today);
        });
        Assert.Equal(new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact), await Point(place));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(new FieldValue.Coordinates(40.7, -73.8, Precision.Town), await Point(place));
        Assert.Equal(new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact), await Point(free));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{place}", $"/api/v1/records/{place}", $"/r/{place}/history/1", $"/r/{place}.ttl", $"/api/v1/records/{place}/history/1"])
            Assert.DoesNotContain("7128", await Told.Text(anyone, address), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal", scope: Precise);
        Assert.Equal(new FieldValue.Coordinates(40.7128, -73.7949, Precision.Exact), await Point(place));

        async Task<FieldValue?> Point(RecordId id) => Assert.IsType<Reading.Found>(await archive.Records.Read(id, asked.Anyone, 0, CancellationToken.None)).Record.Value.Content["coordinates"];
    }

    [Theory]
    [InlineData(Precision.Country)]
    [InlineData(Precision.Region)]
    public async Task A_country_or_region_has_no_point_at_all(Precision precision)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId place = Told.Id(30);
        await archive.Write(session => Told.Put(session, place, "place", Told.Content("Up north", ("coordinates", new FieldValue.Coordinates(41.4, -73.4, precision))), archive.Today));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/api/v1/records/{place}", $"/r/{place}.ttl", $"/r/{place}"])
        {
            string text = await Told.Text(anyone, address);
            Assert.Contains("Up north", text, StringComparison.Ordinal);
            Assert.DoesNotContain("41", text, StringComparison.Ordinal);
        }
    }
}
