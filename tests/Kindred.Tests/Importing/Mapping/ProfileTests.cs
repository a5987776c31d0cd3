using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping;
using Kindred.Tests.House;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>Profiles are written and read as people write them, and a slip is told.</summary>
public class ProfileTests
{
    public static TheoryData<string> Samples => [.. Source.All.Where(file => file.IsBelow("samples/profiles")).Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_right_and_comes_out_of_its_own_JSON_the_same(string path)
    {
        Profile profile = TestRows.Profile(Source.At(path).Text);
        string written = ProfileJson.Write(profile);
        Assert.Equal(written, ProfileJson.Write(TestRows.Profile(written)));
        Assert.NotEmpty(profile.Name);
    }

    [Fact]
    public void Every_option_is_in_the_reference_page()
    {
        string page = Source.At("docs/reference/import-profiles.md").Text;
        Assert.All(ProfileJson.Options.Concat(ProfileJson.ChosenOptions).Concat(ProfileJson.PlaceOptions).Concat(ProfileJson.ReviewOptions).Concat(ProfileJson.MarkOptions).Concat(ProfileJson.ReadingOptions), option => Assert.Contains($"| `{option}` |", page, StringComparison.Ordinal));
        string[] places = ["leave", "file", "drop", "id", "when.start", "when.end", "coordinates.latitude", "coordinates.longitude", "coordinates.precision", "participants.low", "participants.high", "where.note", "where.precision", "translations.es.title", "noticesOf.story", "fieldEmbargoes.story", "sources.url"];
        Assert.All(places, place => Assert.Contains($"`{place}`", page, StringComparison.Ordinal));
        Assert.All(places, place => Assert.Contains(KindSet.BuiltIn.All, kind => ProfileCheck.Check(new Profile { Kind = new Chosen(kind.Name), Columns = [new ColumnRule("a", [new Placement { To = place }])] }, KindSet.BuiltIn).Any() is false));
    }

    [Theory]
    [InlineData("""{"kind": "action"}""", "profile-version")]
    [InlineData("""{"kindredProfile": 2, "kind": "action"}""", "profile-version")]
    [InlineData("""{"kindredProfile": 1}""", "needs-kind")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "colums": {}}""", "profile-unknown-option")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"to": "title", "spilt": ";"}}}""", "profile-unknown-option")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"split": ";"}}}""", "wrong-shape")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": "title", "a": "story"}}""", "profile-column-twice")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"to": "when", "dates": "yearFirst"}}}""", "unknown-term")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "combined": [{"to": "where", "template": "here"}]}""", "profile-needs-template")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", """, "profile-not-json")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "review": {"public": {"unless": ["1"]}}}""", "wrong-shape")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "review": {"public": {"because": "secret"}}}""", "unknown-term")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "recognisedBy": {"form": "omeka"}}""", "unknown-term")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"to": "where", "by": "number"}}}""", "unknown-term")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "reading": {"encoding": "windows-12560"}}""", "source-unknown-encoding")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "reading": {"delimiter": "ab"}}""", "delimiter-not-possible")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "reading": {"headingRow": -1}}""", "no-such-heading-row")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "reading": {"tab": "x"}}""", "profile-unknown-option")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "reading": "utf-8"}""", "wrong-shape")]
    [InlineData("[]", "wrong-shape")]
    public void A_slip_of_the_pen_is_told(string json, string code)
    {
        List<Finding> findings = [];
        Assert.Null(ProfileJson.Read(json, findings));
        Assert.Contains(findings, finding => finding.Code == code);
    }

    [Theory]
    [InlineData("""{"kindredProfile": 1, "kind": "festival"}""", "unknown-kind")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "language": "English"}""", "language-not-a-tag")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": "titel"}}""", "profile-unknown-place")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": "coordinates"}}""", "profile-unknown-place")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"to": "type", "values": {"x": "picnic"}}}}""", "unknown-term")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"to": "credits.name", "with": {"done": "x"}}}}""", "profile-unknown-place")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "together": true}""", "profile-needs-key")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "columns": {"a": {"to": "where", "by": "key"}}}""", "profile-needs-key")]
    [InlineData("""{"kindredProfile": 1, "kind": "action", "key": "b", "columns": {"a": {"to": "title", "by": "key"}}}""", "profile-unknown-place")]
    public void A_profile_that_does_not_fit_the_archive_is_told(string json, string code)
    {
        List<Finding> findings = [];
        Profile profile = ProfileJson.Read(json, findings)!;
        Assert.Empty(findings);
        Assert.Contains(ProfileCheck.Check(profile, KindSet.BuiltIn), finding => finding.Code == code);
    }
}
