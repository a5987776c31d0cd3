using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Life;

/// <summary>A place is shown no more precisely than those allow who are named by what is told of it.</summary>
public sealed class PrecisePlaceTests
{
    private const ConsentScope Precise = ConsentScope.Publish | ConsentScope.PrecisePlace;

    private static readonly FieldValue.Coordinates Elm = new(40.7128, -73.7949, Precision.Exact);
    private static readonly FieldValue.Coordinates ElmsTown = new(40.7, -73.8, Precision.Town);

    [Fact]
    public async Task A_yes_without_the_precise_place_shows_the_town()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), place = Told.Id(30), free = Told.Id(31);
        await archive.Write(session =>
        {
            foreach (RecordId one in (RecordId[])[place, free]) Told.Put(session, one, "place", Told.Content("At the gate", ("coordinates", Elm)), archive.Today);
        });
        RecordId practice = await asked.Practice(marsh);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Content = first.Content with { Links = first.Content.Links.Add(new ContentLink("where", place)) } });
            archive.Get<Publication>().Settle(session, practice, archive.Today);
        });
        Assert.Equal(Elm, await Point(asked, archive, place));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(ElmsTown, await Point(asked, archive, place));
        Assert.Equal(Elm, await Point(asked, archive, free));
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{place}", $"/api/v1/records/{place}", $"/r/{place}/history/1", $"/r/{place}.ttl", $"/api/v1/records/{place}/history/1"])
            Assert.DoesNotContain("7128", await Told.Text(anyone, address), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal", scope: Precise);
        Assert.Equal(Elm, await Point(asked, archive, place));
    }

    [Fact]
    public async Task An_exact_place_that_comes_with_a_record_comes_and_goes_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        (RecordId practice, RecordId place) = await asked.PracticeAt(Elm, marsh);
        Assert.Null(await asked.Shown(place));
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Declined);
        Assert.Null(await asked.Shown(place));
        Assert.Null((await asked.Find(place))!.PublishedDay);
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(ElmsTown, await Point(asked, archive, place));
        // Somebody else tells of it too.
        RecordId other = await asked.Practice(hill);
        await asked.Answer(other, hill, "bo", scope: Precise);
        RecordId where = await asked.Connection("inPlace", other, place);
        await asked.Answer(where, hill, "bo", scope: Precise);
        await archive.Get<WithdrawRecord>().Hide(practice, "", asked.Keeper(), CancellationToken.None);
        Assert.Equal(ElmsTown, await Point(asked, archive, place));
        await asked.Withdraw(where, hill, "bo");
        Assert.Null(await asked.Shown(place));
        await archive.Get<WithdrawRecord>().Show(practice, asked.Keeper(), CancellationToken.None);
        Assert.Equal(ElmsTown, await Point(asked, archive, place));
        Assert.IsType<WithdrawOutcome.Destroyed>(await asked.Withdraw(practice, marsh, "amal"));
        Assert.Null(await asked.Shown(place));
    }

    [Fact]
    public async Task An_exact_place_that_comes_with_a_connection_waits_for_those_who_are_asked_about_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal", scope: Precise);
        (RecordId where, RecordId place) = await asked.PlaceOf(practice, Elm);
        Assert.Equal((null, null), (await asked.Shown(where), await asked.Shown(place)));
        await asked.Answer(where, marsh, "amal");
        Assert.Equal(ElmsTown, await Point(asked, archive, place));
        await asked.Answer(where, marsh, "amal", scope: Precise);
        Assert.Equal(Elm, await Point(asked, archive, place));
        await asked.Answer(where, marsh, "amal", ConsentAnswer.Declined);
        Assert.Equal((null, null), (await asked.Shown(where), await asked.Shown(place)));
    }

    [Fact]
    public async Task A_place_that_was_there_before_shows_nothing_of_what_is_not_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), place = Told.Id(30);
        await archive.Write(session => Told.Put(session, place, "place", Told.Content("At the gate", ("coordinates", Elm)), archive.Today));
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId where = await asked.Connection("inPlace", practice, place);
        Assert.Equal(Elm, await Point(asked, archive, place));
        await asked.Answer(where, marsh, "amal", ConsentAnswer.Declined);
        Assert.Equal(Elm, await Point(asked, archive, place));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public async Task A_place_added_to_a_record_is_as_precise_as_both_answers_let_it_be(bool recordIsPrecise, bool connectionIsPrecise, bool isExact)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), place = Told.Id(30);
        await archive.Write(session => Told.Put(session, place, "place", Told.Content("At the gate", ("coordinates", Elm)), archive.Today));
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal", scope: recordIsPrecise ? Precise : ConsentScope.Publish);
        RecordId where = await asked.Connection("inPlace", practice, place);
        await asked.Answer(where, marsh, "amal", scope: connectionIsPrecise ? Precise : ConsentScope.Publish);
        Assert.Equal(1, await asked.Shown(where));
        Assert.Equal(isExact ? Elm : ElmsTown, await Point(asked, archive, place));
        // What was taken back does not make it more precise again.
        await archive.Get<WithdrawRecord>().Hide(practice, "", asked.Keeper(), CancellationToken.None);
        Assert.Equal(isExact ? Elm : ElmsTown, await Point(asked, archive, place));
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
            // The marks in the names of style sheets are chance.
            Assert.DoesNotContain("41", Regex.Replace(text, "/assets/[^\"]+", ""), StringComparison.Ordinal);
        }
    }

    private static async Task<FieldValue?> Point(Asked asked, TestArchive archive, RecordId id) =>
        Assert.IsType<Reading.Found>(await archive.Records.Read(id, asked.Anyone, 0, CancellationToken.None)).Record.Value.Content["coordinates"];
}
