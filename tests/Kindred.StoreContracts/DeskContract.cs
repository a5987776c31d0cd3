using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class DeskContract : ArchiveContract
{
    protected const string Story = "We stood at the gate of the market each night until the last stall had closed, and whoever had bread shared it with those who had come from afar.";

    private static readonly RecordId River = RecordId.Mint(), Hill = RecordId.Mint();

    private int days;

    [Fact]
    public async Task A_list_holds_and_counts_what_the_viewer_may_see_and_nothing_else()
    {
        await Put(Told("One"), River);
        await Put(Told("Two"), River);
        await Put(Told("Three"), Hill);
        await Put(Told("Four", DepositState.Quarantined), Hill);
        await Put(Told("Mine") with { Depositor = "amal" });
        await Put(Told("Draft", DepositState.Draft), River);
        await Put(Told("Published", DepositState.Published), River);
        DeskDeposits keeper = await Desk(new DeskFilter(), Some.Keeper), steward = await Desk(new DeskFilter(), Some.StewardOf(River)), nobody = await Desk(new DeskFilter(), Some.StewardOf());
        Assert.Equal(["One", "Two", "Three", "Mine"], Titles(keeper));
        Assert.Equal(["One", "Two", "Mine"], Titles(steward));
        Assert.Equal(["Mine"], Titles(nobody));
        Assert.Equal((4, 1), (keeper.Counts["state"][""], keeper.Counts["state"]["Quarantined"]));
        // That others wait is in no number of hers.
        Assert.Equal(3, steward.Counts["state"][""]);
        Assert.False(steward.Counts["state"].ContainsKey("Quarantined"));
        Assert.Equal([River.ToString()], steward.Counts["community"].Keys);
        Assert.All(nobody.Counts["kind"].Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_each_choice_and_counts_what_another_would_show()
    {
        Deposit spanish = Told("La olla común");
        await Put(spanish with { Records = [spanish.Records[0] with { Kind = "question", Content = spanish.Records[0].Content with { Language = "es" } }] }, River);
        await Put(Told("Bread at the gate") with { Messages = [new DepositMessage(true, Some.Today, "Here.")], Day = Some.Today.AddDays(-9) }, Hill);
        await Put(Told("Songs of the river", DepositState.Declined));
        Assert.Equal(["La olla común"], await Found(new DeskFilter { Kind = "question" }));
        Assert.Equal(["La olla común"], await Found(new DeskFilter { Language = "es" }));
        Assert.Equal(["La olla común"], await Found(new DeskFilter { Community = River }));
        Assert.Equal(["La olla común"], await Found(new DeskFilter { From = Some.Today.AddDays(-3) }));
        Assert.Equal(["Bread at the gate"], await Found(new DeskFilter { Until = Some.Today.AddDays(-3) }));
        Assert.Equal(["Bread at the gate"], await Found(new DeskFilter { HasAnsweredBack = true }));
        Assert.Equal(["La olla común"], await Found(new DeskFilter { Words = "COMUN ol" }));
        Assert.Empty(await Found(new DeskFilter { Words = "olla bread" }));
        Assert.Equal(["Songs of the river"], await Found(new DeskFilter { State = DepositState.Declined }));
        Assert.Equal(["La olla común", "Bread at the gate"], await Found(new DeskFilter { Order = DeskOrder.NewestFirst }));
        DeskDeposits asked = await Desk(new DeskFilter { Kind = "question" }, Some.Keeper);
        Assert.Equal((1, 1), (asked.Counts["kind"]["practice"], asked.Counts["kind"]["question"]));
        Assert.Equal(["es"], asked.Counts["language"].Keys);
        Assert.False(asked.Counts["answered"].ContainsKey("yes"));
    }

    [Fact]
    public async Task What_says_nearly_the_same_is_found_as_far_as_the_viewer_may_see_it()
    {
        Deposit first = Told("Bread", story: Story), again = Told("Bread at night", story: Story + " We thank them."), other = Told("Bread", story: "Quite another thing was told by somebody else about how the tide took the nets and who mended them by noon.");
        await Put(first, River);
        await Put(again, Hill);
        await Put(other, River);
        NearDeposit[] near = [.. await Near(first.Id, Some.Keeper)];
        Assert.Equal([again.Id, other.Id], near.Select(one => one.Deposit.Value.Id));
        Assert.Equal([true, false], near.Select(one => one.IsNearlyTheSame));
        Assert.Equal([false, true], near.Select(one => one.HasSameTitle));
        Assert.Equal([other.Id], (await Near(first.Id, Some.StewardOf(River))).Select(one => one.Deposit.Value.Id));
        Assert.Empty(await Near(again.Id, Some.StewardOf(River)));
        Assert.Equal([2, 2, 1], (await Desk(new DeskFilter(), Some.Keeper)).Deposits.Select(one => one.Near));
        Assert.All((await Desk(new DeskFilter(), Some.StewardOf(River))).Deposits, one => Assert.Equal(1, one.Near));
        // Other words: it is like the others no more, and they are as they were.
        await Put(again with { Records = [again.Records[0] with { Content = Some.Content("Rain", "Nothing of what was said before is said here any more, and rain fell on the empty square all day long.") }] }, Hill);
        Assert.All((await Desk(new DeskFilter(), Some.Keeper)).Deposits, one => Assert.Equal(1, one.Near));
    }

    [Fact]
    public async Task A_flood_stands_together_at_the_end_with_what_may_mean_one()
    {
        for (int at = 0; at < 6; at++) await Put(Told($"Win {at}", DepositState.Quarantined, Story + " https://example.org/win"));
        await Put(Told("Bread", DepositState.Quarantined, "Of the bread we shared on the morning after the raid, and who baked it, nothing has been written down until today."));
        DeskDeposits desk = await Desk(new DeskFilter { State = DepositState.Quarantined, Order = DeskOrder.SignsLast }, Some.Keeper);
        Assert.Equal("Bread", Titles(desk)[0]);
        Assert.Equal(0, desk.Deposits[0].Signs.Count);
        Assert.All(desk.Deposits.Skip(1), one => Assert.Equal((6, 6, desk.Deposits[1].Group), (one.Signs.SameText, one.Signs.SameLink, one.Group)));
    }

    [Fact]
    public async Task An_assignment_lasts_until_a_decision_its_days_or_the_readers_role()
    {
        Deposit deposit = Told("Bread");
        await Put(deposit, River);
        await Archive.Write(session => session.Put(new Member { Id = RecordId.Mint(), Handle = "amal", SecurityStamp = "s", Joined = Some.Today, Roles = [new Role(River, Some.Today.AddDays(-60), Some.Today.AddDays(10))] }));
        await Archive.Write(session => session.Put(new Assignment(deposit.Id, "amal", Some.Today)));
        Viewer.Member amal = Some.StewardOf(River);
        Assert.Equal("amal", (await Desk(new DeskFilter { With = DeskReader.Me }, amal)).Deposits.Single().With?.Handle);
        Assert.Equal(1, (await Desk(new DeskFilter { With = DeskReader.Somebody }, Some.Keeper)).Total);
        Assert.Equal(0, (await Desk(new DeskFilter { With = DeskReader.Nobody }, Some.Keeper)).Total);
        Assert.Equal((1, 0), (await Archive.Deposits.CountWith(amal, Cancel), await Archive.Deposits.CountWith(Some.Keeper, Cancel)));
        Assert.Null(await Archive.Deposits.AssignmentOf(deposit.Id, Some.StewardOf(Hill), Cancel));
        Assert.NotNull(await Archive.Deposits.AssignmentOf(deposit.Id, amal, Cancel));
        // The role ends sooner than the days do, and the days end by themselves.
        Assert.Null(await Archive.Deposits.AssignmentOf(deposit.Id, Some.Keeper with { Today = Some.Today.AddDays(11) }, Cancel));
        Assert.Null(await Archive.Deposits.AssignmentOf(deposit.Id, Some.Keeper with { Today = Some.Today.AddDays(Assignment.Days + 1) }, Cancel));
        await Put(deposit with { State = DepositState.Declined }, River);
        Assert.Empty(await Archive.Write(session => session.Assignments()));
        await Archive.Write(session => session.Put(new Assignment(deposit.Id, "amal", Some.Today)));
        await Archive.Write(session => session.DestroyDeposit(deposit.Id));
        Assert.Empty(await Archive.Write(session => session.Assignments()));
    }

    protected Deposit Told(string title, DepositState state = DepositState.Deposited, string story = "As it happened.")
    {
        Deposit deposit = Some.Deposit(Some.Entry(title) with { Content = Some.Content(title, story) });
        return deposit with { State = state, Depositor = null, Day = Some.Today.AddDays(-2), ReceiptHash = [(byte)days++, 1, 2, 3] };
    }

    protected Task<bool> Put(Deposit deposit, params ImmutableArray<RecordId> named) => Archive.Writer.Write(
        session =>
        {
            session.Put(deposit, named);
            return true;
        },
        Cancel);

    protected Task<DeskDeposits> Desk(DeskFilter filter, Viewer.Member viewer) => Archive.Deposits.AtDesk(filter, viewer, 0, 100, Cancel);

    private async Task<string[]> Found(DeskFilter filter) => Titles(await Desk(filter, Some.Keeper));

    private static string[] Titles(DeskDeposits desk) => [.. desk.Deposits.Select(one => one.Deposit.Value.Records[0].Content.Title)];

    private Task<IReadOnlyList<NearDeposit>> Near(DepositId id, Viewer.Member viewer) => Archive.Deposits.NearTo(id, viewer, 20, Cancel);
}
