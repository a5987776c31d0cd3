using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Xunit;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

public abstract class ConcernContract : ArchiveContract
{
    [Fact]
    public async Task A_concern_comes_back_as_it_was_put_to_who_holds_its_receipt()
    {
        Concern concern = About(RecordId.Mint(), ConcernAbout.NamesMe, "ღ I am named here");
        await Archive.Write(session => session.Put(concern));
        foreach (Concern? back in (Concern?[])[await Told(concern.ReceiptHash), await Archive.Write(session => session.FindConcern(concern.ReceiptHash))])
        {
            Assert.NotNull(back);
            Assert.Equal((concern.Id, concern.Subject, concern.What, concern.Text, concern.Day, false), (back.Id, back.Subject, back.What, back.Text, back.Day, back.IsClosed));
            Assert.Equal(concern.ReceiptHash, back.ReceiptHash);
        }

        Assert.Null(await Told(RecordId.Mint().ToBytes()));
    }

    [Fact]
    public async Task Keepers_see_every_open_concern_and_stewards_those_about_what_names_their_community()
    {
        RecordId community = RecordId.Mint();
        Record record = (Some.Record() with { Communities = [community] }).Unasked();
        Concern about = About(record.Id, ConcernAbout.Other, "about it"), never = About(RecordId.Mint(), ConcernAbout.Endangers, "about what never was");
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(about);
            session.Put(never);
        });
        Assert.Equal([never.Id, about.Id], await Seen(Some.Keeper));
        Assert.Equal([about.Id], await Seen(Some.StewardOf(community)));
        Assert.Empty(await Seen(Some.StewardOf(RecordId.Mint())));
        Assert.Empty(await Seen(Some.Anyone));
        Assert.Equal([never.Id], (await Archive.Deposits.Concerns(Some.Keeper, 0, 1, Cancel)).Select(one => one.Value.Id));
    }

    [Fact]
    public async Task The_gravest_come_first_then_the_oldest()
    {
        Concern wrong = About(RecordId.Mint(), ConcernAbout.WrongFact), young = About(RecordId.Mint(), ConcernAbout.Endangers),
            old = About(RecordId.Mint(), ConcernAbout.Endangers) with { Day = Some.Today.AddDays(-400) };
        await Archive.Write(session => Array.ForEach([wrong, young, old], session.Put));
        Assert.Equal([old.Id, young.Id, wrong.Id], await Seen(Some.Keeper));
    }

    [Fact]
    public async Task What_came_in_a_flood_comes_after_the_others()
    {
        Concern aside = About(RecordId.Mint(), ConcernAbout.Endangers) with { IsSetAside = true }, other = About(RecordId.Mint(), ConcernAbout.Other);
        await Archive.Write(session => Array.ForEach([aside, other], session.Put));
        Assert.Equal([other.Id, aside.Id], await Seen(Some.Keeper));
        Assert.True((await Told(aside.ReceiptHash))!.IsSetAside);
    }

    [Fact]
    public async Task A_desk_is_told_how_many_there_are_and_reads_them_in_pages()
    {
        RecordId mine = RecordId.Mint(), both = RecordId.Mint();
        Record record = (Some.Record() with { Communities = [mine, both] }).Unasked();
        Concern[] open = [.. Enumerable.Range(0, 7).Select(at => About(at % 2 == 0 ? record.Id : RecordId.Mint(), ConcernAbout.NamesMe) with { Day = Some.Today.AddDays(at), IsSetAside = at > 4 })];
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            foreach (Concern one in open) session.Put(one);
            session.Put(About(record.Id, ConcernAbout.Endangers).Closed(Some.Today));
        });
        Assert.Equal((5, 2), await Archive.Deposits.CountConcerns(Some.Keeper, Cancel));
        Assert.Equal((3, 1), await Archive.Deposits.CountConcerns(Some.StewardOf(mine, both), Cancel));
        Assert.Equal((0, 0), await Archive.Deposits.CountConcerns(Some.StewardOf(RecordId.Mint()), Cancel));
        Assert.Equal((0, 0), await Archive.Deposits.CountConcerns(Some.Anyone, Cancel));
        Assert.Equal([open[4].Id, open[5].Id], (await Archive.Deposits.Concerns(Some.Keeper, 4, 2, Cancel)).Select(one => one.Value.Id));
        Assert.Equal([open[4].Id, open[6].Id], (await Archive.Deposits.Concerns(Some.StewardOf(mine, both), 2, 9, Cancel)).Select(one => one.Value.Id));
        RecordId[] asked = [open[1].Id, open[2].Id, RecordId.Mint()];
        Assert.Equal([open[1].Id, open[2].Id], (await Archive.Deposits.Concerns(asked, Some.Keeper, Cancel)).Select(one => one.Value.Id));
        Assert.Equal([open[2].Id], (await Archive.Deposits.Concerns(asked, Some.StewardOf(mine), Cancel)).Select(one => one.Value.Id));
        Assert.Empty(await Archive.Deposits.Concerns(asked, Some.Anyone, Cancel));
        Assert.Equal(open[2].Id, (await Archive.Write(session => session.FindConcern(open[2].Id)))!.Id);
    }

    [Fact]
    public async Task A_closed_concern_keeps_its_day_and_nothing_it_said()
    {
        Concern concern = About(RecordId.Mint(), ConcernAbout.Endangers, "Zirkonwort at the river");
        await Archive.Write(session => session.Put(concern));
        await Archive.Write(session => session.Put(concern.Closed(Some.Today.AddDays(2))));
        Assert.Empty(await Seen(Some.Keeper));
        Concern left = (await Told(concern.ReceiptHash))!;
        Assert.Equal((true, "", default(RecordId), ConcernAbout.Other, Some.Today.AddDays(2)), (left.IsClosed, left.Text, left.Subject, left.What, left.Day));
        foreach (string file in Directory.GetFiles(Archive.Folder)) Assert.DoesNotContain("Zirkonwort", await ReadShared(file), StringComparison.Ordinal);
        Assert.Empty(await Archive.Write(session => session.ConcernsClosed(Some.Today.AddDays(1))));
        Assert.Equal([concern.Id], await Archive.Write(session => session.ConcernsClosed(Some.Today.AddDays(2))));
        await Archive.Write(session => session.DestroyConcern(concern.Id));
        Assert.Null(await Told(concern.ReceiptHash));
    }

    [Fact]
    public async Task What_was_told_of_a_record_goes_with_it()
    {
        Record record = Some.Record();
        Concern concern = About(record.Id, ConcernAbout.NamesMe, "Zirkonwort at the river");
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(concern);
        });
        await Archive.Write(session => session.Destroy(record.Id, null));
        Assert.Null(await Told(concern.ReceiptHash));
        foreach (string file in Directory.GetFiles(Archive.Folder)) Assert.DoesNotContain("Zirkonwort", await ReadShared(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_is_listed_newest_first_as_far_as_one_may_see_it()
    {
        RecordId community = RecordId.Mint();
        Record first = Hidden() with { Communities = [community] }, second = Hidden(), depositors = Hidden() with { Visibility = RecordVisibility.Depositor };
        await Archive.Write(session => Array.ForEach([first, Some.Record(), second, depositors, Some.Record(state: RecordState.Asked)], session.PutWhole));
        Assert.Equal([second.Id, first.Id], await Listed(Some.Keeper, 9));
        Assert.Equal([second.Id], await Listed(Some.Keeper, 1));
        // What is left out is not counted among those asked for.
        Assert.Equal([first.Id], await Listed(Some.StewardOf(community), 1));
        Assert.Empty(await Listed(Some.StewardOf(RecordId.Mint()), 9));
        Record shown = (await Archive.Deposits.Hidden(Some.Keeper, 9, Cancel))[0].Value;
        Assert.Equal((second.HiddenBecause, second.HiddenUntil), (shown.HiddenBecause, shown.HiddenUntil));

        async Task<RecordId[]> Listed(Viewer.Member viewer, int count) => [.. (await Archive.Deposits.Hidden(viewer, count, Cancel)).Select(one => one.Value.Id)];
    }

    private static Record Hidden() => Some.Record(state: RecordState.Hidden) with { HiddenBecause = "ruth: somebody is named", HiddenUntil = Some.Today.AddDays(30) };

    private static Concern About(RecordId subject, ConcernAbout what, string text = "") =>
        new() { Id = RecordId.Mint(), Subject = subject, What = what, Text = text, Day = Some.Today, ReceiptHash = RecordId.Mint().ToBytes() };

    private async Task<Concern?> Told(byte[] receiptHash) => (await Archive.Deposits.FindConcern(new Viewer.Teller(Some.Today, receiptHash), Cancel))?.Value;

    private async Task<RecordId[]> Seen(Viewer viewer) => [.. (await Archive.Deposits.Concerns(viewer, 0, 9, Cancel)).Select(one => one.Value.Id)];

    private static async Task<string> ReadShared(string file)
    {
        await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancel);
    }
}
