using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life;

/// <summary>The words on a link of a record are those of the revision that is shown.</summary>
public sealed class LinkWordsTests
{
    [Fact]
    public async Task A_note_on_a_link_goes_with_the_revision_that_said_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), practice = await asked.Practice(sea);
        await Say(2, "zaunkoenig lives there");
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("zaunkoenig", await Browsing.Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);
        await Say(3, null);
        Assert.DoesNotContain("zaunkoenig", await Browsing.Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);

        Task Say(int number, string? note) => archive.Write(session =>
        {
            Revision before = session.FindRevision(practice, number - 1)!;
            session.Put(before with { Number = number, WasPublic = false, Content = before.Content with { Links = [new ContentLink("centres", sea, true, note)] } });
            session.Put(session.FindRecord(practice)! with { LatestRevision = number });
            archive.Get<Features.Shared.Publishing.Publication>().Settle(session, practice, archive.Today);
        });
    }

    [Fact]
    public async Task Words_that_came_beside_the_record_stay_with_its_link()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), practice = await asked.Practice(sea);
        await archive.Write(session =>
        {
            Connection link = session.ConnectionsOf(practice).Single();
            session.Put(link with { Words = new ConnectionWords { Language = "en", Text = "zaunkoenig" }, Revision = 2 }, "anonymous", "", archive.Today);
        });
        await asked.Correct(practice, "told otherwise", sea);
        Assert.Equal(2, await asked.Shown(practice));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("zaunkoenig", await Browsing.Told.Text(anyone, $"/r/{practice}"), StringComparison.Ordinal);
    }
}
