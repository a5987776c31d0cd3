using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Withdrawing;

/// <summary>What a community takes back is not said on in another language by what the others went on with.</summary>
public sealed class TakenBackTranslationTests
{
    [Fact]
    public async Task A_translation_of_words_that_only_destroyed_revisions_say_goes_with_the_last_of_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        RecordId practice = await asked.Practice(marsh, hill);
        foreach ((RecordId community, string steward) in ((RecordId, string)[])[(marsh, "amal"), (hill, "chi")]) await asked.Answer(practice, community, steward);
        await Take(archive, asked, practice, hill, """{"translations":{"es":{"story":"cantaba el zaunkoenig","title":"Junto a la puerta"}}}""", (marsh, "amal"), (hill, "chi"));
        await Take(archive, asked, practice, hill, """{"learned":"Soup helps."}""", (marsh, "amal"), (hill, "chi"));
        await Take(archive, asked, practice, hill, $$"""{"story":"only us","centres":["{{hill}}"]}""", (hill, "chi"));
        Assert.Equal(4, await asked.Shown(practice));
        Assert.True((await asked.Find(practice))!.Content.Translations["es"]["story"].IsStale);

        Assert.Equal(new WithdrawOutcome.OfEarlier(true), await asked.Withdraw(practice, marsh, "amal"));
        RecordContent left = (await asked.Find(practice))!.Content;
        // The title says what it said: its translation is of words that stay.
        Assert.Equal(["title"], left.Translations["es"].Keys);
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain("zaunkoenig", await anyone.GetStringAsync($"/r/{practice}?lang=es"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{practice}")).StatusCode);
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
    }

    private static async Task Take(TestArchive archive, Asked asked, RecordId practice, RecordId hill, string changes, params (RecordId Community, string Steward)[] yes)
    {
        Assert.IsType<ReviewOutcome.Done>(await (await Proposed.To(archive, practice, changes)).Take(by: asked.Steward("chi", hill), gives: true));
        foreach ((RecordId community, string steward) in yes) await asked.Answer(practice, community, steward);
    }
}
