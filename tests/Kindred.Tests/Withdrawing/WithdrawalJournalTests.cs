using Kindred.Domain.Records;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Withdrawing;

public sealed class WithdrawalJournalTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private readonly string folder = Directory.CreateTempSubdirectory("kindred-journal-").FullName;

    [Fact]
    public void A_line_cut_by_a_crash_spoils_none_before_or_after_it()
    {
        WithdrawalJournal journal = new(Path.Combine(folder, "withdrawals.jsonl"));
        (RecordId first, RecordId second) = (RecordId.Mint(), RecordId.Mint());
        journal.Destroyed(first, Day, null);
        File.AppendAllText(journal.Path, "{\"what\":\"destr");
        journal.Destroyed(second, Day, null);
        Assert.Equal([first.ToString(), second.ToString()], WithdrawalJournal.Read(journal.Path).Select(line => line.Id));
        Assert.All(WithdrawalJournal.Read(journal.Path), line => Assert.Equal(JournalWhat.Destroyed, line.What));
    }

    [Fact]
    public void A_line_after_bytes_that_a_crash_left_empty_is_read()
    {
        WithdrawalJournal journal = new(Path.Combine(folder, "withdrawals.jsonl"));
        RecordId id = RecordId.Mint();
        journal.Destroyed(id, Day, null);
        File.WriteAllText(journal.Path, "\0\0\0" + File.ReadAllText(journal.Path));
        Assert.Equal(id.ToString(), Assert.Single(WithdrawalJournal.Read(journal.Path)).Id);
    }

    [Theory]
    [InlineData("{\"what\":\"destr", null)]
    [InlineData("{\"what\":\"backedUp\",\"id\":\"ID\",\"day\":\"2026-03-01\"}", null)]
    [InlineData("", null)]
    [InlineData("\0\0\0\0", null)]
    [InlineData("{\"what\":\"destr\0\0", null)]
    [InlineData("{\"what\":\"entryDestroyed\",\"id\":\"ID\",\"day\":\"2026-03-01\"}", null)]
    [InlineData("\0\0{\"what\":\"destroyed\",\"id\":\"ID\",\"day\":\"2026-03-01\"}", null)]
    [InlineData("\0\0what was withdrawn", 2)]
    [InlineData("what was withdrawn", 2)]
    [InlineData("null", 2)]
    [InlineData("{\"id\":\"ID\",\"day\":\"2026-03-01\"}", 2)]
    [InlineData("{\"what\":\"destroyed\",\"id\":\"somewhere\",\"day\":\"2026-03-01\"}", 2)]
    [InlineData("{\"what\":\"forgotten\",\"id\":\"ID\",\"day\":\"2026-03-01\"}", 2)]
    [InlineData("{\"what\":\"answered\",\"id\":\"ID\",\"day\":\"2026-03-01\"}", 2)]
    [InlineData("{\"what\":\"partDestroyed\",\"id\":\"ID\",\"day\":\"2026-03-01\"}", 2)]
    [InlineData("{\"what\":\"partDestroyed\",\"id\":\"ID\",\"day\":\"2026-03-01\",\"field\":\"where\",\"target\":\"there\"}", 2)]
    [InlineData("{\"what\":\"partHidden\",\"id\":\"ID\",\"day\":\"2026-03-01\",\"field\":\"story\"}", 2)]
    [InlineData("{\"what\":\"restricted\",\"id\":\"ID\",\"day\":\"2026-03-01\",\"finestPlace\":\"region\"}", 2)]
    [InlineData("{\"what\":\"restricted\",\"id\":\"ID\",\"day\":\"2026-03-01\",\"finestPlace\":\"country\",\"onSilence\":\"review\",\"sisterArchives\":\"nothing\"}", null)]
    [InlineData("{\"what\":\"partDestroyed\",\"id\":\"ID\",\"day\":\"2026-03-01\",\"field\":\"story\"}", null)]
    [InlineData("{\"what\":\"partHidden\",\"id\":\"ID\",\"day\":\"2026-03-01\",\"field\":\"story\",\"community\":\"ID\"}", null)]
    public void A_line_that_no_journal_has_is_found(string line, int? number)
    {
        WithdrawalJournal journal = new(Path.Combine(folder, "withdrawals.jsonl"));
        journal.Destroyed(RecordId.Mint(), Day, null);
        File.AppendAllText(journal.Path, line.Replace("ID", RecordId.Mint().ToString(), StringComparison.Ordinal));
        journal.Destroyed(RecordId.Mint(), Day, null);
        Assert.Equal(number, WithdrawalJournal.FirstWrongLine(journal.Path));
    }

    [Fact]
    public void Every_kind_of_line_is_in_the_reference()
    {
        string[] kinds = [.. Enum.GetNames<JournalWhat>().Where(name => name != nameof(JournalWhat.Unknown)).Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)];
        string[] told = [.. File.ReadLines(Path.Combine(House.Checkout.Root, "docs", "reference", "withdrawal-journal.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('`')[1])];
        Assert.Equal(kinds.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
