using System.Diagnostics;
using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Files of rows and cells as people and programs write them.</summary>
public class DelimitedTests
{
    [Theory]
    [InlineData("Name,Place\nMarch,Queens\n", ',')]
    [InlineData("Name;Place\nMarch;Queens, New York\nVigil;Bronx, New York\n", ';')]
    [InlineData("Name\tPlace\nMarch, rally; vigil\tQueens\n", '\t')]
    [InlineData("Name|Place\nMarch|Queens\n", '|')]
    [InlineData("Name^Place\nMarch^Queens\n", '^')]
    [InlineData("lat;lon\n1,5;2,5\n3,5;4,5\n", ';')]
    [InlineData("sep=;\nName;Place,or not\nMarch;Queens,1\n", ';')]
    [InlineData("Title\nOne march, and a rally\nAnother\n", ',')]
    [InlineData("Name,Tags\nMarch,\"a;b;c\"\nVigil,\"d;e;f\"\n", ',')]
    public void The_delimiter_is_guessed(string file, char delimiter)
    {
        SourceRecognition recognised = Sources.Open(file).Recognised;
        Assert.Equal((SourceForm.Delimited, delimiter), (recognised.Form, recognised.Delimiter));
    }

    [Fact]
    public void A_delimiter_can_be_said_and_one_that_parts_nothing_is_told()
    {
        Assert.Equal(["2: a,b=1,2; c=3"], Sources.Open("a,b:c\n1,2:3\n", options: new SourceOptions { Delimiter = ':' }).Lines());
        Source source = Sources.Open("a,b\n1,2\n", options: new SourceOptions { Delimiter = '"' });
        Assert.Equal(["source-no-such-delimiter"], source.Codes());
        Assert.Equal(["2: a=1; b=2"], source.Lines());
    }

    [Fact]
    public void Cells_in_quotation_marks_hold_delimiters_line_ends_and_quotation_marks()
    {
        Source source = Sources.Open("Name,Story\r\n\"March, rally\",\"She said \"\"no\"\".\r\nThey sang.\"\r\nVigil,quiet\r\n");
        Assert.Equal(["2: Name=March, rally; Story=She said \"no\".\r\nThey sang.", "3: Name=Vigil; Story=quiet"], source.Lines());
        Assert.Equal([2, 4], source.Rows().Select(row => row.Line));
        Assert.All(source.Rows(), row => Assert.Empty(row.Findings));
    }

    [Fact]
    public void A_bare_carriage_return_in_a_cell_is_no_end_of_a_row() =>
        Assert.Equal(["2: Name=March\rand rally; Place=Queens", "3: Name=Vigil; Place=Bronx"], Sources.Open("Name,Place\nMarch\rand rally,Queens\nVigil,Bronx\n").Lines());

    [Fact]
    public void A_file_whose_rows_end_in_nothing_else_is_read_by_carriage_returns()
    {
        Source source = Sources.Open("Name,Story\rMarch,\"one\nline\"\rVigil,quiet\r");
        Assert.Equal(LineEnd.CarriageReturn, source.Recognised.LineEnd);
        Assert.Equal(["2: Name=March; Story=one\nline", "3: Name=Vigil; Story=quiet"], source.Lines());
    }

    [Fact]
    public void Two_carriage_returns_before_a_line_feed_are_one_end() =>
        Assert.Equal(["2: a=1; b=2", "3: a=3; b=4"], Sources.Open("a,b\r\r\n1,2\r\r\n3,\"4\"\r\r\n").Lines());

    [Theory]
    [InlineData("n,s\n1,5\" pipe\n2,b\n", "5\" pipe", null)]
    [InlineData("n,s\n1,the \"Big\" one\n2,b\n", "the \"Big\" one", null)]
    [InlineData("n,s\n1, \"a, b\" \n2,b\n", "a, b", null)]
    [InlineData("n,s\n1,\"Big\" Bill Haywood\n2,b\n", "Big Bill Haywood", "row-text-after-quote")]
    [InlineData("n,s\n1,\"He said \"hello\" to me\"\n2,b\n", "He said \"hello\" to me", "row-quote-stray")]
    [InlineData("n,s\n1,\"She said \"no, never\" twice\"\n2,b\n", "She said \"no, never\" twice", "row-quote-stray")]
    [InlineData("n,s\n1,\"open\n2,b\n", "\"open", "row-quote-unclosed")]
    [InlineData("n,s\n1,\"open\n2,\"b\"\n", "\"open", "row-quote-unclosed")]
    [InlineData("n,s\n1,\"open\n2,\"b\"\n3,\"c\"\n", "\"open", "row-quote-unclosed")]
    public void Quotation_marks_that_break_the_rules_break_one_row_at_most(string file, string cell, string? code)
    {
        SourceRow[] rows = [.. Sources.Open(file).Rows()];
        Assert.Equal(cell, rows[0].Cells[1].Values[0]);
        Assert.Equal(code is null ? [] : [code], rows[0].Codes());
        Assert.Equal("2", rows[1].Cells[0].Values[0]);
        Assert.Equal("b", rows[1].Cells[1].Values[0]);
        Assert.Empty(rows[1].Findings);
    }

    [Fact]
    public void A_quotation_mark_left_open_swallows_none_of_a_thousand_rows()
    {
        StringBuilder file = new("name,place,year\n");
        for (int row = 0; row < 1_000; row++) file.Append(row == 10 ? "\"march,Queens,2017\n" : row % 7 == 0 ? "\"rally, again\",\"New\nYork\",2017\n" : "vigil,Bronx,2017\n");
        SourceRow[] rows = [.. Sources.Open(file.ToString()).Rows()];
        Assert.Equal(1_000, rows.Length);
        Assert.Equal("12: name=\"march; place=Queens; year=2017", Sources.Line(rows[10]));
        Assert.Equal(["row-quote-unclosed"], rows.SelectMany(Sources.Codes));
    }

    [Fact]
    public void A_file_cut_off_within_quotation_marks_keeps_what_is_there()
    {
        SourceRow last = Sources.Open("a,b\n1,2\n3,\"A long story,\nof which the end is").Rows().Last();
        Assert.Equal("3: a=3; b=A long story,\nof which the end is", Sources.Line(last));
        Assert.Equal(["row-quote-unclosed"], last.Codes());
    }

    [Fact]
    public void Headings_are_each_their_own()
    {
        Source source = Sources.Open(" Name ,,Name,Name (2),\"a\nb\",,\n1,2,3,4,5,6\n");
        Assert.Equal(["Name", "#2", "Name (3)", "Name (2)", "a b"], source.Headings);
        Assert.Equal([("heading-empty", "#2"), ("heading-twice", "Name (3)")], source.Findings.Select(finding => (finding.Code, finding.Field)));
        Assert.Equal(["3: Name=1; #2=2; Name (3)=3; Name (2)=4; a b=5; #6=6"], source.Lines().Select(line => "3" + line[1..]));
    }

    [Fact]
    public void Short_rows_are_as_they_are_and_long_ones_lose_nothing()
    {
        SourceRow[] rows = [.. Sources.Open("a,b\n1\n1,2,,4,5\n1,2,,\n").Rows()];
        Assert.Equal(["2: a=1", "3: a=1; b=2; #4=4; #5=5", "4: a=1; b=2"], rows.Select(Sources.Line));
        Assert.Equal([0, 1, 0], rows.Select(row => row.Findings.Length));
        Assert.Equal(("row-longer", "#4", "4"), (rows[1].Findings[0].Code, rows[1].Findings[0].Field, rows[1].Findings[0].Value));
    }

    [Fact]
    public void Empty_rows_are_no_rows_and_are_counted_as_a_spreadsheet_counts_them() =>
        Assert.Equal(["2: a=1; b=2", "6: a=3; b=4"], Sources.Open("a,b\r\n1,2\r\n\r\n,\r\n  , \r\n3,4\r\n\r\n").Lines());

    [Fact]
    public void Lines_above_the_headings_are_told_and_are_no_rows()
    {
        Source source = Sources.Open("Actions of 2017\n\nName,Place,Year\nMarch,Queens,2017\nVigil,Bronx,2018\n");
        Assert.Equal((3, "source-line-above", "Actions of 2017"), (source.Recognised.HeadingRow, source.Findings[0].Code, source.Findings[0].Value));
        Assert.Equal(["4: Name=March; Place=Queens; Year=2017", "5: Name=Vigil; Place=Bronx; Year=2018"], source.Lines());
    }

    [Fact]
    public void The_row_of_headings_can_be_said()
    {
        Assert.Equal(["3: March=Vigil; Queens=Bronx"], Sources.Open("Name,Place\nMarch,Queens\nVigil,Bronx\n", options: new SourceOptions { HeadingRow = 2 }).Lines());
        Assert.Equal(["1: #1=March; #2=Queens", "2: #1=Vigil; #2=Bronx"], Sources.Open("March,Queens\nVigil,Bronx\n", options: new SourceOptions { HeadingRow = 0 }).Lines());
    }

    [Fact]
    public void Headings_are_found_however_long_they_are_and_however_far_below()
    {
        string wide = string.Join(',', Enumerable.Range(0, 10_000).Select(column => $"a heading of some length, {column}").Select(heading => $"\"{heading}\""));
        Assert.Equal(10_000, Sources.Open(wide + "\n1,2\n").Headings.Length);
        string file = string.Concat(Enumerable.Repeat("a line of a long preface\n", 20_000)) + "Name,Place\nMarch,Queens\n";
        Source source = Sources.Open(file, options: new SourceOptions { HeadingRow = 20_001, Delimiter = ',' });
        Assert.Equal(["20002: Name=March; Place=Queens"], source.Lines());
        Assert.Equal(20, source.Findings.Length);
    }

    [Fact]
    public void A_row_too_large_is_refused_alone()
    {
        string file = "a,b\n1,2\n3,\"" + new string('x', Source.LongestRow) + "\nmore, and more\"\n5,6\n";
        SourceRow[] rows = [.. Sources.Open(file).Rows()];
        Assert.Equal(["2: a=1; b=2", "3: ", "4: a=5; b=6"], rows.Select(Sources.Line));
        Assert.Equal([false, true, false], rows.Select(row => row.IsRefused));
        Assert.Equal([2, 3, 5], rows.Select(row => row.Line));
        Assert.Equal(["row-too-long"], rows[1].Codes());
    }

    [Fact]
    public void Rows_can_be_read_again_and_by_two_at_once()
    {
        Source source = Sources.Open("a\n1\n2\n3\n");
        Assert.Equal(source.Lines(), source.Lines());
        Assert.Equal([("2: a=1", "2: a=1"), ("3: a=2", "3: a=2"), ("4: a=3", "4: a=3")], source.Rows().Zip(source.Rows(), (one, other) => (Sources.Line(one), Sources.Line(other))));
        Assert.Equal(1, source.Portion);
    }

    [Theory]
    [InlineData("\"a\"b")]
    [InlineData("\"a ,\"b ,")]
    [InlineData("\"\"\"")]
    [InlineData("\"\n")]
    [InlineData("\"a\n\"\"b\n")]
    [InlineData(",\"")]
    [InlineData(",")]
    [InlineData("\" ")]
    public void No_pattern_of_quotation_marks_takes_long(string pattern)
    {
        StringBuilder file = new("a,b\n");
        while (file.Length < 3 * 1024 * 1024) file.Append(pattern);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.True(Sources.Open(file.ToString()).Rows().Count() < file.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed} for {pattern}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    [InlineData(" \t ")]
    public void Of_nothing_there_are_no_rows(string file)
    {
        Source source = Sources.Open(file);
        Assert.Empty(source.Rows());
        Assert.Equal(["source-empty"], source.Codes());
    }
}
