using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Cells;
using Kindred.Tests.Declaring;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Shared.Records.Cells;

public class CellCodecTests
{
    private static readonly KindSet Kinds = KindSet.Of(Song.Own);

    [Fact]
    public void A_row_says_of_any_record_of_any_kind_exactly_what_the_record_says() =>
        Prop.ForAll<int>(seed => Kinds.All.All(kind => IsSame(kind, new AnyContent(seed).Of(kind)))).QuickCheckThrowOnFailure();

    [Fact]
    public void One_changed_cell_changes_that_field_and_no_other() => Prop.ForAll<int>(seed =>
    {
        Kind kind = Kinds["practice"];
        RecordContent content = new AnyContent(seed).Of(kind);
        Dictionary<string, string> cells = Cells(kind, content);
        cells["summary"] = "Another; summary";
        return ContentJson.AreSame(content.With("summary", new FieldValue.One("Another; summary")) with { Links = [] }, Read(kind, cells).Content);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_cell_begins_as_a_formula_does_wherever_a_spreadsheet_parts_it() => Prop.ForAll<int>(seed => Kinds.All.All(kind =>
        Cells(kind, new AnyContent(seed).Of(kind)).Values.All(cell => !Begins(cell) && cell.Split(';', '\t').All(part => !Begins(part.TrimStart(' ', '"')) || part.TrimStart(' ', '"') is ['-' or '+', ' ', ..])))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'=1", "''=1")]
    [InlineData("'Twas", "'Twas")]
    [InlineData("tea; =cmd|' /C calc'!A0", "tea; '=cmd|' /C calc'!A0")]
    [InlineData("They asked:\n- water\n- light", "They asked:\n- water\n- light")]
    [InlineData("They asked:\n- cmd|' /C calc'!A0", "They asked:\n'- cmd|' /C calc'!A0")]
    [InlineData("2017-01-28", "2017-01-28")]
    public void What_could_be_run_is_guarded_and_read_back(string text, string cell)
    {
        Assert.Equal(cell, SpreadsheetText.Neutral(text));
        Assert.Equal(text, SpreadsheetText.Plain(cell));
    }

    [Fact]
    public void Any_text_comes_back() => Prop.ForAll<string>(text => SpreadsheetText.Plain(SpreadsheetText.Neutral(text ?? "")) == (text ?? "")).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("topics", "water; light ;\"a; b\"; \"\"\"quoted\"\"\"", "water / light / a; b / \"quoted\"")]
    [InlineData("credits", "Amina; name: Lee | did: cooking", "name=Amina / did=cooking,name=Lee")]
    [InlineData("sources", "https://example.org/a; A book | note: chapter 3", "url=https://example.org/a / note=chapter 3,title=A book")]
    [InlineData("participants", "100..200", "100-200")]
    [InlineData("participants", " 40 ", "40-40")]
    [InlineData("participants", "..9", "-9")]
    public void What_people_type_is_read(string field, string cell, string expected)
    {
        List<Finding> findings = [];
        FieldValue? value = CellCodec.Read(Kinds["action"][field]!, cell, field, findings);
        Assert.Empty(findings);
        Assert.Equal(expected, value switch
        {
            FieldValue.Many many => string.Join(" / ", many.Texts),
            FieldValue.Entries entries => string.Join(" / ", entries.Items.Select(entry => string.Join(',', entry.Parts.Select(part => $"{part.Key}={part.Value}")))),
            FieldValue.Range range => $"{range.Low}-{range.High}",
            _ => null,
        });
    }

    [Theory]
    [InlineData("participants", "6,000")]
    [InlineData("participants", "many")]
    [InlineData("credits", "name: Amina | name: Lee")]
    public void What_cannot_be_read_is_a_finding_beside_its_cell(string field, string cell)
    {
        List<Finding> findings = [];
        Assert.Null(CellCodec.Read(Kinds["action"][field]!, cell, "line 2." + field, findings));
        Assert.Equal([new Finding("wrong-shape", "line 2." + field, cell)], findings);
    }

    [Fact]
    public void A_text_that_was_parted_over_several_cells_is_one_again_and_names_of_links_are_passed_over()
    {
        CellsRead read = Read(Kinds["practice"], new Dictionary<string, string>
        {
            ["story.continued2"] = "three", ["story.continued"] = "two ", ["story"] = "one ", ["centres"] = "River people", ["centres.names"] = "whatever", ["terms.reuse"] = "given", ["state"] = "hidden",
        });
        Assert.Equal("one two three", read.Content.Text("story"));
        Assert.Equal([new LinkMention("centres", "River people")], read.Links);
    }

    [Fact]
    public void A_heading_that_no_field_has_is_a_finding()
    {
        List<Finding> findings = [];
        RecordCells.Read(Kinds["practice"], [new("weather", "rain"), new("nothing", "x"), new("translations.es.when", "2017"), new("nothing.names", "x")], "en", "line 2", findings);
        Assert.Equal([new Finding("unknown-field", "line 2.nothing"), new Finding("not-translatable", "line 2.translations.es.when"), new Finding("unknown-field", "line 2.nothing.names")], findings);
    }

    private static bool Begins(string cell) => cell.Length > 0 && "=+-@\t\r＝＋－＠".Contains(cell[0]);

    private static bool IsSame(Kind kind, RecordContent content)
    {
        CellsRead read = Read(kind, Cells(kind, content));
        return read.Id == new RecordId(1) && ContentJson.AreSame(content with { Links = [] }, read.Content)
            && content.Links.Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest)).OrderBy(link => link.Field, StringComparer.Ordinal).SequenceEqual(read.Links.OrderBy(link => link.Field, StringComparer.Ordinal));
    }

    private static CellsRead Read(Kind kind, Dictionary<string, string> cells)
    {
        List<Finding> findings = [];
        CellsRead read = RecordCells.Read(kind, cells, "en", "line 2", findings);
        Assert.Equal([], findings);
        return read;
    }

    /// <summary>As an export writes them.</summary>
    private static Dictionary<string, string> Cells(Kind kind, RecordContent content)
    {
        TranslatedFields translated = new();
        translated.Add(content);
        RecordColumns columns = RecordColumns.Of([kind], translated, isWhole: true, "https://archive.example");
        RecordSheet sheet = new()
        {
            Record = new Record { Id = new RecordId(1), Kind = kind.Name, State = RecordState.Published, Revision = 1, LatestRevision = 1, Content = content },
            Kind = kind,
            Links = content.Links.GroupBy(link => link.Field).ToImmutableDictionary(field => field.Key, field => new LinkLines(field.Count(), [.. field.Select(link =>
                new LinkLine(new RecordLine(link.Target, "place", "en", "=A; title", null, null, null, RecordState.Published), null, ConnectionWords.None, 0))])),
        };
        return columns.Headings.Zip(columns.Cells(sheet), (heading, cell) => (heading, cell)).Where(one => one.cell is not null).ToDictionary(one => one.heading, one => one.cell!);
    }
}
