using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Tests.Reviewing;

/// <summary>What says nearly the same is told to a steward of what she may see alone: what she may not see joins nothing for her, or she could try out what it says.</summary>
public sealed class NearAtDeskTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 60).Select(number => $"word{number}")];

    [Fact]
    public async Task What_a_steward_may_not_see_joins_no_two_that_she_may()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId river = await archive.Community(), hill = await archive.Community("Hill people");
        // Each is like the whole, and they are hardly like each other.
        await Put(archive, Words[..38], river);
        await Put(archive, Words[22..], river);
        Viewer.Member amina = new(archive.Today, "amina", false, [river]), mika = new(archive.Today, "mika", true, []);
        Assert.Equal("1 1", await Near(archive, amina));
        DepositId whole = await Put(archive, Words, hill);
        Assert.Equal("1 1", await Near(archive, amina));
        Assert.Equal(0, (await AtDesk(archive, amina, new DeskFilter { HasNear = true })).Total);
        Assert.Equal("3 3 3", await Near(archive, mika));
        // Where she sees it, it joins them.
        await archive.Write(session => session.Put(session.FindDeposit(whole)!, [river, hill]));
        Assert.Equal("3 3 3", await Near(archive, amina));
    }

    private static async Task<string> Near(TestArchive archive, Viewer.Member viewer) => string.Join(' ', (await AtDesk(archive, viewer, new DeskFilter())).Deposits.Select(one => one.Near));

    private static Task<DeskDeposits> AtDesk(TestArchive archive, Viewer.Member viewer, DeskFilter filter) => archive.Get<IDepositStore>().AtDesk(filter, viewer, 0, 9, CancellationToken.None);

    private static async Task<DepositId> Put(TestArchive archive, string[] words, RecordId named)
    {
        Deposit deposit = new()
        {
            Id = DepositId.Mint(), State = DepositState.Deposited, Day = archive.Today, StateDay = archive.Today, ReceiptHash = RecordId.Mint().ToBytes(),
            Records =
            [
                new DepositedRecord
                {
                    Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Links = [new LinkMention("centres", named.ToString())],
                    Content = new RecordContent { Language = "en" }.With("title", new FieldValue.One(words[0])).With("story", new FieldValue.One(string.Join(' ', words))),
                },
            ],
        };
        await archive.Write(session => session.Put(deposit, [named]));
        return deposit.Id;
    }
}
