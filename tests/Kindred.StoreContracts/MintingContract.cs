using System.Globalization;
using Kindred.Domain.Ledger;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Xunit;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

/// <summary>A session that minted an id may answer from what it knows of it. Whatever it does, the answers are those of a session that knows nothing, and so is what is there afterwards.</summary>
public abstract class MintingContract : ArchiveContract
{
    private const int Seeds = 120;
    private const int ActsOfSeed = 4;
    private const int StepsOfAct = 25;

    [Fact]
    public async Task Of_ids_that_an_act_minted_all_answers_are_those_of_any_other()
    {
        using TemporaryArchive other = new();
        for (int seed = 0; seed < Seeds; seed++)
        {
            Telling minted = new(session => session.Mint(), seed), plain = new(_ => RecordId.Mint(), seed);
            for (int act = 0; act < ActsOfSeed; act++)
            {
                await Archive.Write(session => minted.Act(session, StepsOfAct));
                await other.Write(session => plain.Act(session, StepsOfAct));
                // Undone, and with it all that was known from within.
                await Assert.ThrowsAsync<InvalidOperationException>(() => Archive.Write(session => minted.Undone(session)));
                await Assert.ThrowsAsync<InvalidOperationException>(() => other.Write(session => plain.Undone(session)));
                minted.Said.Add($"change {Archive.Records.ChangeNumber}");
                plain.Said.Add($"change {other.Records.ChangeNumber}");
                minted.Said.Add(await Shown(Archive, minted));
                plain.Said.Add(await Shown(other, plain));
            }

            Assert.Equal(plain.Said, minted.Said);
        }
    }

    /// <summary>What readers and keepers see when it is on disk.</summary>
    private static async Task<string> Shown(TemporaryArchive archive, Telling telling)
    {
        List<string> shown = [$"{archive.Search.Size}", .. archive.Search.Documents().Select(one => $"{one.Document} {telling.NameOf(one.Id)} {one.SortTitle} {string.Join('|', one.Terms)}")];
        foreach (RecordId id in telling.Records)
        {
            Reading reading = await archive.Records.Read(id, Some.Keeper, 50, Cancel);
            shown.Add(reading is not Reading.Found found ? $"{telling.NameOf(id)} {reading.GetType().Name}" : $"{telling.Written(found.Record.Value)} "
                + string.Join(' ', found.Groups.SelectMany(group => group.First).Select(line => telling.Written(line.Connection.Value))));
            shown.Add(string.Join(' ', (await archive.Records.Revisions(id, Some.Anyone, Cancel)).Select(one => $"{one.Value.Number}{one.Value.Content.Json()}")));
        }

        foreach (RecordId id in telling.Links)
        {
            if (await archive.Records.Connection(id, Some.Anyone, Cancel) is { } page)
                shown.Add($"{telling.NameOf(page.From.Id)} {telling.NameOf(page.To.Id)} {string.Join(' ', page.Revisions.Select(one => $"{one.Number} {one.Day} {one.Who} {one.WasPublic}"))}");
        }

        return string.Join('\n', shown);
    }

    /// <summary>Steps by chance, the same for the same seed; what is asked on the way, with names in place of ids.</summary>
    private sealed class Telling(Func<IArchiveSession, RecordId> mint, int seed)
    {
        private static readonly RecordState[] States = [RecordState.Asked, RecordState.Published, RecordState.Published, RecordState.Hidden];
        private readonly Random chance = new(seed);
        private readonly Dictionary<RecordId, string> names = [];
        private readonly Dictionary<RecordId, Connection> links = [];
        private readonly HashSet<RecordId> gone = [];

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
            switch (chance.Next(14))
            {
                case 0 or 1 or 2: Tell(session, Named(mint(session), $"record {Records.Count}", Records)); break;
                case 3 or 4 or 5 when Known(session) is { } again: Tell(session, again); break;
                case 6 or 7 when Known(session) is { } from && Known(session) is { } to: Join(session, from, to); break;
                case 8 or 9 when Known(session) is { } indexed: Index(session, indexed); break;
                case 10 when Known(session) is { } subject: session.Write(new Act(ActKind.Accession, [subject], Some.Today, IsPublic: false)); break;
                case 11 when Known(session) is { } beside: PutBeside(session, beside); break;
                case 12 when Known(session) is { } revised: session.Put(Some.Revision(session.FindRecord(revised)!, number: 2, wasPublic: chance.Next(2) == 0, Content())); break;
                case 13 when chance.Next(3) == 0 && Known(session) is { } ended: End(session, ended); break;
                default: break;
            }
        }

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
                WithheldPlaces = chance.Next(5) == 0 ? [new WithheldPlace(Records[chance.Next(Records.Count)], null)] : [],
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
            session.Index(id, isPublic ? Some.Document($"title{chance.Next(3)}", "body words", new FacetTerm("topic", $"t{chance.Next(4)}"), new FacetTerm("kind", "practice")) : null);
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
            int what = chance.Next(14);
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
                _ => links.Count == 0 ? "" : session.FindConnection(links.Keys.ElementAt(chance.Next(links.Count))) is { } link ? Written(link) : "none",
            };
        }
    }
}
