using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Tests.Shared.Svg;

public class SvgTextTests
{
    [Theory]
    [InlineData("An hour without taxis", 9.5, 2, "An hour without|taxis")]
    [InlineData("An hour without taxis at the airport, told again", 9.5, 2, "An hour without|taxis at the…")]
    [InlineData("Mily Treviño-Sauceda", 11.2, 2, "Mily|Treviño-Sauceda")]
    [InlineData("A word, and more words than fit", 5.5, 1, "A word…")]
    [InlineData("連帯の記録を残すための長い長い題名", 6, 2, "連帯の記録|を残すた…")]
    [InlineData("#NoMuslimBanEver", 9.2, 2, "#NoMuslimBan|Ever")]
    [InlineData("a-b #NoMuslimBanEver", 9.2, 3, "a-b #NoMuslim|BanEver")]
    [InlineData("Donaudampfschifffahrt", 9.2, 2, "Donaudampfschi|fffahrt")]
    [InlineData("  two \n lines  ", 20, 2, "two lines")]
    [InlineData("", 20, 2, "")]
    public void A_text_is_broken_between_words_and_cut_at_the_last_line(string text, double width, int most, string expected) =>
        Assert.Equal(expected, string.Join('|', SvgText.Lines(text, width, most)));

    [Fact]
    public void No_line_is_wider_than_it_may_be_and_no_sign_is_cut_in_two()
    {
        foreach (string text in (string[])["Wikwemikong Women's Wild Wreath Weavers", "مسيرة النور في الشارع الكبير", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"])
        {
            Assert.All(SvgText.Lines(text, 7, 2), line =>
            {
                Assert.True(SvgText.Width(line) <= 7.0001 || line.TrimEnd('…').EnumerateRunes().Count() <= 8, line);
                Assert.False(char.IsLowSurrogate(line[0]) || line[0] == '\u0301' || line[0] == '\u200D', line);
            });
        }
    }

    [Fact]
    public void A_name_turns_nothing_round_it()
    {
        Assert.Equal("\u2068نور\u2069", SvgText.Isolated("نور"));
        Assert.Equal("Nur", SvgText.Isolated("Nur"));
        Assert.Equal("#Here2Stay", SvgText.Isolated("#Here2Stay", Texts.For("en")));
        Assert.Equal("\u2068#Here2Stay\u2069", SvgText.Isolated("#Here2Stay", Texts.For("ar")));
        Assert.Equal("a[U+202E]b\uFFFD", SvgText.Visible("a\u202Eb\u0001"));
    }
}
