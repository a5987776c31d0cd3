using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Browsing;

/// <summary>Records put straight into an archive: what stands on a page is tested here, not how it came to be public.</summary>
internal static class Told
{
    public static RecordId Id(int number) => new((UInt128)(ulong)number * 0x0123_4567_89AB_CDEF);

    public static RecordContent Content(string title, params (string Field, FieldValue Value)[] fields) =>
        fields.Aggregate(
            new RecordContent { Language = "en" }.With("title", new FieldValue.One(title)), (content, field) => content.With(field.Field, field.Value));

    public static FieldValue One(string text) => new FieldValue.One(text);

    public static FieldValue Many(params ImmutableArray<string> texts) => new FieldValue.Many(texts);

    public static FieldValue Entries(params ImmutableArray<Entry> entries) => new FieldValue.Entries(entries);

    public static Record Put(
        IArchiveSession session, RecordId id, string kind, RecordContent content, DateOnly today, RecordState state = RecordState.Published, params ImmutableArray<RecordId> communities)
    {
        Record record = new()
        {
            Id = id, Kind = kind, State = state, Revision = 1, LatestRevision = 1, Content = content, PublishedDay = state == RecordState.Published ? today : null,
            Communities = communities,
        };
        // Nobody was there to be asked: what is public against a word of those it names no store takes.
        if (state == RecordState.Published && !communities.IsEmpty) record = record with { Basis = PublicationBasis.PublicSources, PublishedWithout = communities };
        session.Put(record);
        session.Put(new Revision { Record = id, Number = 1, Day = today, Who = "anonymous", Note = "", Content = content, AskedFrom = 1, Basis = record.Basis, WasPublic = state == RecordState.Published });
        return record;
    }

    public static Connection Join(IArchiveSession session, RecordId id, ConnectionType type, RecordId from, RecordId to, DateOnly today, ConnectionWords? words = null)
    {
        Connection connection = new() { Id = id, Type = type.Name, From = from, To = to, State = RecordState.Published, Revision = 1, Words = words ?? ConnectionWords.None };
        session.Put(connection, "anonymous", "", today);
        session.MarkRevision(connection.Id, connection.Revision, wasPublic: true, until: null);
        return connection;
    }

    /// <summary>A practice with something in every kind of field, the community it centres, and a place.</summary>
    public static async Task<RecordId> Practice(TestArchive archive)
    {
        (RecordId practice, RecordId community, RecordId place) = (Id(1), Id(2), Id(3));
        await archive.Write(session =>
        {
            Put(session, community, "community", Content("Taxi workers", ("guidance", Entries(Entry.Of(("say", "taxi workers"), ("ratherNot", "cabbies"), ("why", "It is the name we took."))))), archive.Today, communities: community);
            Put(session, place, "place", Content("Queens", ("coordinates", new FieldValue.Coordinates(40.7128, -73.7949, Precision.Town))), archive.Today);
            RecordContent content = Content("An hour without taxis", [
                ("summary", One("Drivers took nobody from the airport for an hour.")),
                ("story", One("They **stopped** at six.\n\nAt seven they went on.")),
                ("when", One("2017-01-28")),
                ("axes", Many("faith", "class")),
                ("topics", Many("airports", "strikes & stoppages")),
                ("strategies", Many("direct-action/strike")),
                ("messages", Many("No ban, no wall")),
                ("tempo", One("urgent")),
                ("behindTheScenes", Entries(Entry.Of(("name", "Dispatchers"), ("did", "passed the word \"six\"")))),
                ("careAndRisk", One("A fare lost is a meal lost.")),
                ("sources", Entries(Entry.Of(("url", "https://example.org/stoppage?a=1&b={2}"), ("title", "The stoppage"), ("quotation", "Not one \\ cab")))),
                ("rights", One("CC0 1.0"))]) with
            {
                Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty.Add(
                    "es", ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation("Una hora sin taxis", 1))),
                Links = [new ContentLink("centres", community, IsCommunity: true), new ContentLink("where", place)],
            };
            Put(session, practice, "practice", content, archive.Today, communities: community);
            Join(session, Id(10), ConnectionType.Centres, practice, community, archive.Today);
            Join(session, Id(11), ConnectionType.InPlace, practice, place, archive.Today);
        });
        return practice;
    }

    public static async Task<string> Text(HttpClient client, string address, string? accept = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
