using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Life;

namespace Kindred.Tests.Browsing;

/// <summary>What a connection said before stays readable, as far as those whom it names stood by it.</summary>
public sealed class ConnectionHistoryTests
{
    [Fact]
    public async Task Earlier_words_are_read_and_compared_at_the_address_of_the_connection()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId kin = await asked.Kin(await asked.Practice(marsh), await asked.Practice(hill));
        await asked.Reword(kin, "what they share at night");
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Matches("<ins>.*at night", page);
        Assert.Contains("Revision 1", page, StringComparison.Ordinal);
        Assert.Matches(">what they share</span>", page);
    }

    [Fact]
    public async Task Words_that_a_community_did_not_stand_by_are_not_read_in_the_history()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId kin = await asked.Kin(practice, await asked.Practice(hill));
        await asked.Answer(kin, marsh, "amal", ConsentAnswer.Conditional);
        await asked.Reword(kin, "what they carry");
        await asked.Answer(kin, marsh, "amal");
        using HttpClient anyone = archive.Anyone(), amal = archive.SignedIn(await archive.Session("amal"));
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Contains("what they carry", page, StringComparison.Ordinal);
        Assert.DoesNotContain("what they share", page, StringComparison.Ordinal);
        Assert.Contains("what they share", await Told.Text(amal, $"/c/{kin}"), StringComparison.Ordinal);
    }
}
