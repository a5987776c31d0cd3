using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life;

/// <summary>A note that hangs on itself would wait for itself.</summary>
public sealed class NotesOnThemselvesTests
{
    [Fact]
    public async Task A_note_that_would_speak_of_itself_is_not_taken_in()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        RecordId note = await asked.Note(practice), answer = await asked.Note(note);
        RecordId ownLink = await archive.Writer.Write(session => session.ConnectionsOf(note).Single(one => one.From == note).Id, CancellationToken.None);
        foreach (string subject in (string[])["#n", note.ToString(), ownLink.ToString(), answer.ToString()])
        {
            ReviewOutcome outcome = await asked.Move(note, practice.ToString(), subject);
            Assert.Equal(("note-on-itself", "records[n].on"), Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(outcome).Findings) is var one ? (one.Code, one.Field) : default);
        }

        Assert.Equal((1, 1), (await asked.Shown(note), await asked.Shown(answer)));
    }

    /// <summary>As archives may hold them that were made before such notes were refused.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_note_that_speaks_of_itself_can_be_hidden_and_goes_with_its_subject(bool isOnItsOwnLink)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward)), note = await asked.Note(practice);
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(note, 1)!;
            RecordId itself = isOnItsOwnLink ? session.ConnectionsOf(note).Single().Id : note;
            session.Put(first with { Content = first.Content with { Links = first.Content.Links.Add(new ContentLink("on", itself)) } });
        });
        await asked.Settle(note);
        await archive.Get<WithdrawRecord>().Hide(note, "", asked.Keeper(), CancellationToken.None);
        Assert.Null(await asked.Shown(note));
        await archive.Get<WithdrawRecord>().Show(note, asked.Keeper(), CancellationToken.None);
        await archive.Get<WithdrawRecord>().Hide(practice, "", asked.Keeper(), CancellationToken.None);
        Assert.Equal((null, null), (await asked.Shown(practice), await asked.Shown(note)));
    }
}
