using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

public sealed class WordReaderTests
{
    [Theory]
    [InlineData("The airport, at 9 p.m.!", "The|airport|at|9|p|m")]
    [InlineData("#NoMuslimBanEver @justice", "NoMuslimBanEver|justice")]
    [InlineData("people's rights don't end", "people|rights|don't|end")]
    [InlineData("l’égalité qu'il d'action", "l|égalité|qu|il|d|action")]
    [InlineData("O'Brien's Qur’an", "O'Brien|Qur’an")]
    [InlineData("hate-free 2017-01-28", "hate|free|2017|01|28")]
    [InlineData("12,000 people, 3.5 miles", "12,000|people|3|5|miles")]
    [InlineData("كتاب‌ها و", "كتاب‌ها|و")]
    [InlineData("連帯経済。東", "連帯|帯経|経済|東")]
    [InlineData("AI時代", "AI|時代")]
    [InlineData("연대하자", "연대|대하|하자")]
    [InlineData("สู้ๆ", "สู้ๆ")]
    [InlineData("ที่นี่", "ที่นี่")]
    [InlineData("एकता ज़िंदाबाद", "एकता|ज़िंदाबाद")]
    [InlineData("'' -- … 👩‍👧", "")]
    public void Words_are_found_where_they_stand(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Words(text)));

    [Fact]
    public void Offsets_lie_in_the_text_and_never_go_back() =>
        Prop.ForAll<string>(text => AreInOrder(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Offsets_hold_in_a_mix_of_scripts()
    {
        string[] pieces =
            ["l'", "ß", "連帯", "ก็", "\uD83D", "\uDE00", "कि", "'s", " ", "1,000", "한", "\u0301", "\u200C", "-", "تضامُن"];
        Prop.ForAll<byte[]>(picks => AreInOrder(string.Concat(picks.Select(pick => pieces[pick % pieces.Length]))))
            .QuickCheckThrowOnFailure();
    }

    private static bool AreInOrder(string text)
    {
        int last = -1;
        var words = new WordReader(text);
        while (words.Read())
        {
            Word word = words.Current;
            if (word.Start <= last || word.Length <= 0 || word.End > text.Length) return false;
            last = word.Start;
        }
        return true;
    }

    private static List<string> Words(string text)
    {
        var found = new List<string>();
        var words = new WordReader(text);
        while (words.Read()) found.Add(words.Current.In(text).ToString());
        return found;
    }
}
