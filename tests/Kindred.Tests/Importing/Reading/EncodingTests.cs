using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Files in the encodings that offices write, and in several at once.</summary>
public class EncodingTests
{
    private const string File = "Name,Wo\nMünchen – “Straße”,Ñandú\nالتضامن,đoàn kết\n";

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    public void Unicode_is_recognised_with_a_mark_and_without(string name, bool isMarked)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        Source source = Sources.Open([.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(File)]);
        Assert.Equal([name], source.Recognised.Encodings, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["Name", "Wo"], source.Headings);
        Assert.Equal(["2: Name=München – “Straße”; Wo=Ñandú", "3: Name=التضامن; Wo=đoàn kết"], source.Lines());
        Assert.All(source.Rows(), row => Assert.Empty(row.Findings));
    }

    [Fact]
    public void A_file_in_Windows_1252_or_Latin_1_is_read_as_that_and_nothing_is_told()
    {
        Source source = Sources.Open("Name\nM\u00FCnchen \u0096 \u0093Stra\u00DFe\u0094 \u0080 5\n\u00C9cole\n", encoding: Encoding.Latin1);
        Assert.Equal(["windows-1252"], source.Recognised.Encodings);
        Assert.Equal(["2: Name=München – “Straße” € 5", "3: Name=École"], source.Lines());
        Assert.All(source.Rows(), row => Assert.Empty(row.Findings));
    }

    [Fact]
    public void Each_part_of_a_mixed_file_is_read_as_what_it_is()
    {
        byte[] file = [.. "Name,Place\n"u8, .. "Café,Nürnberg\nCafé,São Paulo\n"u8, .. "Caf\u00E9,N\u00FCrnberg\n".Select(letter => (byte)letter), .. "Café/caf"u8, 0xE9, .. ",x\nplain,y\n"u8];
        Source source = Sources.Open(file);
        Assert.Equal(["utf-8", "windows-1252"], source.Recognised.Encodings);
        Assert.Equal(["2: Name=Café; Place=Nürnberg", "3: Name=Café; Place=São Paulo", "4: Name=Café; Place=Nürnberg", "5: Name=Café/café; Place=x", "6: Name=plain; Place=y"], source.Lines());
        Assert.Equal(["4 row-other-encoding", "5 row-other-encoding"], source.Rows().SelectMany(row => row.Codes().Select(code => $"{row.Number} {code}")));
    }

    [Fact]
    public void A_part_in_another_encoding_far_behind_the_beginning_is_told_too()
    {
        byte[] rows = [.. Enumerable.Repeat("Café,Nürnberg\n", 200_000).SelectMany(Encoding.UTF8.GetBytes)];
        Source source = Sources.Open([.. "Name,Place\n"u8, .. rows, .. "Caf\u00E9,x\n".Select(letter => (byte)letter)]);
        SourceRow last = source.Rows().Last();
        Assert.Equal("200002: Name=Café; Place=x", Sources.Line(last));
        Assert.Equal(["row-other-encoding"], last.Codes());
    }

    [Fact]
    public void An_encoding_that_is_said_is_taken_at_its_word()
    {
        Encoding arabic = CodePagesEncodingProvider.Instance.GetEncoding(1256)!;
        Assert.Equal(["2: الاسم=التضامن"], Sources.Open("الاسم\nالتضامن\n", encoding: arabic, options: new SourceOptions { Encoding = "windows-1256" }).Lines());
        SourceRow lost = Sources.Open("a\nCaf\u00E9\n", encoding: Encoding.Latin1, options: new SourceOptions { Encoding = "utf-8" }).Rows().Single();
        Assert.Equal(("2: a=Caf\uFFFD", "row-characters-lost"), (Sources.Line(lost), lost.Codes().Single()));
        Assert.Equal(["source-unknown-encoding"], Sources.Open("a\n1\n", options: new SourceOptions { Encoding = "utf-9" }).Codes());
    }

    [Fact]
    public void Characters_that_were_lost_before_are_told() => Assert.Equal(["row-characters-lost"], Sources.Open("a\nCaf\uFFFD\n").Rows().Single().Codes());

    [Theory]
    [InlineData("CafÃ©", "Café")]
    [InlineData("workersâ€™ rights â€“ now", "workers’ rights – now")]
    [InlineData("Ã\u0081rabe", "Árabe")]
    [InlineData("Ø§Ù„Ø¹Ø±Ø¨ÙŠØ©", "العربية")]
    [InlineData("cafÃƒÂ©", "café")]
    [InlineData("ðŸ’œ", "💜")]
    public void Text_that_was_read_in_the_wrong_encoding_once_is_told_and_mended_only_when_asked(string broken, string meant)
    {
        SourceRow row = Sources.Open($"a\n{broken}\n").Rows().Single();
        Assert.Equal(($"2: a={broken}", "row-mojibake"), (Sources.Line(row), row.Codes().Single()));
        SourceRow mended = Sources.Open($"a\n{broken}\n", options: new SourceOptions { RepairsMojibake = true }).Rows().Single();
        Assert.Equal($"2: a={meant}", Sources.Line(mended));
        Assert.Empty(mended.Findings);
    }

    [Theory]
    [InlineData("NÃO À GUERRA")]
    [InlineData("À la carte")]
    [InlineData("Âge d’or")]
    [InlineData("«Ça ira»")]
    [InlineData("Ñandú ñu")]
    public void Words_with_such_letters_are_words(string words) => Assert.Empty(Sources.Open($"a\n{words}\n", options: new SourceOptions { RepairsMojibake = true }).Rows().Single().Findings);

    [Fact]
    public void Zeros_among_the_characters_are_left_out_and_told()
    {
        SourceRow[] rows = [.. Sources.Open("a,b\nMar\0ch,\0\nRally,é\0\nVigil,x\n").Rows()];
        Assert.Equal(["2: a=March", "3: a=Rally; b=é", "4: a=Vigil; b=x"], rows.Select(Sources.Line));
        Assert.Equal(["row-nul", "row-nul"], rows.SelectMany(Sources.Codes));
    }
}
