using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Whole;
using Kindred.Host.Commands;
using Kindred.Sqlite;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;
using RecordReading = Kindred.Domain.Stores.Reading;

namespace Kindred.Tests.Importing.Whole;

/// <summary>What is not what was exported is refused, with the line and what to do, and leaves nothing behind.</summary>
public sealed class RefusalTests
{
    /// <summary>What need not be said.</summary>
    private static readonly string[] Optional = ["words", "text", "language", "deposit", "accessioned", "reviewedBy", "publishedDay", "hiddenBecause", "hiddenUntil", "delayDays", "invite", "until", "condition", "part", "salt"];

    [Fact]
    public async Task A_file_that_is_cut_off_changed_or_newer_is_refused_and_leaves_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Publish("practice", Told.Content("A zirkonwurz kitchen that fed the strike"));
        string file = await Moved.Export(archive), text = await File.ReadAllTextAsync(file);
        string[] lines = text.Split('\n');
        int practice = Array.FindIndex(lines, line => line.Contains("zirkonwurz", StringComparison.Ordinal));
        (string Text, string Outcome, long? Line)[] wrong =
        [
            (text[..(text.Length / 2)], "cut-off", null), (text[..^3], "cut-off", lines.Length - 1), (lines[0] + "\n", "cut-off", 2), (lines[0], "cut-off", 1),
            (text.Replace("fed the strike", "led the strike", StringComparison.Ordinal), "changed", lines.Length - 1),
            (text.Replace("\"form\":1,", "\"form\":2,", StringComparison.Ordinal), "wrong-line", lines.Length - 1), (text.Replace("\"form\":1,", $"\"form\":{WholeForm.Number + 1},", StringComparison.Ordinal), "newer-form", 1), (text.Replace("\"form\":1,", "\"form\":x,", StringComparison.Ordinal), "no-export", 1),
            (text.Replace("\"isPlacePrecise\"", "\"isPlaceSecret\"", StringComparison.Ordinal), "wrong-line", practice + 1),
            (text.Replace("\"state\":\"published\"", "\"state\":1", StringComparison.Ordinal), "wrong-line", practice + 1),
            (text.Replace("\"records\":[", "\"recordings\":[", StringComparison.Ordinal), "wrong-line", practice), (text + "{}\n", "wrong-line", lines.Length),
        ];
        foreach ((string changed, string outcome, long? line) in wrong)
        {
            string edited = file + ".wrong", folder = Moved.Elsewhere();
            await File.WriteAllTextAsync(edited, changed);
            CommandResult refused = await Moved.Import(folder, edited, archive.Clock);
            Assert.Equal((ExitStatus.Otherwise, outcome), (refused.Exit, (string?)refused.Json!["outcome"]));
            if (line is { } at) Assert.Equal((at, (long)refused.Json["line"]!), ((long)refused.Json["line"]!, at));
            Assert.Contains(edited, refused.Lines[0], StringComparison.Ordinal);
            Assert.False(Directory.Exists(folder));
        }
    }

    /// <summary>What is left out of a line would be read as if somebody had said it.</summary>
    [Fact]
    public void A_line_that_leaves_something_out_or_says_it_in_no_form_of_ours_is_refused_and_breaks_nothing()
    {
        HashSet<string> unheard = [], broken = [];
        Assert.False(SqliteArchive.Fill(Moved.Elsewhere(), new DateOnly(2026, 3, 1), filling =>
        {
            foreach ((WholeSection section, string line) in Lines(Moved.Form(WholeForm.Number)))
            {
                foreach ((string place, string changed, bool mayBe) in Otherwise(line))
                {
                    string outcome = Put(section, changed, filling);
                    // Beside what was put before it would not stand: it was read. A revision without content says what its record says.
                    if (!mayBe && $"{section.Name} {place}" is not ("revisions content left out" or "revisions content null") && outcome is "put" or nameof(SqliteFailureException)) unheard.Add($"{section.Name} {place}");
                    else if (outcome is not ("put" or nameof(SqliteFailureException) or "JsonException" or "FormatException" or "ArgumentException" or "InvalidOperationException")) broken.Add($"{section.Name} {place} {outcome}");
                }
            }

            return false;
        }, PrivateFile.DestroyFolder));
        Assert.True(unheard.Count + broken.Count == 0, $"Taken although it says nothing there:\n{string.Join('\n', unheard)}\nBroke:\n{string.Join('\n', broken)}");

        static string Put(WholeSection section, string line, IWholeFilling filling)
        {
            try
            {
                section.Put(Encoding.UTF8.GetBytes(line), filling, null);
                return "put";
            }
            catch (Exception wrong)
            {
                return wrong.GetType().Name;
            }
        }

        // What keepers declare may leave out as much as archive.json may.
        static IEnumerable<(WholeSection, string)> Lines(string file)
        {
            string[] lines = File.ReadAllLines(file);
            foreach (WholeSection section in WholeForm.Sections.Where(one => one.Name != WholeForm.OfKinds))
            {
                int at = Array.FindIndex(lines, line => line.StartsWith($"\"{section.Name}\":", StringComparison.Ordinal));
                if (section.IsSingle) yield return (section, lines[at].TrimEnd(',')[(section.Name.Length + 3)..]);
                else foreach (string line in lines.Skip(at + 1).TakeWhile(line => line.StartsWith('{'))) yield return (section, line.TrimEnd(','));
            }
        }

        // Each member that is there, left out, null, or of another form; what is in content has a form of its own.
        static IEnumerable<(string Place, string Line, bool MayBe)> Otherwise(string line)
        {
            List<string[]> paths = [];
            Paths(JsonNode.Parse(line)!, [], paths);
            foreach (string[] path in paths)
            {
                foreach (string? value in (string?[])["left out", "null", "{}", "[]", "7", "\"x\""])
                {
                    JsonNode changed = JsonNode.Parse(line)!;
                    JsonObject within = path[..^1].Aggregate(changed, (node, name) => node[name]!).AsObject();
                    if (value == "left out") within.Remove(path[^1]);
                    else within[path[^1]] = JsonNode.Parse(value!);
                    yield return ($"{string.Join('.', path)} {value}", changed.ToJsonString(), value is "[]" or "7" or "\"x\"" or "{}" || Optional.Contains(path[^1]) || (path[^1], value) == ("needed", "null"));
                }
            }

            static void Paths(JsonNode node, string[] above, List<string[]> paths)
            {
                if (node is not JsonObject one || above is [.., "content"]) return;
                foreach ((string name, JsonNode? value) in one)
                {
                    paths.Add([.. above, name]);
                    if (value is not null) Paths(value, [.. above, name], paths);
                }
            }
        }
    }

    [Fact]
    public async Task An_archive_in_which_anything_is_or_that_runs_is_not_written_over()
    {
        await using TestArchive archive = await TestArchive.Start(), running = await TestArchive.Start(), joined = await TestArchive.Start(), told = await TestArchive.Start(), empty = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil by the river"));
        string file = await Moved.Export(archive);
        Assert.Equal("in-use", (string?)(await Moved.Import(running.Folder, file, archive.Clock)).Json!["outcome"]);
        await joined.Member("amina");
        RecordId there = await told.Publish("practice", Told.Content("A march"));
        foreach (TestArchive one in (TestArchive[])[joined, told])
        {
            await one.Stop();
            CommandResult refused = await Moved.Import(one.Folder, file, archive.Clock);
            Assert.Equal((ExitStatus.Otherwise, "not-empty"), (refused.Exit, (string?)refused.Json!["outcome"]));
        }

        await using TestArchive again = await TestArchive.Start(told.Folder, archive.Clock);
        Assert.IsType<RecordReading.Found>(await again.Records.Read(there, again.Stranger, 1, CancellationToken.None));
        // One that was only started is empty: its links end, its keys stay.
        await empty.Stop();
        Assert.Equal(ExitStatus.Done, (await Moved.Import(empty.Folder, file, archive.Clock)).Exit);
        await using TestArchive filled = await TestArchive.Start(empty.Folder, archive.Clock);
        Assert.IsType<RecordReading.Found>(await filled.Records.Read(practice, filled.Stranger, 1, CancellationToken.None));
        using HttpResponseMessage join = await filled.Anyone().GetAsync("/join/" + empty.FoundingLinks[0]);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, join.StatusCode);
    }

    [Fact]
    public async Task Nobody_publishes_against_a_steward_by_editing_a_file()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        await archive.Pass(1);
        RecordId waiting = await asked.Practice(marsh), refused = await asked.Practice(marsh), given = await asked.Practice(marsh);
        await Answer(archive, refused, marsh, ConsentAnswer.Declined);
        await Answer(archive, given, marsh, ConsentAnswer.Given);
        Assert.Equal(RecordState.Published, (await Read(archive, given)).State);
        string file = await Moved.Export(archive);

        // The state alone; with a day; without a community that it names; as if nobody had answered for it; as if it had been public.
        Func<JsonObject, RecordId, bool>[] edits =
        [
            (record, _) => Set(record, ("state", "published")),
            (record, _) => Set(record, ("state", "published"), ("publishedDay", "2026-03-01")),
            (record, _) => Set(record, ("state", "published"), ("publishedDay", "2026-03-01"), ("communities", new JsonArray())),
            (record, _) => Set(record, ("state", "published"), ("publishedDay", "2026-03-01"), ("basis", "public-sources"), ("publishedWithout", new JsonArray(marsh.ToString()))),
        ];
        foreach (RecordId id in (RecordId[])[waiting, refused])
        {
            foreach (var edit in edits)
            {
                string edited = Moved.Edited(file, line => Record(line, id, record => edit(record, id)));
                await IsRefused(archive, edited, id);
                string all = Moved.Edited(edited, line => Revision(line, id, revision => Set(revision, ("wasPublic", true), ("basis", "public-sources"))));
                await IsRefused(archive, all, id);
            }
        }

        // Her yes turned into nothing, or into a no.
        string Answered(RecordId id, string? answer) => Moved.Edited(file, line => line.StartsWith("{\"number\"", StringComparison.Ordinal) && line.Contains($"\"subject\":\"{id}\"", StringComparison.Ordinal)
            ? answer is null ? null : line.Replace("\"answer\":\"given\"", $"\"answer\":\"{answer}\"", StringComparison.Ordinal) : line);
        await IsRefused(archive, Answered(given, "declined"), given);
        await IsRefused(archive, Answered(given, "withdrawn"), given);
    }

    [Fact]
    public async Task Settled_on_request_it_is_taken_in_and_not_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId refused = await asked.Practice(marsh);
        await Answer(archive, refused, marsh, ConsentAnswer.Declined);
        string edited = Moved.Edited(await Moved.Export(archive), line => Record(line, refused, record => Set(record, ("state", "published"), ("publishedDay", "2026-03-01"))));
        string folder = Moved.Elsewhere();
        CommandResult taken = await Moved.Import(folder, edited, archive.Clock, settles: true);
        Assert.Equal(ExitStatus.Done, taken.Exit);
        Assert.Equal(refused.ToString(), (string?)taken.Json!["settled"]![0]);
        await using TestArchive other = await TestArchive.Start(folder, archive.Clock);
        Assert.IsType<RecordReading.Nothing>(await other.Records.Read(refused, other.Stranger, 1, CancellationToken.None));
        Assert.Equal(RecordState.Declined, (await Read(other, refused)).State);
    }

    internal static async Task IsRefused(TestArchive archive, string file, RecordId id)
    {
        string folder = Moved.Elsewhere();
        CommandResult told = await Moved.Import(folder, file, archive.Clock);
        Assert.Equal((ExitStatus.Otherwise, "unconsented"), (told.Exit, (string?)told.Json!["outcome"] ?? ""));
        Assert.Contains(told.Lines, line => line.StartsWith(id + ", line ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder));
    }

    internal static string Record(string line, RecordId id, Func<JsonObject, bool> edit) => Of(line, "record", id, edit);

    internal static string Of(string line, string member, RecordId id, Func<JsonObject, bool> edit)
    {
        if (!line.StartsWith("{\"order\"", StringComparison.Ordinal) || !line.Contains($"\"{member}\":{{\"id\":\"{id}\"", StringComparison.Ordinal)) return line;
        JsonObject one = JsonNode.Parse(line.TrimEnd(','))!.AsObject();
        Assert.True(edit(one[member]!.AsObject()));
        return Written(one, line);
    }

    internal static string Revision(string line, RecordId id, Func<JsonObject, bool> edit)
    {
        if (!line.StartsWith($"{{\"record\":\"{id}\",\"number\"", StringComparison.Ordinal)) return line;
        JsonObject one = JsonNode.Parse(line.TrimEnd(','))!.AsObject();
        Assert.True(edit(one));
        return Written(one, line);
    }

    internal static bool Set(JsonObject one, params (string Name, JsonNode? Value)[] values)
    {
        foreach ((string name, JsonNode? value) in values) one[name] = value;
        return true;
    }

    internal static Task<Record> Read(TestArchive archive, RecordId id) => archive.Writer.Write(session => session.FindRecord(id)!, CancellationToken.None);

    private static string Written(JsonObject one, string line) =>
        one.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + (line.EndsWith(',') ? "," : "");

    private static Task Answer(TestArchive archive, RecordId subject, RecordId community, ConsentAnswer answer) => archive.Write(session =>
    {
        Features.Shared.Publishing.Publication publication = archive.Get<Features.Shared.Publishing.Publication>();
        publication.Put(session, new Consent { Subject = subject, Community = community, Revision = 1, Answer = answer, Steward = "amal", Day = archive.Today });
        publication.Settle(session, subject, archive.Today);
    });
}
