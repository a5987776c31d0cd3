using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

public sealed class SpellingTests
{
    private static readonly Spelling Words = Spelling.Build(
        [("solidarity", 900), ("solitary", 3), ("march", 50), ("match", 80), ("arch", 9), ("airport", 12),
            ("تضامن", 4), ("ban", 7), ("2017", 5)]);

    [Theory]
    [InlineData("solidarty", "solidarity")]
    [InlineData("soldiarity", "solidarity")]
    [InlineData("marhc", "march")]
    [InlineData("matcg", "match")]
    [InlineData("airprot", "airport")]
    [InlineData("aeropert", null)]
    [InlineData("تضامنن", "تضامن")]
    [InlineData("march", null)]
    [InlineData("xylophone", null)]
    [InlineData("2018", null)]
    [InlineData("ba", null)]
    [InlineData("", null)]
    public void A_slip_leads_to_the_word_that_was_meant(string typed, string? meant) => Assert.Equal(meant, Words.Nearest(typed));

    [Fact]
    public void The_more_frequent_of_equally_near_words_is_offered() => Assert.Equal("match", Words.Nearest("mafch"));

    [Fact]
    public void An_archive_without_words_offers_none() => Assert.Null(Spelling.Build([]).Nearest("march"));
}
