using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life;

/// <summary>A note on a connection is no longer public than the connection.</summary>
public sealed class NotesOnConnectionsTests
{
    [Fact]
    public async Task A_note_on_a_kinship_goes_with_the_record_that_the_kinship_goes_with()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(hill);
        RecordId kin = await asked.Kin(one, other), note = await asked.Note(kin);
        Assert.Equal((1, 1), (await asked.Shown(kin), await asked.Shown(note)));
        await asked.Destroy(one);
        Assert.Null(await asked.Shown(kin));
        Assert.Null(await asked.Find(note));
        Assert.Null(await asked.Shown(note));
    }

    [Fact]
    public async Task A_note_on_a_link_goes_when_a_new_revision_drops_the_link()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh, hill);
        RecordId link = await archive.Writer.Write(session => session.ConnectionsOf(practice).Single(one => one.To == marsh).Id, CancellationToken.None);
        RecordId note = await asked.Note(link);
        Assert.Equal(1, await asked.Shown(note));
        await asked.Correct(practice, "only us", hill);
        Assert.Equal(2, await asked.Shown(practice));
        Assert.Null(await asked.Shown(note));
    }

    [Fact]
    public async Task A_note_on_a_link_is_asked_of_those_whom_both_ends_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(hill);
        await asked.Answer(one, marsh, "amal");
        await asked.Answer(other, hill, "bo");
        RecordId note = await asked.Note(await asked.Connection("learnedFrom", one, other));
        await asked.Answer(note, marsh, "amal");
        Assert.Null(await asked.Shown(note));
        await asked.Answer(note, hill, "bo");
        Assert.Equal(1, await asked.Shown(note));
    }
}
