using FsCheck.Fluent;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Shared.Records;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>Numbers, points, lists and names as sources write them.</summary>
public class WrittenValueTests
{
    [Theory]
    [InlineData("320", 320L, 320L)]
    [InlineData("27.0", 27L, 27L)]
    [InlineData("6,000", 6000L, 6000L)]
    [InlineData("6.000", 6000L, 6000L)]
    [InlineData("6 000", 6000L, 6000L)]
    [InlineData("1,234,567", 1234567L, 1234567L)]
    [InlineData("٦٠٠", 600L, 600L)]
    [InlineData("200-300", 200L, 300L)]
    [InlineData("200–300 people", 200L, 300L)]
    [InlineData("between 200 and 300", null, null)]
    [InlineData("de 200 a 300", 200L, 300L)]
    [InlineData("zwischen", null, null)]
    [InlineData("about 6,000", 6000L, 6000L)]
    [InlineData("~500", 500L, 500L)]
    [InlineData("unas 300 personas", 300L, 300L)]
    [InlineData("environ 300", 300L, 300L)]
    [InlineData("etwa 300 Menschen", 300L, 300L)]
    [InlineData("حوالي ٣٠٠ شخص", 300L, 300L)]
    [InlineData("more than 200", 200L, null)]
    [InlineData("over 200", 200L, null)]
    [InlineData("200+", 200L, null)]
    [InlineData("más de 200", 200L, null)]
    [InlineData("up to 300", null, 300L)]
    [InlineData("2 million", 2000000L, 2000000L)]
    [InlineData("1.5 million", 1500000L, 1500000L)]
    [InlineData("6k", 6000L, 6000L)]
    [InlineData("5 mil", 5000L, 5000L)]
    [InlineData("3万", 30000L, 30000L)]
    [InlineData("300-200", null, null)]
    [InlineData("12.5", null, null)]
    [InlineData("-5", null, null)]
    [InlineData("2017-01-28", null, null)]
    [InlineData("dozens", null, null)]
    [InlineData("hundreds of people", null, null)]
    [InlineData("300 or 3 times", null, null)]
    [InlineData("", null, null)]
    public void A_number_of_people_is_read_as_it_is_stated(string written, long? low, long? high) =>
        Assert.Equal(low is null && high is null ? null : new FieldValue.Range(low, high), CountReader.Read(written).Range);

    [Fact]
    public void About_and_dozens_are_said_apart()
    {
        Assert.True(CountReader.Read("about 6,000").IsAbout);
        Assert.False(CountReader.Read("6,000").IsAbout);
        Assert.True(CountReader.Read("dozens").IsInWords);
        Assert.True(CountReader.Read("tens of thousands").IsInWords);
        Assert.False(CountReader.Read("the whole town").IsInWords);
    }

    [Theory]
    [InlineData("40.7127281, -74.0060152", 40.7127281, -74.0060152)]
    [InlineData("(40.7127281, -74.0060152)", 40.7127281, -74.0060152)]
    [InlineData("[40.7127281, -74.0060152]", 40.7127281, -74.0060152)]
    [InlineData("40.7127 -74.006", 40.7127, -74.006)]
    [InlineData("40,7127; -74,0060", 40.7127, -74.006)]
    [InlineData("40.7127N, 74.006W", 40.7127, -74.006)]
    [InlineData("N 40.7127 W 74.006", 40.7127, -74.006)]
    [InlineData("40°42′46″N 74°00′22″W", 40.712778, -74.006111)]
    [InlineData("40° 42' 46\" N, 74° 0' 22\" W", 40.712778, -74.006111)]
    [InlineData("74°00′22″W 40°42′46″N", 40.712778, -74.006111)]
    [InlineData("40° 42.767' N, 74° 0.367' W", 40.712783, -74.006117)]
    [InlineData("POINT(-74.006 40.7127)", 40.7127, -74.006)]
    [InlineData("geo:40.7127,-74.006;u=35", 40.7127, -74.006)]
    [InlineData("""{"type":"Point","coordinates":[-74.006,40.7127]}""", 40.7127, -74.006)]
    [InlineData("−33.87, 151.21", -33.87, 151.21)]
    public void A_point_is_read_in_many_notations(string written, double latitude, double longitude)
    {
        WrittenPoint point = PointReader.Read(written);
        Assert.Equal((PointProblem.None, Math.Round(latitude, 5), Math.Round(longitude, 5)), (point.Problem, Math.Round(point.Latitude, 5), Math.Round(point.Longitude, 5)));
    }

    [Theory]
    [InlineData("0, 0", PointProblem.Nowhere)]
    [InlineData("91, 0", PointProblem.Outside)]
    [InlineData("40.7, 190", PointProblem.Outside)]
    [InlineData("by the river", PointProblem.Unread)]
    [InlineData("40.7", PointProblem.Unread)]
    [InlineData("40°72′46″N 74°00′22″W", PointProblem.Unread)]
    [InlineData("40°42′46″N 74°00′22″O", PointProblem.Unread)]
    [InlineData("", PointProblem.Unread)]
    [InlineData("1, 2, 3", PointProblem.Unread)]
    public void What_is_no_point_of_this_earth_is_none(string written, PointProblem problem) => Assert.Equal(problem, PointReader.Read(written).Problem);

    [Theory]
    [InlineData("['a', 'b, c']", "guess", "a|b, c")]
    [InlineData("""["a"]""", "list", "a")]
    [InlineData("[(40.7, -74.0)]", "list", "40.7, -74.0")]
    [InlineData("[[40.7,-74.0]]", "list", "40.7, -74.0")]
    [InlineData("[40.7,-74.0]", "list", "40.7, -74.0")]
    [InlineData("[1, 2]", "list", "1|2")]
    [InlineData("a; b;c", "guess", "a|b|c")]
    [InlineData("a\nb; c", "guess", "a|b; c")]
    [InlineData("Boston, MA", "guess", "Boston, MA")]
    [InlineData("a, b", ",", "a|b")]
    [InlineData("a; b", "none", "a; b")]
    public void One_text_holds_several_values(string text, string separation, string parts) => Assert.Equal(parts, string.Join('|', Separation.Of(text, separation, false)));

    [Theory]
    [InlineData("https://a.example/x;y=1", "https://a.example/x;y=1")]
    [InlineData("https://a.example, https://b.example", "https://a.example|https://b.example")]
    [InlineData("https://a.example\nhttps://b.example;", "https://a.example|https://b.example")]
    [InlineData("https://a.example;https://b.example", "https://a.example|https://b.example")]
    [InlineData("see https://a.example and https://b.example", "see https://a.example and https://b.example")]
    public void Several_addresses_in_one_cell_come_apart(string text, string parts) => Assert.Equal(parts, string.Join('|', Separation.Of(text, "guess", true)));

    [Theory]
    [InlineData("Deliveroo", "deliveroo", Likeness.Writing)]
    [InlineData("Eden Medical-Center", "Eden medical center", Likeness.Writing)]
    [InlineData("Fruehauf Corp", "Fruehauf Corporation", Likeness.Form)]
    [InlineData("IBT 117", "IBT Local 117", Likeness.Form)]
    [InlineData("IBM", "International Business Machines (IBM)", Likeness.Abbreviation)]
    [InlineData("IBM", "International Business Machines", Likeness.Abbreviation)]
    [InlineData("International Business Machines", "International Business Machines (IBM)", Likeness.Abbreviation)]
    [InlineData("Harris, Victor", "Victor Harris", Likeness.Order)]
    [InlineData("Allegheny Steel", "Alleghany Steel", Likeness.Spelling)]
    [InlineData("Alta Bates Summitt Medical Center", "Alta Bates-Summit Medical Center", Likeness.Spelling)]
    [InlineData("اتحاد العمال", "إتحاد العمال", Likeness.Spelling)]
    [InlineData("Liên đoàn Lao động", "Lien doan Lao dong", Likeness.Spelling)]
    public void Names_of_one_thing_are_alike(string one, string other, Likeness likeness)
    {
        Assert.True(NameLikeness.Between(one, other) <= likeness, $"{NameLikeness.Between(one, other)}");
        Assert.Equal(NameLikeness.Between(one, other), NameLikeness.Between(other, one));
        Assert.NotEmpty(NameLikeness.Of(one).Keys().Intersect(NameLikeness.Of(other).Keys()));
    }

    [Theory]
    [InlineData("IBT 117", "IBT 118")]
    [InlineData("Local 12", "Local 21")]
    [InlineData("Uber", "Lyft")]
    [InlineData("Meta", "Mesa")]
    [InlineData("Communities United", "Communities")]
    [InlineData("Radio 1 (2019)", "Radio 1 (2020)")]
    [InlineData("", "")]
    public void Names_of_two_things_are_not(string one, string other) => Assert.Null(NameLikeness.Between(one, other));

    [Fact]
    public void Candidates_are_the_likeliest_first_and_nothing_is_merged()
    {
        Dictionary<string, List<NamedRecord>> byKey = [];
        foreach ((int number, string name) in There.Index())
        {
            foreach (string key in NameLikeness.Of(name).Keys()) (byKey.TryGetValue(key, out var there) ? there : byKey[key] = []).Add(new NamedRecord(new RecordId((UInt128)number + 1), name));
        }

        Assert.Equal(["I.B.M.", "ibm", "International Business Machines (IBM)"], NameCandidates.Of("IBM", [], new Names(byKey)).Select(one => one.Record.Name));
        Assert.Empty(NameCandidates.Of("Amazon", [], new Names(byKey)));
    }

    [Fact]
    public void No_two_names_break_it_and_each_is_like_itself() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), ArbMap.Default.ArbFor<string?>(), (one, other) =>
            NameLikeness.Between(one ?? "", other ?? "") == NameLikeness.Between(other ?? "", one ?? "") && (NameLikeness.Between(one ?? "", one ?? "") is Likeness.Writing or null)));

    [Fact]
    public void No_text_breaks_the_reading_of_numbers_and_points() => FsCheck.Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), Gen.Elements("1", "20", "300", ",", ".", " ", "-", "°", "'", "N", "W", "about ", "k", "(", ")", "0", "+").ArrayOf().Select(string.Concat).ToArbitrary(), (any, made) =>
        {
            foreach (string text in new[] { any ?? "", made })
            {
                CountReader.Read(text);
                PointReader.Read(text);
                PersonalData.Find(text);
                Separation.Of(text, "guess", true);
            }

            return true;
        }));

    private static readonly string[] There = ["International Business Machines (IBM)", "ibm", "I.B.M.", "Polaroid", "IBT 117"];

    private sealed class Names(Dictionary<string, List<NamedRecord>> byKey) : INamesThere
    {
        public IReadOnlyList<NamedRecord> With(string key, IReadOnlyCollection<string> kinds, int most) => [.. byKey.GetValueOrDefault(key, []).Take(most)];
    }
}
