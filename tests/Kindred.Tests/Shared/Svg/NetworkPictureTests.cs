using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Tests.Shared.Svg;

public class NetworkPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_kind_that_ships_has_a_sign_of_its_own_and_every_other_a_number()
    {
        ImmutableArray<KindMark> marks = KindMark.Of(KindSet.BuiltIn.All);
        Assert.All(marks, mark => Assert.True(mark.Number == 0 && mark.Sign.Length > 0, $"{mark.Kind.Name} has no sign."));
        Assert.Equal(marks.Length, marks.Select(mark => mark.Sign).Distinct().Count());
        Assert.Equal([0, 1, 2], KindMark.Of([KindSet.BuiltIn["practice"], new Kind("song", "songs", []), new Kind("dance", "dances", [])]).Select(mark => mark.Number));
    }

    [Fact]
    public void What_somebody_did_what_came_of_it_what_is_named_and_kinship_are_drawn_in_ways_of_their_own()
    {
        Assert.Equal(LineForm.Joined, LineForm.Of(ConnectionType.StoodWith));
        Assert.Equal(LineForm.Grown, LineForm.Of(ConnectionType.LearnedFrom));
        Assert.Equal(LineForm.Named, LineForm.Of(ConnectionType.InPlace));
        Assert.Equal(LineForm.Kin, LineForm.Of(ConnectionType.Kin));
        Assert.All(Texts.Languages, language => Assert.All(LineForm.All, form => Assert.True(Texts.For(language).Has($"svg.line.{form.Name}"))));
    }

    [Fact]
    public void A_title_that_says_nothing_breaks_nothing()
    {
        Network network = Of(3, (0, 1, ConnectionType.LearnedFrom));
        Assert.NotNull(Drawn(network with { Records = [.. network.Records.Select(record => record with { Title = " " })] }).Root);
    }

    [Fact]
    public void It_explains_itself_and_fetches_and_runs_nothing()
    {
        XDocument picture = Drawn(Of(3, (0, 1, ConnectionType.LearnedFrom)));
        XElement root = picture.Root!;
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.Equal("title desc", root.Attribute("aria-labelledby")!.Value);
        Assert.Equal(["title", "desc"], root.Elements().Take(2).Select(one => one.Attribute("id")!.Value));
        Assert.Contains("3 records. 1 connection. 1 record is not connected", root.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(picture.Descendants(), one => one.Name.LocalName is "script" or "a" or "image" or "foreignObject");
        Assert.All(picture.Descendants().Attributes(), attribute => Assert.True(attribute.Name.LocalName != "href" || attribute.Value.StartsWith('#'), attribute.ToString()));
        Assert.DoesNotContain(picture.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName == "style");
        Assert.DoesNotContain("url(", picture.ToString(), StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", root.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        // What stands in the legend is what is in the picture.
        Assert.Equal(["Practices", "Learned from, continues, answers, is rooted in"], picture.Descendants(Svg + "text").Where(text => text.Attribute("class")?.Value == "key").Select(text => text.Value));
    }

    [Fact]
    public void Between_two_is_one_line_of_each_form_that_says_what_is_claimed_and_what_is_doubted()
    {
        Network network = Of(2, (0, 1, ConnectionType.LearnedFrom), (1, 0, ConnectionType.Continues), (0, 1, ConnectionType.Kin), (0, 1, ConnectionType.Kin), (0, 0, ConnectionType.Cites));
        XDocument picture = Drawn(network);
        XElement[] lines = [.. picture.Descendants(Svg + "path").Where(path => path.Parent!.Attribute("class")?.Value.StartsWith("line", StringComparison.Ordinal) == true)];
        Assert.Equal(["Record 0 – Learned from: Record 1\nRecord 1 – Continues: Record 0", "Record 0 – Kin with: Record 1"], lines.Select(line => line.Element(Svg + "title")!.Value));
        Assert.DoesNotContain(picture.Descendants(Svg + "use"), use => use.Attribute("href")!.Value == "#doubt");
        XDocument doubted = Drawn(network with { Lines = [.. network.Lines.Select(line => line with { IsDisputed = line.Type == ConnectionType.Kin })] });
        // One at the line, one in the legend.
        Assert.Equal(2, doubted.Descendants(Svg + "use").Count(use => use.Attribute("href")!.Value == "#doubt"));
        Assert.Contains("A note disputes this connection", doubted.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_shows_its_controls_keeps_its_direction_and_closes_nothing()
    {
        Network network = Of(2, (0, 1, ConnectionType.Kin));
        string picture = NetworkPicture.Draw(network with { Records = [new NetworkRecord(KindSet.BuiltIn["practice"], "a\u202Eb</title><script>\u0001"), new NetworkRecord(KindSet.BuiltIn["practice"], "أغنية الماء")] }, CancellationToken.None);
        Assert.DoesNotContain('\u202E', picture);
        Assert.Contains("a[U+202E]b&lt;/title&gt;&lt;script&gt;\uFFFD", picture, StringComparison.Ordinal);
        Assert.Contains("\u2068أغنية الماء\u2069", picture, StringComparison.Ordinal);
        XDocument.Parse(picture);
    }

    [Fact]
    public void In_Arabic_it_is_read_from_the_right_in_Arabic_digits()
    {
        XDocument picture = Drawn(Of(12, (0, 1, ConnectionType.Kin)) with { Texts = Texts.For("ar") });
        XElement root = picture.Root!;
        Assert.Equal(("rtl", "ar"), (root.Attribute("direction")!.Value, root.Attribute("lang")!.Value));
        double width = double.Parse(root.Attribute("width")!.Value);
        Assert.Equal(width - 28, double.Parse(picture.Descendants(Svg + "text").First(text => text.Attribute("class")?.Value == "heading").Attribute("x")!.Value));
        Assert.Contains("١٢ سجلًا", root.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_draw_is_said_in_words()
    {
        XDocument picture = Drawn(Of(0));
        Assert.Contains(picture.Descendants(Svg + "text"), text => text.Value.StartsWith("There is nothing to draw", StringComparison.Ordinal));
        Assert.Empty(picture.Descendants(Svg + "use"));
    }

    [Fact]
    public void Two_thousand_records_weigh_less_than_400_kilobytes_and_are_drawn_alike_each_time()
    {
        Random chance = new(3);
        Network network = Of(2_000, [.. Enumerable.Range(1, 1_950).SelectMany(record => Enumerable.Range(0, 1 + (record % 4)).Select(_ => (record, chance.Next(record), ConnectionType.All[chance.Next(ConnectionType.All.Length)])))]);
        network = network with { Records = [.. network.Records.Select((record, at) => record with { Title = string.Join(' ', Enumerable.Repeat($"A rather long title of a practice, number {at}", 3)) })] };
        string picture = NetworkPicture.Draw(network, CancellationToken.None);
        Assert.InRange(Encoding.UTF8.GetByteCount(picture), 150_000, 400_000);
        Assert.Equal(picture, NetworkPicture.Draw(network, CancellationToken.None));
    }

    private static XDocument Drawn(Network network) => XDocument.Parse(NetworkPicture.Draw(network, CancellationToken.None));

    private static Network Of(int records, params (int From, int To, ConnectionType Type)[] lines) => new()
    {
        Records = [.. Enumerable.Range(0, records).Select(at => new NetworkRecord(KindSet.BuiltIn["practice"], $"Record {at}"))],
        Lines = [.. lines.Select(line => new NetworkLine(line.From, line.To, line.Type, IsDisputed: false))],
        Texts = Texts.For("en"),
        Heading = "Kindred: how it is connected",
    };
}
