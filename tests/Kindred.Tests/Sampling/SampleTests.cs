using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Sampling;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Browsing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Sampling;

/// <summary>The sample holds what its README says it does.</summary>
public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public async Task Everything_in_its_files_comes_up_and_what_is_withdrawn_leaves_a_tombstone()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Load(archive);
        Record[] shown = await Shown(archive);
        (string Kind, string Language, string Title, bool IsWithdrawn)[] told = [.. Directory.GetDirectories(Folder).Where(folder => Path.GetFileName(folder) != "profiles").SelectMany(Directory.GetFiles).Select(Read)];
        Assert.Equal(
            told.Where(one => !one.IsWithdrawn).Select(one => (one.Kind, one.Language, one.Title)).Order(),
            shown.Select(record => (record.Kind, record.Content.Language, record.Content.Title)).Order());
        Assert.Equal(10, shown.Count(record => record.Kind == "practice"));
        Assert.Equal(["ar", "en", "es"], shown.Select(record => record.Content.Language).Distinct().Order());
        List<Tombstone> tombstones = await archive.Records.Tombstones(CancellationToken.None).ToListAsync();
        Assert.Equal(told.Count(one => one.IsWithdrawn), Assert.Single(tombstones).Words is null ? 0 : 1);
    }

    [Fact]
    public async Task Its_connections_with_words_its_critique_and_its_open_doors_are_there_to_be_read()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Load(archive);
        Record[] shown = await Shown(archive);
        Dictionary<RecordId, Connection> joined = [];
        foreach (Record record in shown)
        {
            ConnectionPage page = await archive.Records.Connections(record.Id, new ConnectionFilter(null, null, null, 1, 500), archive.Stranger, CancellationToken.None);
            foreach (ConnectionLine line in page.Lines) joined[line.Connection.Value.Id] = line.Connection.Value;
        }

        using JsonDocument connections = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "connections.json")));
        Assert.Equal(connections.RootElement.GetArrayLength(), joined.Values.Count(one => !one.IsOfField));
        Assert.All(joined.Values.Where(one => one.Type == "kin"), kin => Assert.True(kin.Words is { Shared: not null, Distinct: not null }));

        Record practice = shown.Single(record => record.Content.Title == Title("practices/dear-sisters-letter.json"));
        string html = await Told.Text(archive.Anyone(), $"/r/{practice.Id}?lang=en");
        int critique = html.IndexOf("Who comforts whom?", StringComparison.Ordinal), answer = html.IndexOf("You are right about the half line", StringComparison.Ordinal);
        Assert.InRange(critique, 1, answer);

        OpenDoor[] doors = [.. await archive.Get<OpenDoors>().Today(CancellationToken.None)];
        Assert.Equal(Directory.GetFiles(Path.Combine(Folder, "doors")).Length, doors.Length);
        Assert.Single(doors, door => door.IsUrgent);
    }

    private static Task Load(TestArchive archive) => archive.Get<LoadSample>().Load(Folder, TextWriter.Null, CancellationToken.None);

    private static async Task<Record[]> Shown(TestArchive archive) =>
        [.. (await archive.Records.All(archive.Stranger, null, CancellationToken.None).ToListAsync()).Select(one => one.Value)];

    private static (string Kind, string Language, string Title, bool IsWithdrawn) Read(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement record = json.RootElement;
        return (record.GetProperty("kind").GetString()!, record.GetProperty("language").GetString()!, record.GetProperty("title").GetString()!, record.TryGetProperty("withdrawn", out _));
    }

    private static string Title(string file) => Read(Path.Combine(Folder, file)).Title;
}
