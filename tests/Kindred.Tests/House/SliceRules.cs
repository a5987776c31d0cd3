using System.Text.RegularExpressions;

namespace Kindred.Tests.House;

/// <summary>A slice uses the domain and what is shared, never another slice; a page shows what a viewer may see and decides nothing by a session.</summary>
public partial class SliceRules
{
    private const string Features = "src/Kindred.Features";

    private static readonly HashSet<string> Slices = [.. Source.Code.Where(file => file.IsBelow(Features) && file.Path.Split('/').Length > 3).Select(SliceOf)];

    [Fact]
    public void No_slice_uses_another() =>
        Assert.Empty(from file in Source.Code
                     from use in UsesOfOthers(file)
                     select $"{file.Path} uses {use}: share what both need in Shared, or let the host wire it.");

    [Fact]
    public void A_slice_that_uses_another_is_seen()
    {
        Assert.Equal(["Browsing"], UsesOfOthers(new Source($"{Features}/Searching/ListPage.cshtml.cs", "using Kindred.Features.Browsing;")));
        Assert.Equal(["Keeping"], UsesOfOthers(new Source($"{Features}/Depositing/SendDeposit.cs", "    private readonly Kindred.Features.Keeping.AddMember make;")));
        Assert.Equal(["Browsing"], UsesOfOthers(new Source($"{Features}/Shared/Day.cs", "using Kindred.Features.Browsing;")));
        Assert.Equal(["Browsing"], UsesOfOthers(new Source($"{Features}/Documenting/OpenApi.cs", "string label = Browsing.FieldHtml.Label(kind, field);")));
        Assert.Empty(UsesOfOthers(new Source($"{Features}/Searching/ListPage.cshtml.cs", "using Kindred.Features.Shared.Web;\nnamespace Kindred.Features.Searching;")));
    }

    [Fact]
    public void Pages_and_endpoints_read_with_a_viewer_and_leave_sessions_to_acts() =>
        Assert.Empty(Source.Code.SelectMany(Sessions));

    [Theory]
    [InlineData("DeskPage.cshtml.cs")]
    [InlineData("DeskPage.cshtml")]
    [InlineData("DeskApi.cs")]
    public void A_page_that_holds_a_session_is_seen(string name) =>
        Assert.NotEmpty(Sessions(new Source($"{Features}/Reviewing/{name}", "Record? record = await writer.Write((IArchiveSession session) => session.FindRecord(id));")));

    private static string SliceOf(Source file) => file.Path.Split('/')[2];

    private static IEnumerable<string> UsesOfOthers(Source file) => file.IsBelow(Features) && file.Path.Split('/').Length > 3
        ? Slice().Matches(file.Text).Select(match => match.Groups[1].Value).Concat(Bare().Matches(file.Text).Select(match => match.Groups[1].Value).Where(Slices.Contains))
            .Where(slice => slice != "Shared" && slice != SliceOf(file)).Distinct()
        : [];

    private static IEnumerable<string> Sessions(Source file)
    {
        bool isEdge = file.IsBelow(Features) && (file.Extension == ".cshtml" || file.Name.EndsWith(".cshtml.cs", StringComparison.Ordinal) || file.Name.EndsWith("Api.cs", StringComparison.Ordinal));
        return isEdge && Session().IsMatch(file.Text) ? [$"{file.Path} holds a session: let an act do that."] : [];
    }

    [GeneratedRegex(@"Kindred\.Features\.([A-Z]\w+)")]
    private static partial Regex Slice();

    [GeneratedRegex(@"(?<![.\w/""])([A-Z]\w+)\.[A-Z]")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\bIArchive(?:Session|Writer)\b")]
    private static partial Regex Session();
}
