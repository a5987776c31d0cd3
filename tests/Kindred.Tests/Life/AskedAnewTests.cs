using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life;

/// <summary>A yes covers the words that were read, in whatever language and place they stand.</summary>
public sealed class AskedAnewTests
{
    [Theory]
    [InlineData("\"sources\"", "\"translations\":{\"en\":{\"story\":\"zaunkoenig\"}},\"sources\"")]
    [InlineData("[\"COMMUNITY\"]", "[{\"id\":\"COMMUNITY\",\"note\":\"zaunkoenig\"}]")]
    [InlineData("\"es\"", "\"fr\"")]
    public async Task A_change_beside_an_asking_field_is_asked_about(string said, string now)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        string first = Handed.Practice("one", [marsh]);
        Handed handed = await Handed.In(archive, first);
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        await handed.Correct(first.Replace(said.Replace("COMMUNITY", $"{marsh}", StringComparison.Ordinal), now.Replace("COMMUNITY", $"{marsh}", StringComparison.Ordinal), StringComparison.Ordinal));
        await handed.Accept();
        Assert.Equal(1, await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
    }

    [Theory]
    [InlineData("\"askOfAllies\":\"Send me money.\"")]
    [InlineData("\"guidance\":[{\"say\":\"zaunkoenig\"}]")]
    [InlineData("\"namesNotWanted\":[\"Marsh people\"]")]
    [InlineData("\"otherNames\":[\"Swamp people\"]")]
    public async Task What_a_community_says_of_itself_is_not_its_depositors_to_change(string changed)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        Handed handed = await Handed.In(archive, Dunes("\"askOfAllies\":\"Listen.\""));
        RecordId dunes = await handed.Accept();
        await asked.Appoint("dena", dunes);
        await asked.Answer(dunes, dunes, "dena");
        await handed.Correct(Dunes(changed));
        await handed.Accept();
        Assert.Equal(1, await asked.Shown(dunes));
        static string Dunes(string said) => $$"""{"records":[{"ref":"c","kind":"community","language":"en","title":"Dune people",{{Handed.Sources}}{{said}}}]}""";
    }
}
