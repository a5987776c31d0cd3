using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Tests.Depositing;

public class ConcernTests
{
    [Fact]
    public async Task Anyone_tells_a_concern_that_keepers_see_and_takes_it_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        string address = $"/r/{RecordId.Mint()}/concern";
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        await visitor.Send(address, ("what", "namesme"), ("text", "Zirkonwort"), ("key", new string('a', 32)));
        string receipt = visitor.Receipt;
        Assert.Equal(7, receipt.Split(' ').Length);
        await visitor.Send(address, ("what", "namesme"), ("text", "Zirkonwort"), ("key", new string('a', 32)));
        Assert.Equal(receipt, visitor.Receipt);
        Concern concern = Assert.Single(await Seen(archive, isKeeper: true)).Value;
        Assert.Equal((ConcernAbout.NamesMe, "Zirkonwort"), (concern.What, concern.Text));
        Assert.Empty(await Seen(archive, isKeeper: false));

        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Zirkonwort", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "withdraw"));
        Assert.Empty(await Seen(archive, isKeeper: true));
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Nothing has this receipt", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_concern_is_taken_alike_for_what_never_was()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{RecordId.Mint()}/concern");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.Open("/r/nothing/concern");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    private static Task<IReadOnlyList<Visible<Concern>>> Seen(TestArchive archive, bool isKeeper) =>
        archive.Get<IDepositStore>().Concerns(new Viewer.Member(archive.Today, "ines", isKeeper, [RecordId.Mint()]), 10, CancellationToken.None);
}
