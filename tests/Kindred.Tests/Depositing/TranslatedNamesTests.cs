using Kindred.Domain.Records;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Depositing;

/// <summary>Who translates a text with a name that a community refuses is told so once, beside the text, and then goes on as they like.</summary>
public sealed class TranslatedNamesTests
{
    [Fact]
    public async Task It_is_told_once_before_anything_is_sent_and_stops_nobody()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("community", Told.Content("Marsh people", ("namesNotWanted", new FieldValue.Many(["Swampers", "mud dwellers"]))));
        RecordId practice = await archive.Publish("practice", Told.Content("A song", ("story", new FieldValue.One("We sang.")), ("learned", new FieldValue.One("To sing."))));
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/translate/es?lang=en";
        await visitor.Open(address);
        await visitor.Send(address, ("text.story", "Los swampers cantaron."), ("go", "send"));
        Assert.Empty(visitor.Receipt);
        Assert.Contains("Nothing has been sent yet.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("“Swampers” is a name that Marsh people asks others not to use", visitor.Text, StringComparison.Ordinal);
        Assert.Matches("id=\"t-story\"[^>]*aria-describedby=\"[^\"]*t-story-names", visitor.Page);
        Assert.Contains("Los swampers cantaron.", visitor.Text, StringComparison.Ordinal);
        // Another name, in another text, is told too; then it goes.
        await visitor.Send(address, ("text.story", "Los swampers cantaron."), ("text.learned", "Cantar con mud dwellers."), ("go", "send"));
        Assert.Empty(visitor.Receipt);
        Assert.Contains("“mud dwellers”", visitor.Text, StringComparison.Ordinal);
        await visitor.Send(address, ("text.story", "Los swampers cantaron."), ("text.learned", "Cantar con mud dwellers."), ("go", "send"));
        Assert.NotEmpty(visitor.Receipt);
    }

    [Fact]
    public async Task Who_keeps_it_for_later_or_writes_no_such_name_is_not_held_up()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("community", Told.Content("Marsh people", ("namesNotWanted", new FieldValue.Many(["Swampers"]))));
        RecordId practice = await archive.Publish("practice", Told.Content("A song", ("story", new FieldValue.One("Swampers, they shouted."))));
        foreach ((string text, string go) in ((string, string)[])[("Los swampers cantaron.", "keep"), ("Cantamos.", "send")])
        {
            Visitor visitor = new(archive.Anyone());
            await visitor.Open($"/r/{practice}/translate/es?lang=en");
            await visitor.Send($"/r/{practice}/translate/es?lang=en", ("text.story", text), ("go", go));
            Assert.NotEmpty(visitor.Receipt);
        }
    }
}
