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

    private static string Together(IEnumerable<WordDifference.Run> runs, WordDifference.Change without) =>
        string.Concat(runs.Where(run => run.Change != without).Select(run => run.Text));
}
