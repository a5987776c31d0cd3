using System.Collections.Immutable;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

public class ListNotationTests
{
    [Theory]
    [InlineData("['protest', 'open letter']", "protest|open letter")]
    [InlineData("""["protest", "open letter"]""", "protest|open letter")]
    [InlineData("""['workers\' letter', "workers' march", 'say \"no\"']""", "workers' letter|workers' march|say \"no\"")]
    [InlineData("['usa',]", "usa")]
    [InlineData(" [ 'a' , None, nan, '' , 'b' ] ", "a|b")]
    [InlineData("[1, 2.50, -3e5, True, false]", "1|2.50|-3e5|true|false")]
    [InlineData("[(40.7127281, -74.0060152)]", "[40.7127281,-74.0060152]")]
    [InlineData("[[40.7, -74.0], [1, 2]]", "[40.7,-74.0]|[1,2]")]
    [InlineData("[{'name': \"O'Neil\", 'n': 1, 'none': None}]", """{"name":"O'Neil","n":1,"none":null}""")]
    [InlineData(@"['caf\xe9', '\u00d1and\u00fa', '\U0001f49c', 'line\nbreak']", "café|Ñandú|💜|line\nbreak")]
    [InlineData(@"['half \ud83d']", "half \uFFFD")]
    [InlineData(@"['\ud83d\udc9c']", "💜")]
    [InlineData("[u'old', b'bytes']", "old|bytes")]
    [InlineData("('a', 'b')", "a|b")]
    [InlineData("[]", "")]
    [InlineData("['a]', '[b', ',']", "a]|[b|,")]
    [InlineData("['التضامن', '連帯']", "التضامن|連帯")]
    public void A_cell_that_is_a_list_gives_its_values(string cell, string values)
    {
        Assert.True(ListNotation.TryRead(cell, out ImmutableArray<string> read));
        Assert.Equal(values, string.Join('|', read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("None")]
    [InlineData("[sic]")]
    [InlineData("[a, b]")]
    [InlineData("[link](https://example.org)")]
    [InlineData("['a', 'b'] and more")]
    [InlineData("['a' 'b']")]
    [InlineData("['a', 'b'")]
    [InlineData("['a', b']")]
    [InlineData("[1667,1668,1670..1672]")]
    [InlineData("(40.7, -74.0)")]
    [InlineData("(see the note)")]
    [InlineData("{'a': 1}")]
    [InlineData("[01]")]
    [InlineData("['a', datetime.date(2017, 1, 28)]")]
    [InlineData(@"['\x']")]
    public void Anything_else_is_none(string cell) => Assert.False(ListNotation.TryRead(cell, out _));

    [Fact]
    public void Lists_deeper_than_anybody_means_are_none()
    {
        Assert.False(ListNotation.TryRead(new string('[', 1_000_000), out _));
        Assert.False(ListNotation.TryRead(new string('[', 1_000) + new string(']', 1_000), out _));
    }

    [Theory]
    [InlineData("None", true)]
    [InlineData(" null ", true)]
    [InlineData("NaN", true)]
    [InlineData("none of them", false)]
    [InlineData("No", false)]
    public void What_such_programs_write_for_nothing_is_known(string cell, bool isNone) => Assert.Equal(isNone, ListNotation.IsNone(cell));

    [Fact]
    public void A_list_in_a_cell_gives_what_the_same_list_gives_in_JSON()
    {
        const string list = """["protest", "it's \"ours\"", [40.7127281, -74.0], {"a": null, "b": "é"}, 12, true, null]""";
        Assert.True(ListNotation.TryRead(list, out ImmutableArray<string> read));
        Assert.Equal(Sources.Open($$"""[{"x":{{list}}}]""").Rows().Single().Cells[0].Values, read);
    }
}
