using Kindred.Features.Shared.Differences;

namespace Kindred.Tests.Shared;

public class WordDifferenceTests
{
    private static readonly string[] Vocabulary = ["we", "stood", "with", "them", "🕊", "دون", "團結"];

    [Theory]
    [InlineData("They stood for an hour.", "They stood for two hours.", "=They stood for -an+two= -hour+hours=.")]
    [InlineData("", "all of it", "+all of it")]
    [InlineData("all of it", "", "-all of it")]
    [InlineData("the same", "the same", "=the same")]
    [InlineData("团结就是力量", "团结也是力量", "=团结-就+也=是力量")]
    [InlineData("a b c d", "b c d e", "-a =b c d+ e")]
    public void What_changed_is_told_word_by_word(string before, string after, string expected)
    {
        IReadOnlyList<WordDifference.Run> runs = WordDifference.Between(before, after);
        Assert.Equal(before, Together(runs, WordDifference.Change.Added));
        Assert.Equal(after, Together(runs, WordDifference.Change.Removed));
        Assert.Equal(expected, string.Concat(runs.Select(run => run.Change switch { WordDifference.Change.Added => '+', WordDifference.Change.Removed => '-', _ => '=' } + run.Text)));
    }

    [Fact]
    public void Both_texts_can_be_read_out_of_any_difference()
    {
        Random random = new(17);
        for (int round = 0; round < 400; round++)
        {
            (string before, string after) = (Words(), Words());
            IReadOnlyList<WordDifference.Run> runs = WordDifference.Between(before, after);
            Assert.Equal(before, Together(runs, WordDifference.Change.Added));
            Assert.Equal(after, Together(runs, WordDifference.Change.Removed));
        }

        string Words() => string.Join(' ', Enumerable.Range(0, random.Next(40)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
    }

    /// <summary>Coarser beyond what anyone reads word by word, but never wrong, and never for long.</summary>
    [Fact]
    public void The_longest_texts_are_compared_within_bounds()
    {
        Random random = new(5);
        string[] lines = [.. Enumerable.Range(0, 3_000).Select(_ => string.Join(' ', Enumerable.Range(0, 16).Select(_ => random.Next(5_000).ToString("x5", null))))];
        string whole = string.Join('\n', lines);
        string[] others =
        [
            whole.Insert(whole.Length / 2, "one word more "),
            string.Join('\n', lines.Select(line => "so " + line)),
            string.Join('\n', lines.Select((line, at) => at % 400 == 0 ? line.Replace(line[..5], "other", StringComparison.Ordinal) : line)),
            string.Join(' ', lines.Reverse()),
            new string('a', 100) + string.Concat(Enumerable.Repeat(" a", 140_000)),
            string.Concat(Enumerable.Repeat("團", 300_000)),
        ];
        foreach ((string before, string after) in others.Select(other => (whole, other)).Append((others[4], others[4][2..] + " b" + others[4][..90_000])))
        {
            IReadOnlyList<WordDifference.Run> runs = WordDifference.Between(before, after);
            Assert.Equal(before, Together(runs, WordDifference.Change.Added));
            Assert.Equal(after, Together(runs, WordDifference.Change.Removed));
        }

        Assert.Equal(4, WordDifference.Between(whole, others[0]).Count);
        // More changed words than are looked for one by one: lines that stayed are told as the same, and in the others their words.
        IReadOnlyList<WordDifference.Run> byLines = WordDifference.Between(whole, string.Join('\n', lines.Select((line, at) => at % 8 == 0 ? "so, so, " + line[..40] : line)));
        Assert.True(byLines.Count > 300);
        Assert.Contains(byLines, run => run is { Change: WordDifference.Change.Same } && run.Text.Contains(lines[1], StringComparison.Ordinal));
    }

    private static string Together(IEnumerable<WordDifference.Run> runs, WordDifference.Change without) =>
        string.Concat(runs.Where(run => run.Change != without).Select(run => run.Text));
}
