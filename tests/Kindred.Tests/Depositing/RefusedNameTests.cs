using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

/// <summary>Who writes a name that a community refuses is told so beside it, with the community's words, and is stopped by nothing.</summary>
public sealed class RefusedNameTests
{
    private static RecordContent Marsh => Told.Content("Marsh people", ("names", new FieldValue.Many(["Ma'dan", "Marsh people"])), ("namesNotWanted", new FieldValue.Many(["Swampers", "mud dwellers"])),
        ("guidance", new FieldValue.Entries([Entry.Of(("say", "marsh people"), ("ratherNot", "swampers"), ("why", "Soldiers shouted it.")), Entry.Of(("ratherNot", "something else"), ("why", "Never mind."))])));

    [Fact]
    public async Task On_each_step_on_the_preview_and_at_the_desk_and_nobody_is_stopped()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("community", Marsh);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question&lang=en");
        Assert.DoesNotContain("asks others not to use", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "stay"), ("f.title", "Who drove the SWÄMPERS out?"), ("f.story", "The mud-dwellers left."), ("language", "en"));
        Assert.Contains("“Swampers” is a name that Marsh people asks others not to use", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Ma'dan", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Soldiers shouted it.", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Never mind.", visitor.Text, StringComparison.Ordinal);
        Assert.Matches("id=\"f-title\"[^>]*aria-describedby=\"[^\"]*f-title-names", visitor.Page);
        // On another step it is said of the fields that are not there.
        await visitor.Send("/contribute?lang=en", [.. visitor.Fields, ("go", "next")]);
        Assert.Contains("“mud dwellers”", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "preview"));
        Assert.Contains("“Swampers”", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "send"));
        Assert.NotEmpty(visitor.Receipt);

        await archive.Member("mika");
        DepositId deposit = Assert.Single(await archive.Get<IDepositStore>().In([DepositState.Deposited], new Viewer.Member(archive.Today, "mika", true, []), 0, 9, CancellationToken.None)).Value.Id;
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        string desk = await mika.Read($"/desk/deposits/{deposit}?lang=en");
        Assert.Contains("Soldiers shouted it.", desk, StringComparison.Ordinal);
        Assert.Contains("mud dwellers", desk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_a_record_says_already_a_proposal_is_not_told_and_of_what_it_adds_it_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("community", Marsh);
        RecordId practice = await archive.Publish("practice", Told.Content("A song", ("story", new FieldValue.One("“Swampers”, the soldiers shouted.")), ("learned", new FieldValue.One("To sing."))));
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/propose?lang=en";
        await visitor.Open(address);
        (string Name, string Value)[] fields = [.. visitor.Fields];
        await visitor.Send(address, [.. fields, ("why", ""), ("sources", ""), ("signedAs", ""), ("go", "stay")]);
        Assert.DoesNotContain("asks others not to use", visitor.Text, StringComparison.Ordinal);
        await visitor.Send(address, [.. fields.Select(field => field.Name == "f.learned" ? (field.Name, "To sing with mud dwellers.") : field), ("why", "so"), ("sources", ""), ("signedAs", ""), ("go", "preview")]);
        Assert.Contains("“mud dwellers”", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("“Swampers” is", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_public_of_a_community_is_told_to_no_stranger()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hidden = await archive.Publish("community", Marsh);
        await Says(true);
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden, HiddenBecause = "mika: for a test" }));
        await Says(false);

        async Task Says(bool isTold)
        {
            Visitor visitor = new(archive.Anyone());
            await visitor.Open("/contribute?kind=question&lang=en");
            await visitor.Send("/contribute?lang=en", ("go", "stay"), ("f.title", "Who drove the Swampers out?"), ("language", "en"));
            Assert.Equal(isTold, visitor.Text.Contains("asks others not to use", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Swampers", "The swampers’s boats", true)]
    [InlineData("Swampers", "Swampersons", false)]
    [InlineData("mud dwellers", "Mud, dwellers", true)]
    [InlineData("mud dwellers", "mud mud dwellers", true)]
    [InlineData("mud dwellers", "dwellers of mud", false)]
    [InlineData("Esquimau", "un ESQUIMAÚ", true)]
    [InlineData("الغجر", "قالوا الغَجَر", true)]
    [InlineData("支那", "他们叫支那人", true)]
    [InlineData("支那", "支持那人", false)]
    public void A_name_is_found_whole_in_any_writing(string name, string text, bool isThere)
    {
        RefusedIndex index = RefusedIndex.Of([Told.Content("A people", ("namesNotWanted", new FieldValue.Many([name])))]);
        Assert.Equal(isThere, index.In([text]).Count > 0);
        Assert.Empty(index.In("community", "namesNotWanted", Told.Content("A people", ("namesNotWanted", new FieldValue.Many([name])))));
    }

    [Fact]
    public void One_name_among_those_of_three_hundred_communities_is_found_in_a_long_story()
    {
        RefusedIndex index = RefusedIndex.Of(Enumerable.Range(0, 300).Select(community => Told.Content($"People {community}",
            ("namesNotWanted", new FieldValue.Many([.. Enumerable.Range(0, 20).Select(name => $"the unkind {community} {name}")])))));
        string story = string.Concat(Enumerable.Repeat("the unkind word of the unkind 7 3 was said again ", 2_100))[..100_000];
        Assert.Equal("the unkind 7 3", Assert.Single(index.In([story])).Name);
    }
}
