using System.Globalization;
using Kindred.Domain.Importing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

/// <summary>Steps by chance, the same for the same seed; what is asked on the way, with names in place of ids.</summary>
internal sealed class Telling(Func<IArchiveSession, RecordId> mint, int seed)
{
    private static readonly RecordState[] States = [RecordState.Asked, RecordState.Published, RecordState.Published, RecordState.Hidden];
    private readonly Random chance = new(seed);
    private readonly Dictionary<RecordId, string> names = [];
    private readonly Dictionary<RecordId, Connection> links = [];
    private readonly HashSet<RecordId> gone = [];

    private readonly RecordId import = RecordId.Mint();

    /// <summary>As an import does: what was there before is linked to, and not changed.</summary>
    public bool IsNewOnly { get; init; }

    public List<string> Said { get; } = [];

    public List<RecordId> Records { get; } = [];

    public IEnumerable<RecordId> Links => links.Keys;

    public string NameOf(RecordId id) => names.GetValueOrDefault(id, "nobody");

    public void Act(IArchiveSession session, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Take(session);
            if (chance.Next(2) == 0) Said.Add(Asked(session));
        }
    }

    public void Undone(IArchiveSession session)
    {
        Record record = Some.Record("Undone") with { Id = mint(session) };
        session.PutWhole(record);
        session.Index(record.Id, Some.Document("undone", "", new FacetTerm("topic", "undone")));
        if (Known(session) is { } known && links.Values.FirstOrDefault(one => one.From == known) is { } link) session.Put(link with { Id = mint(session), To = record.Id });
        throw new InvalidOperationException("changed my mind");
    }

    public string Written(Record one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{NameOf(one.Id)} {one.Kind} {one.State} {one.Revision} {one.LatestRevision} {one.Change} {one.PublishedDay} {one.ComesWithTelling} {one.Deposit} {string.Join(',', one.Communities.Select(NameOf))} {string.Join(',', one.WithheldPlaces.Select(at => NameOf(at.Place)))} {one.Content.Json()}");

    public string Written(Connection one) => $"{NameOf(one.Id)}:{NameOf(one.From)}>{NameOf(one.To)} {one.Type} {one.State} {one.Position} {one.Revision} {one.Words.Text}";

    private void Take(IArchiveSession session)
    {
        if (IsNewOnly)
        {
            TakeNew(session);
            return;
        }

        switch (chance.Next(15))
        {
            case 0 or 1 or 2: Tell(session, Named(mint(session), $"record {Records.Count}", Records)); break;
            case 3 or 4 or 5 when Known(session) is { } again: Tell(session, again); break;
            case 6 or 7 when Known(session) is { } from && Known(session) is { } to: Join(session, from, to); break;
            case 8 or 9 when Known(session) is { } indexed: Index(session, indexed); break;
            case 10 when Known(session) is { } subject: session.Write(new Act(ActKind.Accession, [subject], Some.Today, IsPublic: false)); break;
            case 11 when Known(session) is { } beside: PutBeside(session, beside); break;
            case 12 when Known(session) is { } revised: session.Put(Some.Revision(session.FindRecord(revised)!, number: 2, wasPublic: chance.Next(2) == 0, Content())); break;
            case 13 when chance.Next(3) == 0 && Known(session) is { } ended: End(session, ended); break;
            case 14 when Known(session) is { } subject: PutKey(session, subject); break;
            default: break;
        }
    }

    private void TakeNew(IArchiveSession session)
    {
        switch (chance.Next(7))
        {
            case 0 when Known(session) is { } subject: PutKey(session, subject); break;
            case 1 when Known(session) is { } subject: session.Write(new Act(ActKind.Accession, [subject], Some.Today, IsPublic: false)); break;
            default:
                RecordId id = Named(mint(session), $"record {Records.Count}", Records);
                Tell(session, id);
                if (chance.Next(2) == 0 && Known(session) is { } to) Join(session, id, to);
                Index(session, id);
                break;
        }
    }

    /// <summary>In an act of its own.</summary>
    public void Begin(IArchiveSession session) =>
        session.Put(new ImportAccession { Id = import, Source = new ImportSource("csv", 1) { Digest = [1] }, Who = "amina", Day = Some.Today, State = ImportState.Running });

    private void PutKey(IArchiveSession session, RecordId subject)
    {
        if (session.FindImport(import) is null) Begin(session);
        session.PutImportKey(import, Key(chance.Next(4)), subject, [(byte)chance.Next(9)], chance.Next(3));
    }

    private byte[] Key(int number) => [.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(number), 0, 0, 0, 0, 0, 0, 0, 0];

    private RecordContent Content() => Some.Content($"Title {chance.Next(6)}", $"story {chance.Next(3)}");

    private RecordId Named(RecordId id, string name, List<RecordId> among)
    {
        names.Add(id, name);
        among.Add(id);
        return id;
    }

    /// <summary>One that is there, by chance.</summary>
    private RecordId? Known(IArchiveSession session)
    {
        if (Records.Count == 0) return null;
        RecordId id = Records[chance.Next(Records.Count)];
        return session.FindRecord(id) is null ? null : id;
    }

    private void Tell(IArchiveSession session, RecordId id)
    {
        RecordState state = States[chance.Next(States.Length)];
        Record record = Some.Record(state: state) with
        {
            Id = id,
            Content = Content(),
            Kind = session.FindRecord(id)?.Kind ?? (chance.Next(3) == 0 ? "place" : "practice"),
            ComesWithTelling = chance.Next(3) == 0,
            LatestRevision = 1 + chance.Next(2),
            Communities = state != RecordState.Published && Records.Count > 1 && chance.Next(4) == 0 ? [Records[0]] : [],
            WithheldPlaces = !IsNewOnly && chance.Next(5) == 0 ? [new WithheldPlace(Records[chance.Next(Records.Count)], null)] : [],
        };
        session.Put(Some.Revision(record, wasPublic: state == RecordState.Published));
        session.Put(record);
        // As everywhere: a link is public no longer than its record.
        foreach (Connection link in links.Values.Where(one => one.From == id && !gone.Contains(one.Id)).ToArray()) Put(session, link with { State = state });
    }

    private void Join(IArchiveSession session, RecordId from, RecordId to)
    {
        if (from == to) return;
        RecordId id = mint(session);
        names.Add(id, $"link {links.Count}");
        Record one = session.FindRecord(from)!;
        Put(session, new Connection
        {
            Id = id, Type = ConnectionType.InPlace.Name, From = from, To = to, State = one.State == RecordState.Published ? RecordState.Published : RecordState.Asked, Revision = 1,
            Position = chance.Next(3), IsOfField = true, Words = chance.Next(2) == 0 ? ConnectionWords.None : new ConnectionWords { Text = "there", Language = "en" },
        });
    }

    private void Put(IArchiveSession session, Connection link)
    {
        links[link.Id] = link;
        session.Put(link);
    }

    private void Index(IArchiveSession session, RecordId id)
    {
        bool isPublic = session.FindRecord(id)!.State == RecordState.Published;
        SearchDocument? document = isPublic ? Some.Document($"title{chance.Next(3)}", "body words", new FacetTerm("topic", $"t{chance.Next(4)}"), new FacetTerm("kind", "practice")) : null;
        if (IsNewOnly && document is { } made) session.IndexLater(id, () => made);
        else session.Index(id, document);
    }

    private void PutBeside(IArchiveSession session, RecordId id)
    {
        switch (chance.Next(3))
        {
            case 0: session.PutClaim(id, Records[0]); break;
            case 1: session.Put(new Embargo { Subject = id, By = EmbargoBy.Desk, Until = Some.Today.AddDays(9) }); break;
            default: session.Put(Some.Deposit(Some.Entry("Told", id)), [Records[0]]); break;
        }
    }

    private void End(IArchiveSession session, RecordId id)
    {
        foreach (Connection link in session.ConnectionsOf(id)) gone.Add(link.Id);
        session.Destroy(id, null);
    }

    private string Asked(IArchiveSession session)
    {
        if (Records.Count == 0) return "";
        RecordId id = Records[chance.Next(Records.Count)];
        int what = chance.Next(16);
        return $"{what} {NameOf(id)} " + what switch
        {
            0 or 1 => session.FindRecord(id) is { } record ? Written(record) : "none",
            2 => string.Join(' ', session.Revisions(id).Select(one => $"{one.Number} {one.WasPublic} {one.Content.Json()}")),
            3 => session.FindRevision(id, 2)?.Content.Json(),
            4 or 5 => string.Join(' ', session.FindByName($" title {chance.Next(6)}", chance.Next(2) == 0 ? [] : ["place"]).Where(names.ContainsKey).Select(NameOf)),
            6 or 7 => string.Join(' ', session.ConnectionsOf(id).Select(Written)),
            8 => string.Join(' ', session.WithTellingBeside(id).Select(NameOf).Order()),
            9 => session.IsToldOf(id, Some.Today).ToString(),
            10 => string.Join(' ', session.Withholding(id).Select(NameOf).Order()),
            11 => string.Join(' ', session.Naming(id).Select(NameOf).Order()),
            12 => $"{session.Claims(id).Count} {session.Embargoes(id).Count} {session.Consents(id).Count} {session.DepositsHolding(id).Count} {session.FindDepositOf(id) is null}",
            13 => session.FindImportKey(Key(chance.Next(4))) is { } kept ? $"{NameOf(kept.Subject)} {Convert.ToHexString(kept.Said)} {kept.Revision}" : "no key",
            14 => $"{session.FindImport(import) is null}",
            _ => links.Count == 0 ? "" : session.FindConnection(links.Keys.ElementAt(chance.Next(links.Count))) is { } link ? Written(link) : "none",
        };
    }
}
