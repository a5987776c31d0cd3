using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Features.Importing;

namespace Kindred.Tests.Browsing;

/// <summary>What a page says beside its record: roots back through time, critique with its answer, steps in their order.</summary>
public sealed partial class RootsAndStepsTests
{
    [Fact]
    public async Task A_page_shows_its_roots_and_theirs_back_through_time()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId ban, RecordId exclusion) = (Told.Id(1), Told.Id(2), Told.Id(3));
        await archive.Write(session =>
        {
            Told.Put(session, exclusion, "history", Told.Content("An act of exclusion", ("when", Told.One("1882"))), archive.Today);
            Told.Put(session, ban, "history", RootedIn(Told.Content("An order at the border", ("when", Told.One("2017-01-27"))), exclusion), archive.Today);
            Told.Put(session, practice, "practice", RootedIn(Told.Content("At the gate"), ban), archive.Today);
            Told.Join(session, Told.Id(10), ConnectionType.RootedIn, practice, ban, archive.Today);
            Told.Join(session, Told.Id(11), ConnectionType.RootedIn, ban, exclusion, archive.Today);
        });
        string page = await Page(archive, practice);
        int roots = page.IndexOf("<h2>Roots</h2>", StringComparison.Ordinal);
        Assert.InRange(roots, 1, page.IndexOf("An order at the border", roots, StringComparison.Ordinal));
        Assert.InRange(page.IndexOf("An order at the border", roots, StringComparison.Ordinal), roots, page.IndexOf("An act of exclusion", roots, StringComparison.Ordinal));
        Assert.DoesNotContain(Invitation, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undocumented_root_is_an_invitation_to_anyone()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("At the gate"));
        string page = await Page(archive, practice);
        Assert.Contains("<h2>Roots</h2>", page, StringComparison.Ordinal);
        Assert.Contains(Invitation, page, StringComparison.Ordinal);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("History", await Told.Text(anyone, "/contribute?kind=history&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critique_stands_whole_on_the_page_with_its_answer_beneath_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId critique, RecordId answer, RecordId other) = (Told.Id(1), Told.Id(2), Told.Id(3), Told.Id(4));
        await archive.Write(session =>
        {
            Told.Put(session, practice, "practice", Told.Content("At the gate"), archive.Today);
            // The answer came in first: it still stands beneath.
            foreach ((RecordId id, string type, string story, RecordId[] on) in (ReadOnlySpan<(RecordId, string, string, RecordId[])>)
                [(answer, "answer", "We should have asked.", [practice, critique]), (critique, "critique", "Nobody asked us.", [practice]), (other, "reflection", "It rained.", [practice])])
            {
                RecordContent content = Told.Content(story + " In short.", ("type", Told.One(type)), ("story", Told.One(story)));
                Told.Put(session, id, "note", content with { Links = [.. on.Select(target => new ContentLink("on", target))] }, archive.Today);
                foreach (RecordId target in on) Told.Join(session, RecordId.Mint(), ConnectionType.About, id, target, archive.Today);
            }
        });
        string notes = (await Page(archive, practice)).Split("<section id=\"notes\">")[1].Split("</section>")[0];
        string thread = Assert.Single(Note().Matches(notes), note => note.Value.Contains("Nobody asked us.", StringComparison.Ordinal)).Value;
        Assert.InRange(thread.IndexOf("Nobody asked us.", StringComparison.Ordinal), 1, thread.IndexOf("class=\"note answer\"", StringComparison.Ordinal));
        Assert.Contains("We should have asked.", thread.Split("class=\"note answer\"")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("It rained.", thread, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_steps_of_a_path_stand_in_their_order_with_what_is_said_of_each()
    {
        await using TestArchive archive = await TestArchive.Start();
        string[] titles = ["Who rows?", "Bargemen", "A book of rivers", "Anchors"];
        await Import(archive, """
            {"kind":"question","title":"Who rows?"}
            {"kind":"organisation","title":"Bargemen"}
            {"kind":"resource","title":"A book of rivers"}
            {"kind":"question","title":"Anchors"}
            """);
        await Import(archive, Line(null, titles));
        RecordId path = await archive.Writer.Write(session => session.FindByName("Upstream", ["path"])[0], CancellationToken.None);
        Assert.Equal(titles, Steps(await Page(archive, path)));
        Assert.Equal(titles.Select(title => $"Here read {title}"), Said().Matches(await Page(archive, path)).Select(said => said.Groups[1].Value));
        // Another order is a change like any other.
        await Import(archive, Line(path, [.. titles.Reverse()]));
        Assert.Equal(titles.Reverse(), Steps(await Page(archive, path)));

        static string Line(RecordId? id, string[] titles) =>
            $$"""{{{(id is null ? "" : $"\"id\":\"{id}\",")}}"kind":"path","title":"Upstream","steps":[{{string.Join(',', titles.Select(title => $$"""{"record":"{{title}}","note":"Here read {{title}}"}"""))}}]}""";

        static string[] Steps(string page) => [.. Step().Matches(page.Split("<ol class=\"path\">")[1].Split("</ol>")[0]).Select(step => step.Groups[1].Value)];
    }

    [Fact]
    public async Task A_long_path_stands_whole_on_its_page_and_a_list_says_where_the_rest_of_its_steps_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        string[] titles = [.. Enumerable.Range(1, 60).Select(number => $"Reach {number}")];
        await Import(archive, string.Concat(titles.Select(title => $$"""{"kind":"question","title":"{{title}}"}""" + "\n")));
        await Import(archive, $$"""{"kind":"path","title":"Upstream","steps":[{{string.Join(',', titles.Select(title => $"\"{title}\""))}}]}""");
        RecordId path = await archive.Writer.Write(session => session.FindByName("Upstream", ["path"])[0], CancellationToken.None);
        string steps = (await Page(archive, path)).Split("<ol class=\"path\">")[1].Split("</ol>")[0];
        Assert.Equal(titles, Step().Matches(steps).Select(step => step.Groups[1].Value));

        using HttpClient anyone = archive.Anyone();
        JsonElement listed = (await anyone.GetFromJsonAsync<JsonElement>("/api/v1/records?kind=path")).GetProperty("records")[0];
        Assert.Equal(50, listed.GetProperty("steps").GetArrayLength());
        JsonElement rest = await anyone.GetFromJsonAsync<JsonElement>(listed.GetProperty("links").GetProperty("steps").GetString());
        Assert.Equal(60, rest.GetProperty("total").GetInt32());
        JsonElement whole = await anyone.GetFromJsonAsync<JsonElement>($"/api/v1/records/{path}");
        Assert.Equal((60, false), (whole.GetProperty("steps").GetArrayLength(), whole.GetProperty("links").TryGetProperty("steps", out _)));
    }

    private static RecordContent RootedIn(RecordContent content, RecordId root) => content with { Links = [new ContentLink("rootedIn", root)] };

    private const string Invitation = "<a href=\"/contribute?kind=history&amp;lang=en\">Tell the archive of a root</a>";

    private static Task<string> Page(TestArchive archive, RecordId id) => Told.Text(archive.Anyone(), $"/r/{id}?lang=en");

    private static async Task Import(TestArchive archive, string lines)
    {
        using StringReader reader = new(lines);
        Assert.Empty((await archive.Get<ImportRecords>().Import(reader, null, isReviewed: false, null, CancellationToken.None)).Findings);
    }

    [GeneratedRegex("""<article class="note">.*?</article>\s*</article>|<article class="note">(?:(?!<article).)*?</article>""", RegexOptions.Singleline)]
    private static partial Regex Note();

    [GeneratedRegex("<li><a [^>]*><bdi>([^<]*)</bdi></a>")]
    private static partial Regex Step();

    [GeneratedRegex(">(Here read [^<]*)<")]
    private static partial Regex Said();
}
