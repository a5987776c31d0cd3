using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;

namespace Kindred.Tests.Shared.Publishing;

/// <summary>What rests on public sources names no community without citing one.</summary>
public class PublicSourcesTests
{
    private const string Practice = """{"ref":"a","kind":"practice","language":"en","title":"A vigil","summary":"We stood there.","centres":["COMMUNITY"],"sources":["https://example.org/a"]}""";
    private const string History = """{"ref":"h","kind":"history","language":"en","title":"A law","summary":"It was passed."}""";
    private const string Kin = "\"type\":\"kin\",\"from\":\"COMMUNITY\",\"to\":\"OTHER\",\"language\":\"en\",\"shared\":\"the river\",\"distinct\":\"the bank\"";

    [Theory]
    [InlineData("""{"records":[],"connections":[{KIN}]}""", "connections[0].sources")]
    [InlineData("""{"records":[],"connections":[{KIN,"sources":["https://example.org/k"]}]}""", null)]
    [InlineData("""{"records":[PRACTICE,HISTORY],"connections":[{"type":"kin","from":"#a","to":"#h","shared":"the night","distinct":"the day"}]}""", "connections[0].sources")]
    [InlineData("""{"records":[PRACTICE,PRACTICE2],"connections":[{"type":"kin","from":"#a","to":"#b","shared":"the night","distinct":"the day"}]}""", null)]
    [InlineData("""{"records":[PRACTICE,HISTORY],"connections":[{"type":"borneBy","from":"#h","to":"OTHER"}]}""", "records[h].sources")]
    [InlineData("""{"records":[PRACTICE],"connections":[{"type":"stoodWith","from":"#a","to":"OTHER"}]}""", null)]
    [InlineData("""{"records":[PRACTICE,HISTORY],"connections":[{"type":"answers","from":"#a","to":"#h"}]}""", null)]
    [InlineData("""{"records":[],"connections":[{"type":"continues","from":"COMMUNITY","to":"OTHER"}]}""", "connections[0].sources")]
    [InlineData("""{"records":[HISTORY],"connections":[{"type":"speaksTo","from":"COMMUNITY","to":"#h"}]}""", "connections[0].sources")]
    [InlineData("""{"records":[PRACTICE],"connections":[{"type":"learnedFrom","from":"#a","to":"OTHER","sources":["https://example.org/l"]}]}""", null)]
    [InlineData("""{"records":[{"kind":"note","type":"critique","title":"What was left out","on":["COMMUNITY"]}]}""", "records[0].sources")]
    [InlineData("""{"records":[{"kind":"note","type":"critique","title":"What was left out","on":["COMMUNITY"],"sources":["https://example.org/n"]}]}""", null)]
    [InlineData("""{"records":[HISTORY,{"ref":"n","kind":"note","type":"critique","title":"What was left out","on":["#m"]},{"ref":"m","kind":"note","type":"critique","title":"And what else","on":["#h"]}]}""", null)]
    [InlineData("""{"records":[{"kind":"community","title":"Dune people"}]}""", null)]
    [InlineData("""{"records":[{"kind":"community","title":"Dune people","askOfAllies":"Send me money."}]}""", "records[0].sources")]
    public async Task A_deposit_that_names_a_community_cites_a_source(string typed, string? lacking)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community(), other = await archive.Community("Hill people");
        string json = typed.Replace("PRACTICE2", Practice.Replace("\"a\"", "\"b\"", StringComparison.Ordinal), StringComparison.Ordinal).Replace("PRACTICE", Practice, StringComparison.Ordinal).Replace("HISTORY", History, StringComparison.Ordinal).Replace("KIN", Kin, StringComparison.Ordinal)
            .Replace("COMMUNITY", community.ToString(), StringComparison.Ordinal).Replace("OTHER", other.ToString(), StringComparison.Ordinal);
        using JsonDocument read = JsonDocument.Parse(json);
        (DepositInput input, var findings) = DepositInput.Read(read.RootElement, KindList.BuiltIn, archive.Today);
        Assert.Empty(findings);
        Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(input, null, DepositState.Deposited, archive.Stranger, CancellationToken.None));
        Viewer.Member keeper = new(archive.Today, "kofi", true, []);
        Deposit deposit = Assert.Single(await archive.Get<IDepositStore>().In([DepositState.Deposited], keeper, 0, 10, CancellationToken.None)).Value;
        ReviewOutcome outcome = await archive.Get<ReviewDeposit>().Accept(deposit.Id, keeper, PublicationBasis.PublicSources, CancellationToken.None);
        if (lacking is null) Assert.IsType<ReviewOutcome.Done>(outcome);
        else Assert.Equal(("needs-public-source", lacking), Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(outcome).Findings) is var one ? (one.Code, one.Field) : default);
    }
}
