using System.Globalization;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using SQLitePCL;
using Xunit;

namespace Kindred.StoreContracts;

public sealed class SqliteDeskTest : DeskContract
{
    [Fact]
    public async Task Nothing_drawn_from_the_words_outlives_them()
    {
        Deposit deposit = Told("The zirkonwurz", story: Story), other = Told("Rain", story: Story), published = Told("Bread", story: Story + " And bread.");
        foreach (Deposit one in (Deposit[])[deposit, other, published]) await Put(one);
        Assert.True(Count("desk_marks") > 20);
        await Archive.Write(session =>
        {
            session.DestroyDeposit(deposit.Id);
            session.Put(other.WithoutProposal(Some.Today), []);
            session.Put(published with { State = DepositState.Published }, []);
        });
        Assert.All((string[])["desk_traits", "desk_words", "desk_marks"], table => Assert.Equal(0, Count(table)));
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(Archive.Folder, "kindred.db"), Cancel);
        Assert.True(file.AsSpan().IndexOf("zirkonwurz"u8) < 0);
        // Nor the numbers drawn from them.
        Assert.True(file.AsSpan().IndexOf(DepositTraits.Of(deposit).Sketch!.ToBytes()) < 0);
    }

    [Fact]
    public async Task Deposits_from_before_there_was_a_desk_to_narrow_are_found_there()
    {
        await Put(Told("Bread", story: Story));
        await Put(Told("Bread again", story: Story));
        await Put(Told("A draft", DepositState.Draft));
        Run("DELETE FROM desk_traits; DELETE FROM desk_words; DELETE FROM desk_marks");
        Archive.Reopen();
        DeskDeposits desk = await Desk(new DeskFilter(), Some.Keeper);
        Assert.Equal([2, 2], desk.Deposits.Select(one => one.Near));
    }

    [Fact]
    public async Task The_last_of_ten_thousand_that_wait_are_read_and_all_are_counted()
    {
        const int all = 10_000;
        RecordId river = RecordId.Mint();
        string[] words = [.. Enumerable.Range(0, 400).Select(at => "word" + at.ToString(CultureInfo.InvariantCulture))];
        Random random = new(7);
        await Archive.Write(session =>
        {
            for (int at = 0; at < all; at++)
            {
                string story = string.Join(' ', Enumerable.Range(0, 200).Select(_ => words[random.Next(words.Length)]));
                Deposit told = Told(string.Create(CultureInfo.InvariantCulture, $"Told {at}"), at % 3 == 0 ? DepositState.Quarantined : DepositState.Deposited, story);
                session.Put(told with { ReceiptHash = RecordId.Mint().ToBytes() }, at % 100 == 0 ? [river] : []);
            }
        });
        foreach ((DeskFilter filter, int total) in ((DeskFilter, int)[])[
            (new DeskFilter(), all - ((all + 2) / 3)), (new DeskFilter { State = DepositState.Quarantined, Order = DeskOrder.SignsLast }, (all + 2) / 3), (new DeskFilter { Words = "told 9999" }, 0)])
        {
            DeskDeposits read = await Archive.Deposits.AtDesk(filter, Some.Keeper, Math.Max(0, total - 30), 100, Cancel);
            Assert.Equal((total, Math.Min(30, total)), (read.Total, read.Deposits.Length));
        }

        Assert.Equal(all / 100, (await Desk(new DeskFilter(), Some.StewardOf(river))).Counts["community"][river.ToString()] + (await Desk(new DeskFilter { State = DepositState.Quarantined }, Some.StewardOf(river))).Total);
    }

    private long Count(string table)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(Archive.Folder, "kindred.db"), out sqlite3 other));
        using (other)
        {
            raw.sqlite3_prepare_v2(other, $"SELECT count(*) FROM {table}", out sqlite3_stmt statement);
            using (statement)
            {
                raw.sqlite3_step(statement);
                return raw.sqlite3_column_int64(statement, 0);
            }
        }
    }

    private void Run(string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(Archive.Folder, "kindred.db"), out sqlite3 other));
        using (other) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, sql));
    }
}
