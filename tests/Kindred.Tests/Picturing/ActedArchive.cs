using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>Organisations by letters, and what they did: <c>Did("action", "2017-02-01", "AB")</c>.</summary>
internal sealed class ActedArchive(TestArchive archive)
{
    private readonly Dictionary<string, RecordId> ids = [];
    private int next = 1;

    /// <summary>The number of which the next id is made: ids are greater the greater it is.</summary>
    public int Next
    {
        set => next = value;
    }

    public RecordId this[string name] => ids[name];

    public static async Task<ActedArchive> Start(TestArchive archive, params IEnumerable<(string Name, string Kind, string When, string Who)> done)
    {
        ActedArchive acted = new(archive);
        foreach ((string name, string kind, string when, string who) in done) await acted.Did(name, kind, when, who.Select(letter => letter.ToString()));
        return acted;
    }

    /// <summary>Something that these organisations took part in; those that are not there yet are made.</summary>
    public Task Did(string name, string kind, string when, IEnumerable<string> who, string topic = "") => archive.Write(session =>
    {
        RecordId[] parts = [.. who.Select(one => ids.TryGetValue(one, out RecordId known) ? known : ids[one] = Put(session, "Group " + one, "organisation"))];
        RecordId done = ids[name] = Put(session, name, kind, [.. when.Length > 0 ? [("when", Told.One(when))] : Array.Empty<(string, FieldValue)>(), .. topic.Length > 0 ? [("topics", Told.Many(topic))] : Array.Empty<(string, FieldValue)>()]);
        foreach (RecordId part in parts) Join(session, kind, done, part);
    });

    public Task Hide(string name, bool isHidden = true) => archive.Write(session =>
    {
        session.Put(session.FindRecord(ids[name])! with { State = isHidden ? RecordState.Hidden : RecordState.Published });
        archive.Get<Publication>().Reindex(session, ids[name], archive.Today);
    });

    public Task Destroy(string name) => archive.Write(session => session.Destroy(ids[name], null));

    public RecordId Put(IArchiveSession session, string title, string kind, params (string Field, FieldValue Value)[] fields)
    {
        RecordId id = Told.Id(next++);
        Told.Put(session, id, kind, Told.Content(title, fields), archive.Today);
        archive.Get<Publication>().Reindex(session, id, archive.Today);
        return id;
    }

    public RecordId Connect(IArchiveSession session, ConnectionType type, RecordId from, RecordId to) => Told.Join(session, Told.Id(next++), type, from, to, archive.Today).Id;

    private void Join(IArchiveSession session, string kind, RecordId done, RecordId part)
    {
        // A coalition is said by its members.
        if (kind == "campaign") Connect(session, ConnectionType.InCoalition, part, done);
        else Connect(session, kind == "practice" ? ConnectionType.StoodWith : ConnectionType.TookPart, done, part);
    }
}
