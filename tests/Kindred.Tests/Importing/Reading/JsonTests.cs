using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>JSON documents and JSON Lines: where the rows are, and what becomes of the values.</summary>
public class JsonTests
{
    [Theory]
    [InlineData("""[{"a":1},{"a":2}]""", "")]
    [InlineData("""{"count":2,"records":[{"a":1},{"a":2}],"next":null}""", "records")]
    [InlineData("""{"response":{"found":2,"docs":[{"a":1},{"a":2}]}}""", "response.docs")]
    [InlineData("""{"@context":{"x":"https://example.org/"},"@graph":[{"a":1},{"a":2}]}""", "@graph")]
    [InlineData("""{"title":"Export","items":[{"a":1},{"a":2}]}""", "items")]
    [InlineData("""[{"a":1},{"a":2},]""", "")]
    [InlineData("\uFEFF \n [ {\"a\":1} , {\"a\":2} ] \n", "")]
    public void Rows_are_found_where_they_are(string file, string list)
    {
        Source source = Sources.Open(file);
        Assert.Equal((SourceForm.Json, list), (source.Recognised.Form, source.Recognised.List));
        Assert.Equal(["a"], source.Headings);
        Assert.Equal(["1: a=1", "2: a=2"], source.Lines());
    }

    [Fact]
    public void An_object_of_objects_keeps_their_names() =>
        Assert.Equal(["1: key=march; place=Queens", "2: key=vigil; place=Bronx; key (2)=x"], Sources.Open("""{"march":{"place":"Queens"},"vigil":{"place":"Bronx","key (2)":"x"}}""").Lines());

    [Fact]
    public void One_object_is_one_row_with_its_lists_in_it() =>
        Assert.Equal(["1: title=March; sources={\"url\":\"https://example.org\"}|{\"url\":\"https://example.net\"}"], Sources.Open("""{"title":"March","sources":[{"url":"https://example.org"},{"url":"https://example.net"}]}""").Lines());

    [Fact]
    public void Another_list_is_told_and_can_be_said()
    {
        const string file = """{"people":[{"a":1}],"events":[{"b":1},{"b":2}]}""";
        Source source = Sources.Open(file);
        Assert.Equal(("events", "source-other-list", "people"), (source.Recognised.List, source.Findings.Single().Code, source.Findings.Single().Value));
        Assert.Equal(["1: a=1"], Sources.Open(file, options: new SourceOptions { List = "people" }).Lines());
        Assert.Equal(["source-no-such-list"], Sources.Open(file, options: new SourceOptions { List = "places" }).Rows().Single().Codes());
    }

    [Fact]
    public void Values_are_as_they_are_written()
    {
        const string row = """
            [{"n":1.10,"big":12345678901234567890,"exponent":1e5,"yes":true,"no":false,"nothing":null,"empty":"","blank":"  ","none":[],"object":{},
            "texts":["protest","open letter",null,""],"numbers":[1,2.0],"pairs":[[40.7127281,-74.0060152],[1, 2]],"objects":[{"a":"é \"q\" \u00e9"}],"mixed":["x",{"y":[1]}],
            "deep":{"er":{"est":"here"},"er2":["a","b"]},"twice":"1","twice":"2"," spaced ":"s"}]
            """;
        Assert.Equal(
        [
            "n=1.10", "big=12345678901234567890", "exponent=1e5", "yes=true", "no=false", "texts=protest|open letter", "numbers=1|2.0", "pairs=[40.7127281,-74.0060152]|[1,2]",
            "objects={\"a\":\"é \\\"q\\\" é\"}", "mixed=x|{\"y\":[1]}", "deep.er.est=here", "deep.er2=a|b", "twice=1|2", "spaced=s",
        ], Sources.Open(row).Lines().Single()[3..].Split("; "));
    }

    [Fact]
    public void A_document_cut_off_keeps_the_rows_before()
    {
        SourceRow[] rows = [.. Sources.Open("""[{"a":1},{"a":2},{"a":"thr""").Rows()];
        Assert.Equal(["1: a=1", "2: a=2", "3: "], rows.Select(Sources.Line));
        Assert.Equal((true, "source-cut-off"), (rows[2].IsRefused, rows[2].Codes().Single()));
        Assert.Equal(["source-cut-off"], Sources.Open("""[{"a":1},{"a":2},""").Rows().SelectMany(Sources.Codes));
        Assert.Equal(["source-cut-off"], Sources.Open("""[{"a":1},{"a":2}""").Rows().SelectMany(Sources.Codes));
        Assert.Equal(["source-cut-off"], Sources.Open("""{"march":{"a":1},"vig""").Rows().SelectMany(Sources.Codes));
    }

    [Fact]
    public void What_is_wrong_in_one_row_is_told_of_that_one()
    {
        SourceRow[] rows = [.. Sources.Open("""[{"a":1},{"a":nope},"text",null,{"b":3},[1],{"a":[""" + new string('[', 80) + new string(']', 80) + """]},{"a":4}]""").Rows()];
        Assert.Equal(["1: a=1", "2: ", "3: ", "5: b=3", "6: ", "7: ", "8: a=4"], rows.Select(Sources.Line));
        Assert.Equal(["row-not-json", "row-not-object", "row-not-object", "row-too-deep"], rows.SelectMany(Sources.Codes));
        Assert.Equal([2L, 3, 6, 7], rows.Where(row => row.IsRefused).Select(row => row.Number));
    }

    [Theory]
    [InlineData("""[{"a":NaN,"b":Infinity,"c":"NaN"}]""", "c=NaN")]
    [InlineData("[{\"c\":\"two\nlines\"}]", "c=two\nlines")]
    [InlineData("""[{"c":"half \ud83d"}]""", "c=half \uFFFD")]
    [InlineData("""[{"c":"whole \ud83d\udc9c half \udc9c","d":None}]""", "c=whole 💜 half \uFFFD")]
    [InlineData("""[{"c":"it\'s"}]""", "c=it\\'s")]
    public void What_is_almost_JSON_is_read_and_told(string file, string cells)
    {
        SourceRow row = Sources.Open(file).Rows().Single();
        Assert.Equal("1: " + cells, Sources.Line(row));
        Assert.Contains("row-json-mended", row.Codes());
    }

    [Fact]
    public void A_row_too_large_is_refused_alone()
    {
        string file = $$"""[{"a":1},{"a":"{{new string('x', Source.LongestRow)}}","b":"]}"},{"a":3}]""";
        SourceRow[] rows = [.. Sources.Open(file).Rows()];
        Assert.Equal(["1: a=1", "2: ", "3: a=3"], rows.Select(Sources.Line));
        Assert.Equal((true, "row-too-long"), (rows[1].IsRefused, rows[1].Codes().Single()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void However_the_bytes_are_cut_the_rows_are_the_same(int most)
    {
        string file = $$"""{"before":"]}\\\"","skip":[[{"x":"}"}],1234567],"records":[{"a":"\"}{[\\","n":12},{"b":["\u00e9",null,1.50]},{"long":"{{new string('y', 300)}}"}],"after":1}""";
        Source source = SourceFile.Open(new CutStream(Encoding.UTF8.GetBytes(file), () => most), "file");
        Assert.Equal(["1: a=\"}{[\\; n=12", "2: b=é|1.50", $"3: long={new string('y', 300)}"], source.Lines());
    }

    [Fact]
    public void Lines_are_objects_and_one_that_is_none_stops_no_other()
    {
        Source source = Sources.Open("{\"a\":1,\"b\":{\"c\":2}}\n\n{\"a\":2\nnonsense\n[1]\n{\"a\":3}\r\n{\"d\":\"x\"}");
        Assert.Equal(SourceForm.JsonLines, source.Recognised.Form);
        Assert.Equal(["a", "b.c", "d"], source.Headings);
        Assert.Equal(["1: a=1; b.c=2", "3: ", "4: ", "5: ", "6: a=3", "7: d=x"], source.Lines());
        Assert.Equal(["row-not-json", "row-not-json", "row-not-object"], source.Rows().SelectMany(Sources.Codes));
    }

    [Fact]
    public void A_line_too_long_is_refused_alone()
    {
        SourceRow[] rows = [.. Sources.Open($$"""{"a":1}{{'\n'}}{"a":"{{new string('x', Source.LongestRow)}}"}{{'\n'}}{"a":3}{{'\n'}}""", "a.jsonl").Rows()];
        Assert.Equal(["1: a=1", "2: ", "3: a=3"], rows.Select(Sources.Line));
        Assert.Equal(["row-too-long"], rows[1].Codes());
    }

    [Fact]
    public void Objects_one_behind_the_other_are_rows_too() =>
        Assert.Equal(["1: a=1", "2: a=2"], Sources.Open("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n").Lines());

    [Fact]
    public void Text_in_two_encodings_is_read_as_in_any_file()
    {
        byte[] file = [.. "[{\"a\":\"Café\"},{\"a\":\"Café\"},{\"a\":\"Caf"u8, 0xE9, .. "\"}]"u8];
        SourceRow[] rows = [.. Sources.Open(file).Rows()];
        Assert.Equal(["1: a=Café", "2: a=Café", "3: a=Café"], rows.Select(Sources.Line));
        Assert.Equal(["row-other-encoding"], rows.SelectMany(Sources.Codes));
        Assert.Equal(["1: a=Café"], Sources.Open("""[{"a":"Café"}]""", encoding: Encoding.Unicode).Lines());
    }

    [Theory]
    [InlineData("[sic],name\n1,2\n")]
    [InlineData("{a},name\n1,2\n")]
    public void What_only_begins_like_JSON_is_none(string file) => Assert.Equal(SourceForm.Delimited, Sources.Open(file).Recognised.Form);
}
