using System.IO.Compression;
using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>What is packed as .gz is read as it would be unpacked; what is damaged, cut off or a bomb is told in words.</summary>
public sealed class PackedTests
{
    private const string Table = "Name,Day\nAmina,2017-01-28\nChloé,2017-01-29\n";

    [Theory]
    [InlineData(Table, SourceForm.Delimited)]
    [InlineData("[{\"Name\":\"Amina\"},{\"Name\":\"Chloé\"}]", SourceForm.Json)]
    [InlineData("{\"Name\":\"Amina\"}\n{\"Name\":\"Chloé\"}\n", SourceForm.JsonLines)]
    [InlineData("TY  - JOUR\nTI  - Amina\nER  - \n", SourceForm.Ris)]
    [InlineData("---\ntitle: Amina\n---\nWe met.\n", SourceForm.Markdown)]
    public void It_is_read_as_it_would_be_unpacked(string text, SourceForm form)
    {
        Source packed = Sources.Open(Packed(text)), unpacked = Sources.Open(text);
        Assert.Equal((form, form, true, false), (packed.Recognised.Form, unpacked.Recognised.Form, packed.Recognised.IsPacked, unpacked.Recognised.IsPacked));
        Assert.Equal(unpacked.Headings, packed.Headings);
        Assert.NotEmpty(unpacked.Lines());
        foreach (int _ in (int[])[1, 2]) Assert.Equal(unpacked.Lines(), packed.Lines());
        Assert.Equal(1, packed.Portion);
    }

    [Fact]
    public void In_another_encoding_a_workbook_and_in_pieces_it_is_read_too()
    {
        Assert.Equal(["2: Name=Chloé"], Sources.Open(Packed(Encoding.Latin1.GetBytes("Name\nChloé\n"))).Lines());
        Assert.Equal(["2: Name=Chloé"], Sources.Open(Packed(Encoding.Unicode.GetBytes("\uFEFFName\nChloé\n"))).Lines());
        byte[] book = new Book().Sheet("S", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Name</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Amina</t></is></c></row>").Make().ToArray();
        Assert.Equal(["2: Name=Amina"], Sources.Open(book).Lines());
        Assert.Equal(Sources.Open(book).Lines(), Sources.Open(Packed(book)).Lines());
        string more = string.Concat(Enumerable.Range(0, 40_000).Select(row => $"Person {row},2017-01-28\n"));
        byte[] pieces = [.. Packed(Table), .. Packed(more), .. Packed("Last,2018\n")];
        Assert.Equal(Sources.Open(Table + more + "Last,2018\n").Lines(), Sources.Open(pieces).Lines());
    }

    [Fact]
    public void Of_one_that_is_cut_off_or_damaged_the_rows_before_are_read_and_it_is_told()
    {
        Random random = new(7);
        byte[] whole = Packed(string.Concat(Enumerable.Range(0, 200_000).Select(row => $"{row},{random.NextInt64()}\n").Prepend("Name,Number\n")));
        foreach (int left in (int[])[whole.Length / 2, whole.Length - 1, whole.Length - 8])
        {
            SourceRow[] rows = [.. Sources.Open(whole[..left]).Rows()];
            Assert.True(rows.Length > 50_000);
            Assert.Equal((true, "source-cut-off"), (rows[^1].IsRefused, Assert.Single(rows[^1].Findings).Code));
            Assert.All(rows[..^1], row => Assert.False(row.IsRefused));
        }

        byte[] damaged = [.. whole];
        damaged[^6] ^= 1;
        Assert.Equal("source-damaged", Assert.Single(Sources.Open(damaged).Rows().Last().Findings).Code);
        foreach (byte[] small in (byte[][])[Packed(Table)[..^3], Packed(Table)[..12], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 1, 2, 3]])
            Assert.Equal((SourceForm.Unknown, "source-packed-damaged"), (Sources.Open(small).Recognised.Form, Assert.Single(Sources.Open(small).Findings).Code));
    }

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write("Name\n"u8);
            byte[] rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('A', 4_095) + "\n", 256)));
            for (int megabyte = 0; megabyte < 120; megabyte++) zip.Write(rows);
        }

        long unpacked = 120L * 1024 * 1024;
        Assert.True(unpacked / packed.Length > 200);
        Source source = Sources.Open(packed.ToArray());
        long count = 0;
        SourceRow? last = null;
        foreach (SourceRow row in source.Rows()) (last, count) = (row, count + 1);
        Assert.InRange(count, 1_000, 66L * 256);
        Assert.Equal((true, "source-unpacks-on"), (last!.IsRefused, Assert.Single(last.Findings).Code));
        // A text that packs well and is small is no bomb.
        Assert.Equal(50_000, Sources.Open(Packed("Name\n" + string.Concat(Enumerable.Repeat("A\n", 50_000)))).Rows().Count());
    }

    [Fact]
    public void Nothing_packed_is_nothing() => Assert.Equal("source-empty", Assert.Single(Sources.Open(Packed("")).Findings).Code);

    [Fact]
    public void What_is_packed_twice_is_told() => Assert.Equal("source-packed-twice", Assert.Single(Sources.Open(Packed(Packed(Table))).Findings).Code);

    internal static byte[] Packed(string text) => Packed(new UTF8Encoding(false).GetBytes(text));

    internal static byte[] Packed(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return packed.ToArray();
    }
}
