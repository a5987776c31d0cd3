using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Exporting;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Path = System.IO.Path;

namespace Kindred.Tests.Exporting;

/// <summary>What a copy in pages says beside the words: by whom they were translated, who disputes what, what is not for everyone, and where to ask.</summary>
public sealed class StaticTests
{
    private static readonly string[] Ends = ["<dt>", "</dl>", "<dl"];
    private const string Machine = "A machine translated this; nobody has read it over.", Stale = "What was written has changed since it was translated.", Kept = "This page is not public.", Holds = "This copy holds what is not public";

    [Fact]
    public async Task Beside_a_translation_stands_that_a_machine_made_it_and_that_it_is_of_other_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordContent content = Told.Content("A vigil", ("story", Told.One("We sang.")), ("learned", Told.One("Patience.")), ("summary", Told.One("Songs.")));
        RecordId told = await archive.Publish("practice", content with
        {
            Translations = content.Translations.Add("es", content.Translations.GetValueOrDefault("es", System.Collections.Immutable.ImmutableSortedDictionary.Create<string, Translation>(StringComparer.Ordinal))
                .Add("title", new Translation("Una vigilia", 1)).Add("story", new Translation("Cantamos.", 1, IsMachine: true)).Add("summary", new Translation("Canciones.", 1, IsMachine: true, IsStale: true)).Add("learned", new Translation("Paciencia.", 1, IsStale: true))),
        });
        string page = await Page(archive, told);
        Assert.Equal([Machine], Marks("Cantamos."));
        Assert.Equal([Machine, Stale], Marks("Canciones."));
        Assert.Equal([Stale], Marks("Paciencia."));
        Assert.Empty(Marks("Una vigilia"));
        Assert.Empty(Marks("We sang."));

        string[] Marks(string words)
        {
            string after = page[page.IndexOf(words, StringComparison.Ordinal)..];
            int end = Ends.Select(tag => after.IndexOf(tag, StringComparison.Ordinal)).Where(at => at >= 0).Min();
            return [.. new[] { Machine, Stale }.Where(mark => after[..end].Contains(mark, StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task A_connection_that_is_disputed_is_marked_and_leads_to_who_disputes_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        RecordId one = await asked.Practice(sea), other = await asked.Practice(sea);
        RecordId kin = await asked.Kin(one, other), learned = await asked.Connection("learnedFrom", one, other);
        Assert.DoesNotContain("class=\"disputed\"", await archive.Export("static"), StringComparison.Ordinal);
        RecordId[] notes = [await Dispute(kin), await Dispute(kin)];
        RecordId of = await Dispute(learned);
        foreach (RecordId end in (RecordId[])[one, other])
        {
            string page = await Page(archive, end);
            foreach (RecordId note in (RecordId[])[.. notes, of]) Assert.Contains($"<a class=\"disputed\" href=\"{note}.html\"", page, StringComparison.Ordinal);
        }

        // Of the connections alone, whose notes have no page there.
        string part = await archive.Export("static", kind: "practice");
        Assert.Contains($"<a class=\"disputed\" href=\"https://archive.example/c/{kin}#disputes\"", part, StringComparison.Ordinal);
        Assert.DoesNotContain(of.ToString(), part, StringComparison.Ordinal);
        Assert.Contains("<span class=\"disputed\">disputed</span>", await Folder(archive, new JsonObject { ["kind"] = "practice" }), StringComparison.Ordinal);

        async Task<RecordId> Dispute(RecordId about)
        {
            RecordId note = await asked.Note(about);
            await archive.Write(session =>
            {
                Domain.Records.Record told = session.FindRecord(note)!;
                session.Put(told with { Content = told.Content.With("type", new FieldValue.One("dispute")) });
            });
            return note;
        }
    }

    [Fact]
    public async Task A_keepers_copy_says_so_on_every_page_and_which_pages_nobody_else_may_read()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId open = await archive.Publish("practice", Told.Content("A vigil")), secret = Told.Id(5), asked = Told.Id(6), part = await archive.Publish("practice", Told.Content("A march", ("story", Told.One("We met at six."))));
        await archive.Write(session =>
        {
            Told.Put(session, secret, "practice", Told.Content("A kitchen"), archive.Today);
            session.Put(session.FindRecord(secret)! with { Visibility = RecordVisibility.Keepers });
            Told.Put(session, asked, "practice", Told.Content("A strike"), archive.Today, RecordState.Asked);
            Told.Join(session, Told.Id(7), ConnectionType.LearnedFrom, open, secret, archive.Today);
            session.Put(session.FindRecord(part)! with { WithheldFields = [new WithheldField(new RecordPart("story"), archive.Today.AddDays(9))] });
        });
        Viewer keeper = new Viewer.Member(archive.Today, "mika", IsKeeper: true, []);
        string[] files = [.. (await archive.Export("static", keeper)).Split("==== ").Where(file => file.Split('\n')[0].EndsWith(".html", StringComparison.Ordinal))];
        Assert.All(files, file => Assert.Contains(Holds, file, StringComparison.Ordinal));
        Assert.Contains("<p class=\"notice grave\">" + Holds, Of("index.html"), StringComparison.Ordinal);
        Assert.Contains("State: published. Who may see it while it is published: everyone.", Of(open.ToString()), StringComparison.Ordinal);
        Assert.Contains("State: published. Who may see it while it is published: keepers.", Of(secret.ToString()), StringComparison.Ordinal);
        Assert.Contains("State: asked, waiting for an answer. Who may see it while it is published: everyone.", Of(asked.ToString()), StringComparison.Ordinal);
        Assert.Equal([asked, secret], new[] { open, secret, asked, part }.Where(id => Of(id.ToString()).Contains(Kept, StringComparison.Ordinal)).OrderByDescending(id => id == asked));
        // What leads there says so too.
        Assert.Contains("<bdi>A kitchen</bdi></a> <span class=\"meta\">not public</span>", Of(open.ToString()), StringComparison.Ordinal);
        string list = Of("lists/practices.html");
        foreach ((string title, bool isKept) in ((string, bool)[])[("A vigil", false), ("A kitchen", true), ("A strike", true), ("A march", false)])
            Assert.Equal(isKept, list.Split("<li>").Single(line => line.Contains(title, StringComparison.Ordinal)).Split("</li>")[0].Contains("not public", StringComparison.Ordinal));
        Assert.Contains("not public before", Of(part.ToString()), StringComparison.Ordinal);
        string words = await archive.Export("static", keeper);
        Assert.Contains($"[\"{secret}\",\"A kitchen\",\"practice · not public\"", words.Replace("Practice", "practice", StringComparison.Ordinal), StringComparison.Ordinal);

        string everyones = await archive.Export("static");
        foreach (string said in (string[])[Holds, Kept, "not public", "Who may see it"]) Assert.DoesNotContain(said, everyones, StringComparison.Ordinal);

        string Of(string name) => files.Single(file => file.Split('\n')[0].Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_of_the_archive_nobody_is_sent_to_look_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content("A vigil"));
        string with = await archive.Export("static"), without = await Folder(archive, []);
        Assert.Contains("Look in the archive", with, StringComparison.Ordinal);
        Assert.Contains("https://archive.example/withdrawals.jsonl", with, StringComparison.Ordinal);
        Assert.DoesNotContain("Look in the archive", without, StringComparison.Ordinal);
        Assert.Contains("Ask whoever gave you this copy", without, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_leaves_out_of_connections_is_said() => Assert.Contains("sources of connections", ExportFormats.Find("static")!.LeavesOut, StringComparison.Ordinal);

    private static async Task<string> Page(TestArchive archive, RecordId id) =>
        (await archive.Export("static")).Split("==== ").Single(file => file.StartsWith($"r/{id}.html", StringComparison.Ordinal));

    /// <summary>As the terminal makes it, of an archive that has no address.</summary>
    private static async Task<string> Folder(TestArchive archive, JsonObject arguments)
    {
        string path = Path.Combine(archive.Folder, RecordId.Mint() + ".zip");
        arguments["format"] = "static";
        arguments["out"] = path;
        Assert.Equal(ExitStatus.Done, (await Terminal.Run(Export.Work, arguments, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None)).Exit);
        return Exported.Text(await File.ReadAllBytesAsync(path));
    }
}
