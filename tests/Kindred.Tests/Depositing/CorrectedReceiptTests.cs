using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>What the receipt says of what was corrected.</summary>
public sealed class CorrectedReceiptTests
{
    [Fact]
    public async Task What_somebody_reads_again_is_not_called_declined()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("They stood.", [marsh, hill]));
        await asked.Answer(await handed.Accept(), hill, "bo", ConsentAnswer.Declined);
        Assert.Contains("not public · Declined", await Receipt(), StringComparison.Ordinal);
        await handed.Correct(Handed.Practice("They stood.", [marsh]));
        string read = await Receipt();
        Assert.Contains("Somebody of the archive is reading it", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Declined", read, StringComparison.Ordinal);

        async Task<string> Receipt()
        {
            Visitor visitor = new(archive.Anyone());
            await visitor.Open("/receipt?lang=en");
            await visitor.Send("/receipt?lang=en", ("words", handed.Receipt.Words));
            return System.Text.RegularExpressions.Regex.Replace(visitor.Text, "\\s+", " ");
        }
    }
}
