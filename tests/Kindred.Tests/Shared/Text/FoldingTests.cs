using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Shared.Text;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Đoàn", "doan")]
    [InlineData("kết", "ket")]
    [InlineData("Compañeros", "companeros")]
    [InlineData("Straße", "strasse")]
    [InlineData("ÆØÅ", "aeoa")]
    [InlineData("Łódź", "lodz")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ısı", "isi")]
    [InlineData("don’t", "dont")]
    [InlineData("ｆｕｌｌ", "full")]
    [InlineData("ﬁre", "fire")]
    public void Latin_letters_lose_case_and_marks(string word, string folded) => Assert.Equal(folded, Folding.Fold(word));

    [Theory]
    [InlineData("التضامُن", "التضامن")]
    [InlineData("تضـــامن", "تضامن")]
    [InlineData("أإآٱ", "اااا")]
    [InlineData("حرية", "حريه")]
    [InlineData("کتاب‌های", "كتابهاي")]
    [InlineData("ﻻ", "لا")]
    [InlineData("٢٠١٧", "2017")]
    [InlineData("۲۰۱۷", "2017")]
    public void Arabic_and_Persian_spellings_meet(string word, string folded) => Assert.Equal(folded, Folding.Fold(word));

    [Theory]
    [InlineData("Ещё", "еще")]
    [InlineData("мой", "мой")]
    [InlineData("мои\u0306", "мой")]
    [InlineData("ΑΓΏΝΑΣ", "αγωνασ")]
    [InlineData("שָׁלוֹם", "שלום")]
    public void Cyrillic_Greek_and_Hebrew_keep_their_letters(string word, string folded) => Assert.Equal(folded, Folding.Fold(word));

    [Theory]
    [InlineData("ความ")]
    [InlineData("สู้")]
    [InlineData("एकता")]
    [InlineData("ஒற்றுமை")]
    public void Vowel_signs_of_Thai_and_Indic_scripts_stay(string word) =>
        Assert.Equal(word.Normalize(), Folding.Fold(word).Normalize());

    [Fact]
    public void Composed_and_decomposed_spellings_are_one()
    {
        foreach (string word in new[] { "đoàn", "compañeros", "мой", "가나", "がぎ", "क़" })
            Assert.Equal(Folding.Fold(word.Normalize(NormalizationForm.FormC)), Folding.Fold(word.Normalize(NormalizationForm.FormD)));
        Assert.Equal("ガ", Folding.Fold("ｶﾞ"));
    }

    [Fact]
    public void Folding_twice_changes_nothing() => Prop.ForAll<string>(text =>
    {
        string once = Folding.Fold(text ?? "");
        return Folding.Fold(once) == once && once.Length <= Folding.LongestToken;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folding_twice_changes_nothing_for_any_single_character()
    {
        for (int code = 0; code <= char.MaxValue; code++)
        {
            string once = Folding.Fold(((char)code).ToString());
            Assert.True(Folding.Fold(once) == once, $"U+{code:X4}");
        }
    }

    [Theory]
    [InlineData("ar", true)]
    [InlineData("fa-IR", true)]
    [InlineData("pa-Arab", true)]
    [InlineData("ku-Latn", false)]
    [InlineData("en", false)]
    [InlineData(null, false)]
    public void Direction_follows_the_script(string? tag, bool isRightToLeft) => Assert.Equal(isRightToLeft, Languages.IsRightToLeft(tag));
}
