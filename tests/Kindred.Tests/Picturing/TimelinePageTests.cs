using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Features.Sampling;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>The timeline as anyone sees it: everything in it is in its table, and what has no date is counted.</summary>
public sealed class TimelinePageTests
{
    private static readonly string[] Forms = ["/timeline", "/timeline.svg", "/api/v1/network/timeline", "/timeline?when=2017", "/timeline.svg?when=2017-01", "/api/v1/network/timeline?when=20XX"];

    [Fact]
    public async Task Units_and_stretches_say_the_same_as_the_list_at_every_depth()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        using (JsonDocument all = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/timeline")))
            Assert.Equal(await Total(anyone, "/api/v1/records"), all.RootElement.GetProperty("total").GetInt32() + all.RootElement.GetProperty("undated").GetInt32());
        foreach (string when in (string[])["", "20XX", "201X", "2017", "2017-01", "2017-01-28", "1942/1945"])
        {
            using JsonDocument timeline = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/timeline?when=" + when));
            JsonElement root = timeline.RootElement;
            int total = root.GetProperty("total").GetInt32();
            Assert.True(total > 0);
            if (when.Length > 0) Assert.Equal(await Total(anyone, "/api/v1/records?when=" + when), total);
            Assert.Equal(total, root.GetProperty("began").GetInt32() + root.GetProperty("earlier").GetArrayLength() + root.GetProperty("moreEarlier").GetInt32());
            string page = await anyone.GetStringAsync("/timeline?when=" + when);
            Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
            foreach (JsonElement record in root.GetProperty("records").EnumerateArray()) Assert.Contains($"/r/{record.GetProperty("id").GetString()}", page, StringComparison.Ordinal);
        }

        string year = await anyone.GetStringAsync("/timeline?when=2017");
        Assert.Contains("when=2017-01", year, StringComparison.Ordinal);
        Assert.Contains("when=20XX", year, StringComparison.Ordinal);
        Assert.Contains("when=2016", year, StringComparison.Ordinal);
        Assert.Contains("January 2017", year, StringComparison.Ordinal);
        Assert.Contains("يناير ٢٠١٧", await anyone.GetStringAsync("/timeline?when=2017&lang=ar"), StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", await anyone.GetStringAsync("/timeline.svg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_data_and_terminal_count_the_same_and_a_unit_opens_with_the_number_it_had()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "http://localhost")]);
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        Texts texts = Texts.For("en");
        Queue<string> windows = new([""]);
        for (int looked = 0; looked < 40 && windows.TryDequeue(out string? when); looked++)
        {
            using JsonDocument timeline = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/timeline?when=" + when));
            JsonElement root = timeline.RootElement;
            string[] counted = [.. Counted(root)];
            Assert.NotEmpty(counted);
            string page = await anyone.GetStringAsync("/timeline?when=" + when), alone = await anyone.GetStringAsync("/timeline.svg?when=" + when);
            Assert.Equal(counted, Headings(page));
            Assert.Equal(counted, Headings(alone));
            string[] terminal = [.. (await Timeline.Work.Do(new CommandWork(new JsonObject { ["when"] = when.Length == 0 ? null : when }, archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None)).Lines];
            Assert.Equal(counted, Blocks(terminal));
            foreach (JsonElement unit in root.GetProperty("units").EnumerateArray().Where(unit => unit.GetProperty("when").GetString() != when))
            {
                string opens = unit.GetProperty("opens").GetString()!;
                int records = unit.GetProperty("records").GetInt32();
                using JsonDocument opened = JsonDocument.Parse(await anyone.GetStringAsync(opens));
                Assert.Equal(records, opened.RootElement.GetProperty("began").GetInt32());
                int earlier = opened.RootElement.GetProperty("total").GetInt32() - records;
                if (earlier > 0) Assert.Contains($"{texts.Count("timeline.began", records)} {texts.Count("timeline.others", earlier)}", await anyone.GetStringAsync("/timeline?when=" + unit.GetProperty("when").GetString()), StringComparison.Ordinal);
                windows.Enqueue(unit.GetProperty("when").GetString()!);
            }
        }

        IEnumerable<string> Counted(JsonElement root)
        {
            int earlier = root.GetProperty("earlier").GetArrayLength() + root.GetProperty("moreEarlier").GetInt32();
            if (earlier > 0) yield return $"{texts["timeline.earlier"]}: {texts.Count("timeline.records", earlier)}";
            foreach (JsonElement unit in root.GetProperty("units").EnumerateArray()) yield return $"{unit.GetProperty("name").GetString()}: {texts.Count("timeline.records", unit.GetProperty("records").GetInt32())}";
        }
    }

    [Fact]
    public async Task The_terminal_lists_by_when_it_began()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        using JsonDocument all = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/timeline?size=100"));
        string[] order = [.. all.RootElement.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetString()!)];
        IEnumerable<string> said = (await Timeline.Work.Do(new CommandWork([], archive.Services, TextWriter.Null, Stream.Null), CancellationToken.None)).Lines;
        int[] listed = [.. said.Select(line => Array.FindIndex(order, id => line.Contains(id, StringComparison.Ordinal))).Where(at => at >= 0)];
        Assert.InRange(listed.Length, 8, order.Length);
        Assert.Equal(listed.Order(), listed);
    }

    [Fact]
    public async Task The_first_decade_of_a_century_is_not_called_as_the_century_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("history", Told.Content("Long before", ("when", Told.One("1500"))));
        using HttpClient anyone = archive.Anyone();
        foreach ((string language, string decade) in ((string, string)[])[("en", "1500–1509"), ("es", "década de 1500 a 1509"), ("ar", "عقد ١٥٠٠–١٥٠٩")])
            Assert.Contains($">{decade}</a>", System.Net.WebUtility.HtmlDecode(await anyone.GetStringAsync("/timeline?when=1500&lang=" + language)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_began_nobody_knows_when_has_a_date()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("history", Told.Content("Long before", ("when", Told.One("../1865"))));
        await archive.Publish("history", Told.Content("Never said"));
        await archive.Publish("history", Told.Content("A long while", ("when", Told.One("1619/1865"))));
        using HttpClient anyone = archive.Anyone();
        using JsonDocument timeline = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/timeline"));
        Assert.Equal((2, 1), (timeline.RootElement.GetProperty("total").GetInt32(), timeline.RootElement.GetProperty("undated").GetInt32()));
        string page = await anyone.GetStringAsync("/timeline");
        Assert.Contains("1 has no date, and is not here.", page, StringComparison.Ordinal);
        Assert.Contains("class=\"stretch\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Never said", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_known_at_neither_end_is_said_to_be_unknown()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("organisation", Told.Content("Now and then", ("active", Told.One("[..1984,2000..]"))));
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/timeline");
        Assert.Contains("Now and then", page, StringComparison.Ordinal);
        Assert.Contains("unknown", page, StringComparison.Ordinal);
        using JsonDocument timeline = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/network/timeline"));
        Assert.Equal(JsonValueKind.Null, timeline.RootElement.GetProperty("records")[0].GetProperty("when").ValueKind);
    }

    [Fact]
    public async Task What_lasts_ends_before_what_began_afterwards()
    {
        await using TestArchive archive = await TestArchive.Start();
        foreach ((string title, string when) in ((string, string)[])[("Long", "1880/1943"), ("Before", "1942-02-19"), ("After", "1964-07-02"), ("Last", "2017-01-27")]) await archive.Publish("history", Told.Content(title, ("when", Told.One(when))));
        using HttpClient anyone = archive.Anyone();
        string picture = await anyone.GetStringAsync("/timeline.svg");
        double bottom = double.Parse(Regex.Match(picture, "class=\"stretch\" d=\"M[0-9.]+ [0-9.]+V([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(bottom, Of("Before"), Of("After"));

        double Of(string title) => double.Parse(Regex.Match(picture, "class=\"name\"[^>]* y=\"([0-9.]+)\">\u2068?" + title).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_is_hidden_changes_no_byte_and_what_is_withdrawn_is_gone_at_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Told.Practice(archive);
        await archive.Write(session => archive.Get<Publication>().Reindex(session, Told.Id(1), archive.Today));
        using HttpClient anyone = archive.Anyone();
        string[] before = await All(anyone);
        RecordId secret = Told.Id(60), gone = Told.Id(61);
        await archive.Write(session =>
        {
            Told.Put(session, secret, "action", Told.Content("Zirkon", ("when", Told.One("1893"))), archive.Today, RecordState.Hidden);
            archive.Get<Publication>().Reindex(session, secret, archive.Today);
        });
        Assert.Equal(before, await All(anyone));
        await archive.Publish("action", Told.Content("Zirkon", ("when", Told.One("1893"))), gone);
        Assert.Contains("Zirkon", (await All(anyone))[0], StringComparison.Ordinal);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, gone, archive.Today, null));
        Assert.Equal(before, await All(anyone));
    }

    [Fact]
    public async Task Thousands_of_records_are_few_marks_and_a_light_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int at = 0; at < 2_000; at++)
            {
                RecordId id = Told.Id(10_000 + at);
                DateOnly day = new DateOnly(1890, 1, 1).AddDays(at * 23);
                Told.Put(session, id, "action", Told.Content($"An action with a name that takes more than one line, number {at}", ("when", Told.One(at % 7 == 0 ? $"{day:yyyy-MM-dd}/{day.AddDays(900):yyyy-MM-dd}" : $"{day:yyyy-MM-dd}"))), archive.Today);
                archive.Get<Publication>().Reindex(session, id, archive.Today);
            }
        });
        using HttpClient anyone = archive.Anyone();
        foreach (string when in (string[])["", "19XX", "194X", "1942"])
        {
            string page = await anyone.GetStringAsync($"/timeline?lang=ar&when={when}");
            Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, 100 * 1024);
            int svg = page.IndexOf("<svg", StringComparison.Ordinal);
            Assert.InRange(page[svg..page.IndexOf("</svg>", StringComparison.Ordinal)].Split("<a ").Length - 1, 1, 150);
        }
    }

    [Fact]
    public async Task Beyond_its_last_page_the_table_says_so_and_leads_to_its_beginning()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("history", Told.Content("A long while", ("when", Told.One("1619/1865"))));
        using HttpClient anyone = archive.Anyone();
        string beyond = await anyone.GetStringAsync("/timeline?kind=history&page=999");
        Assert.Contains("The list ends before this page. <a href=\"/timeline?kind=history#records\">To its beginning</a>", beyond, StringComparison.Ordinal);
        foreach (string never in (string[])["<table>", "page=998", "999 of"]) Assert.DoesNotContain(never, beyond, StringComparison.Ordinal);
        Assert.DoesNotContain("ends before this page", await anyone.GetStringAsync("/timeline"), StringComparison.Ordinal);
    }

    /// <summary>What the picture says above each band.</summary>
    private static IEnumerable<string> Headings(string picture)
    {
        string drawn = picture[picture.IndexOf("<svg", StringComparison.Ordinal)..picture.IndexOf("</svg>", StringComparison.Ordinal)];
        foreach (Match heading in Regex.Matches(drawn, "(?:<text class=\"part\"[^>]*>([^<]*)</text>\\s*)+(?:</a>)?\\s*<text class=\"say\"[^>]*>([^<]*)</text>"))
            yield return System.Net.WebUtility.HtmlDecode($"{string.Join(' ', heading.Groups[1].Captures.Select(line => line.Value))}: {heading.Groups[2].Value}");
    }

    /// <summary>The first line of each part, put together where it was broken.</summary>
    private static IEnumerable<string> Blocks(string[] lines)
    {
        for (int at = 0; at < lines.Length; at++)
        {
            if (at == 0 || lines[at - 1].Length > 0) continue;
            yield return string.Join(' ', lines.Skip(at).TakeWhile(line => line.Length > 0 && line[0] != ' '));
        }
    }

    private static async Task<int> Total(HttpClient client, string address)
    {
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync(address));
        return answer.RootElement.GetProperty("total").GetInt32();
    }

    private static async Task<string[]> All(HttpClient client) => [.. await Task.WhenAll(Forms.Select(address => client.GetStringAsync(address)))];
}
