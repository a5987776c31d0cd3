using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Tests.Shared.Records.Cells;

/// <summary>What a spreadsheet gives back in the last cell and in the headings is anybody's writing.</summary>
public sealed class CellMarksTests
{
    private static readonly string[] Pieces = ["p", "k", ".", "3", "k2m9xa", " ", "=", ":", ",", "title", "0c4hj2", "https://a?b=c", "\n", "٣", "99999999999", "\uD800"];

    [Theory]
    [InlineData("p.3.k2m9xa https://a?b=c")]
    [InlineData("p.3.k2m9xa a:b=0c4hj2")]
    [InlineData("p.3.k2m9xa :=")]
    [InlineData("p.3.k2m9xa =0c4hj2")]
    [InlineData("p.3.k2m9xa title")]
    [InlineData("p.3.k2m9xa title=0c4hj")]
    [InlineData("p.٣.k2m9xa")]
    [InlineData("q.3.k2m9xa")]
    [InlineData("")]
    public void What_are_no_marks_is_read_as_none(string cell) => Assert.Null(CellMarks.Read(cell));

    [Fact]
    public void No_text_in_their_cell_stops_the_reading() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary(), (any, made) =>
        {
            foreach (string cell in (string[])[any ?? "", made, "p.3.k2m9xa " + any, "p.3.k2m9xa " + made])
            {
                if (CellMarks.Read(cell) is { } marks) _ = marks.IsOf(new RecordId(1)) | marks.IsAsWritten("title", made) | marks.HadText(made) | marks.HasShown("title", new RecordId(1));
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void No_heading_stops_the_reading() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), Gen.Elements("story", ".continued", "2", "٣", "007", "99999999999", ".", "translations.", "es", "translationStates.", "title", ".names", "\n").ArrayOf().Select(string.Concat).ToArbitrary(), (any, made) =>
        {
            RecordCells.Read(KindSet.BuiltIn["question"], [new("story", "one"), new(any ?? "", "two"), new(made, "three")], "en", "line 2", []);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData("story.continued٣")]
    [InlineData("story.continued1234")]
    public void A_heading_that_only_looks_like_a_part_of_a_text_is_none(string heading)
    {
        List<Finding> findings = [];
        Assert.Equal("one", RecordCells.Read(KindSet.BuiltIn["question"], [new("story", "one"), new(heading, "two")], "en", "line 2", findings).Content.Text("story"));
        Assert.Equal([new Finding("unknown-field", "line 2." + heading)], findings);
    }

    [Theory]
    [InlineData("", "two", "three")]
    [InlineData("one", "", "three")]
    [InlineData(" ", "", "three")]
    [InlineData(null, "two", null)]
    [InlineData("one", null, "three")]
    public void Of_a_long_text_without_one_of_its_parts_the_rest_is_no_text(string? first, string? second, string? third)
    {
        List<Finding> findings = [];
        KeyValuePair<string, string>[] cells = [.. new (string Heading, string? Cell)[] { ("story.continued2", third), ("story", first), ("story.continued", second), ("title", "Saga") }.Where(one => one.Cell is not null).Select(one => KeyValuePair.Create(one.Heading, one.Cell!))];
        CellsRead read = RecordCells.Read(KindSet.BuiltIn["question"], cells, "en", "line 2", findings);
        Assert.Equal((null, "Saga"), (read.Content.Text("story"), read.Content.Title));
        Assert.Equal([new Finding("cell-part-missing", "line 2.story", string.Concat(first, second, third).Trim())], findings);
    }
}
