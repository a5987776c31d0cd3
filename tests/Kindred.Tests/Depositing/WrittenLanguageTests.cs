using Kindred.Domain.Depositing;
using Kindred.Features.Depositing;
using Kindred.Features.Shared.Text;

namespace Kindred.Tests.Depositing;

public class WrittenLanguageTests
{
    [Theory]
    // By name: in itself, in English, in a language of the pages.
    [InlineData("Kiswahili", "sw")]
    [InlineData("yoruba", "yo")]
    [InlineData("የኔ", "የኔ")]
    [InlineData("Zapoteco", "zap")]
    [InlineData("Quechua", "qu")]
    [InlineData("euskara", "eu")]
    // As a tag.
    [InlineData("cak", "cak")]
    [InlineData("PT-br", "pt-BR")]
    // By a name that nobody here knows.
    [InlineData("Triqui", "und-x-triqui")]
    [InlineData("Mixteco de Guerrero", "und-x-mixteco-de-guerrero")]
    [InlineData("Ñomndaa", "und-x-nomndaa")]
    [InlineData("Q’anjob’al", "und-x-qanjobal")]
    [InlineData("Chuwabuuno Chuabo", "und-x-chuwabuu-no-chuabo")]
    public void A_language_is_read_by_its_name_or_its_tag(string typed, string tag) => Assert.Equal(tag, WrittenLanguage.Read(typed));

    [Theory]
    [InlineData("und-x-triqui", "triqui")]
    [InlineData("und-x-chuwabuu-no-chuabo", "chuwabuuno chuabo")]
    [InlineData("zap", "Diidxazá (zapoteco)")]
    public void A_language_that_has_no_tag_is_called_by_the_name_it_was_given(string tag, string name) => Assert.Equal(name, Languages.NativeName(tag));

    [Fact]
    public async Task What_is_written_in_a_language_that_is_not_listed_can_be_told()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"), ("language.other", "Triqui"));
        await visitor.Send("/contribute", ("go", "tell"));
        Assert.Contains("<option value=\"und-x-triqui\" lang=\"und-x-triqui\" selected=\"selected\">triqui</option>", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "und-x-triqui"), ("language.other", ""));
        await visitor.Send("/contribute", ("go", "send"));
        ReceiptCode code = Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code;
        Assert.Equal("und-x-triqui", (await archive.Get<FollowDeposit>().Find(code, CancellationToken.None))!.Value.Deposit.Records[0].Content.Language);
    }
}
