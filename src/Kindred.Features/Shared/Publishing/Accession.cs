using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes a deposit into the archive, inside the transaction of the act that decided it. Permanent ids are minted here and nowhere else.</summary>
public sealed partial class Accession(KindList kinds, Publication publication)
{
    /// <returns>Done, a second keeper needed, or findings; nothing is written but the deposit where it is not done.</returns>
    public AccessionOutcome Take(IArchiveSession session, Deposit deposit, Viewer.Member reviewer, PublicationBasis basis, DateOnly today)
    {
        if (Check(session, deposit, today) is [_, ..] findings) return new AccessionOutcome.NeedsWork([.. findings]);
        if (basis == PublicationBasis.Consent && Unanswerable(session, deposit, today) is [_, ..] nobody) return new AccessionOutcome.NeedsWork([.. nobody]);
        if (basis == PublicationBasis.FirstHand && NeedsSecondKeeper(session, ref deposit, reviewer, today)) return new AccessionOutcome.SecondKeeperNeeded(deposit);
        if (basis == PublicationBasis.PublicSources && new PublicSources(session, kinds, deposit).Lacking() is [_, ..] lacking) return new AccessionOutcome.NeedsWork(lacking);

        // Ids first, so that records of one deposit can link to each other in any order.
        deposit = deposit with
        {
            ReviewedBy = reviewer.Handle,
            Basis = basis,
            Records = [.. deposit.Records.Select(record => record with { Accessioned = record.Accessioned ?? session.Mint() })],
            Connections = [.. deposit.Connections.Select(connection => connection with { Accessioned = connection.Accessioned ?? session.Mint() })],
        };
        Embargoing.Move(session, deposit);
        MoveClaims(session, deposit);
        Dictionary<string, DepositedRecord> byRef = deposit.Records.ToDictionary(record => "#" + record.Ref, StringComparer.Ordinal);
        HashSet<RecordId> fresh = [.. deposit.Records.Select(record => record.Accessioned!.Value).Where(id => session.FindRecord(id) is null)];
        Dictionary<RecordId, int> before = deposit.Records.Where(record => record.AwaitsReview).Select(record => record.Accessioned!.Value).Distinct().ToDictionary(id => id, id => session.FindRecord(id)?.LatestRevision ?? 0);
        if (deposit.IsKept) foreach (DepositedRecord record in deposit.Records.Where(one => one.AwaitsReview && before[one.Accessioned!.Value] == 0)) session.MoveImported(record.Entry, record.Accessioned!.Value, 0, 1);
        // Communities before those who name them, places after what is told of them, notes last: each is settled when what it hangs on is.
        ImmutableArray<DepositedRecord> waiting = [.. deposit.Records.Where(record => record.AwaitsReview).OrderBy(SettlingOrder)];
        HoldBack(session, deposit, waiting.Where(record => fresh.Contains(record.Accessioned!.Value)));
        // Before anything is settled: nothing of it is taken back any more by what now comes in.
        if (deposit.IsKept) session.Put(Kept(Reviewed(deposit)), Mentions.Named(session, deposit));
        HashSet<RecordId> moved = [.. waiting.Where(record => HasMovedOn(session, record)).Select(record => record.Entry)];
        // What somebody says anew of a record of their own nobody would read in one that was merged: it stands by itself.
        foreach (Merge merge in waiting.Select(record => session.FindMerge(record.Accessioned!.Value)).OfType<Merge>()) publication.Part(session, merge, reviewer.Handle, "", today);
        foreach (DepositedRecord record in waiting) Put(session, deposit, record, byRef, basis, today);
        // Of what was there before an import is only the change that it brought: taking it back leaves the record.
        if (deposit.IsKept) foreach (DepositedRecord record in waiting.Where(one => before[one.Accessioned!.Value] > 0)) session.MoveImported(record.Entry, record.Accessioned!.Value, before[record.Accessioned.Value], session.FindRecord(record.Accessioned.Value)!.LatestRevision);
        foreach (DepositedRecord record in waiting) publication.Settle(session, record.Accessioned!.Value, today);
        deposit = AsTaken(session, deposit, waiting, moved);
        deposit = Reviewed(deposit with
        {
            Connections =
            [
                .. deposit.Connections.Select(connection => !connection.AwaitsReview ? connection
                    : connection with { Accessioned = Put(session, deposit, connection, byRef, fresh, basis, today) }),
            ],
        });
        if (deposit.Proposal is { } proposal) deposit = Kept(deposit) with { Proposal = proposal with { TakenAs = session.FindRecord(proposal.Record)!.LatestRevision } };
        deposit = WithState(session, deposit, today);
        if (deposit.IsKept) session.Put(deposit, Mentions.Named(session, deposit));
        return new AccessionOutcome.Done(deposit);
    }

    /// <summary>Why what a keeper vouches for from public sources would not be taken; none: it would. Writes nothing.</summary>
    public ImmutableArray<Finding> WhyNot(IArchiveSession session, Deposit deposit, DateOnly today) =>
        Check(session, deposit, today) is [_, ..] findings ? [.. findings] : new PublicSources(session, kinds, deposit).Lacking();

    /// <summary>The deposit with what was accepted and came back to the desk under review once more, in the newest words that the archive has of it, whoever wrote
    /// them; as it is where nothing did.</summary>
    public static Deposit Again(IArchiveSession session, Deposit deposit)
    {
        if (deposit.AwaitsReview) return deposit;
        return deposit with
        {
            Records =
            [
                .. deposit.Records.Select(record => record.Accessioned is { } id && session.FindRecord(id) is { } known && IsBack(deposit, known)
                    ? deposit.AsArchived(record, session.FindRevision(id, known.LatestRevision)!.Content, known.LatestRevision) with { AwaitsReview = true } : record),
            ],
            Connections = [.. deposit.Connections.Select(one => one with { AwaitsReview = one.Accessioned is { } id && session.FindConnection(id) is { } known && IsBack(known) })],
            FirstHandAgreedBy = [],
        };
    }

    /// <summary>Nobody could answer, or did, or a community said no; or nobody answered of a change of what is public.</summary>
    public static bool IsBack(Deposit deposit, Record record) => record.State is RecordState.InReview or RecordState.Declined
        || ((deposit.State is DepositState.InReview or DepositState.Declined) && (record.State is RecordState.Published or RecordState.Embargoed) && record.LatestRevision > record.Revision);

    /// <summary>The same of a connection. What a community said no to is asked again in other words only: each revision is asked anew.</summary>
    public static bool IsBack(Connection connection) => connection is { State: RecordState.InReview, IsOfField: false };

    private static Deposit Reviewed(Deposit deposit) => deposit with
    {
        Refusals = [],
        Records = [.. deposit.Records.Select(record => record with { AwaitsReview = false })],
        Connections = [.. deposit.Connections.Select(connection => connection with { AwaitsReview = false })],
    };

    /// <summary>A deposit stands where its records stand.</summary>
    public static Deposit WithState(IArchiveSession session, Deposit deposit, DateOnly today)
    {
        if (deposit.State == DepositState.Withdrawn || deposit.AwaitsReview) return deposit;
        if (deposit.Proposal is { } proposal)
        {
            DepositState stands = StateOf(session, proposal, deposit.State);
            return stands == deposit.State ? deposit : deposit with { State = stands, StateDay = today };
        }

        RecordState[] states =
        [
            .. deposit.Records.Select(record => session.FindRecord(record.Accessioned!.Value)?.State).OfType<RecordState>(),
            .. deposit.Connections.Select(connection => session.FindConnection(connection.Accessioned!.Value)?.State).OfType<RecordState>(),
        ];
        DepositState state = states.Contains(RecordState.Declined) ? DepositState.Declined
            : states.Contains(RecordState.InReview) ? DepositState.InReview
            : states.Contains(RecordState.Asked) ? DepositState.Asked
            : DepositState.Published;
        return state == deposit.State ? deposit : deposit with { State = state, StateDay = today };
    }

    private static bool NeedsSecondKeeper(IArchiveSession session, ref Deposit deposit, Viewer.Member reviewer, DateOnly today)
    {
        // What was agreed to long ago, or by one who is no keeper any more, is nobody's first word.
        deposit = deposit with { FirstHandAgreedBy = deposit.FirstHandCountedBy(today, one => FirstWord.IsKeepers(session, one, today)) };
        if (reviewer.IsKeeper && !deposit.FirstHandAgreedBy.Contains(reviewer.Handle))
            deposit = deposit with { FirstHandAgreedBy = deposit.FirstHandAgreedBy.Add(reviewer.Handle), State = DepositState.InReview, StateDay = today };
        // In an archive's first days one keeper suffices.
        if (deposit.FirstHandAgreedBy.Length >= (Founded.Is(session) ? 2 : 1)) return false;
        // Nothing is taken yet: the second keeper reads what the first one did.
        Deposit waits = deposit.Proposal is { } proposal ? Kept(deposit) with { Proposal = proposal with { AwaitsReview = true, Taken = [], DecidedDay = null } } : deposit;
        session.Put(waits, Mentions.Named(session, waits));
        return true;
    }

    private static int SettlingOrder(DepositedRecord record) => record.Kind switch
    {
        "community" => 0,
        "place" => 2,
        "note" => 3,
        _ => 1,
    };

    private void Put(
        IArchiveSession session, Deposit deposit, DepositedRecord entry, Dictionary<string, DepositedRecord> byRef, PublicationBasis basis, DateOnly today)
    {
        RecordId id = entry.Accessioned!.Value;
        Kind kind = kinds[entry.Kind];
        RecordContent content = WithResources(entry.Content, byRef) with { Links = [.. OwnLinks(deposit, entry, kind).Select(link => Resolve(session, kind, link, byRef) ?? Kept(session, entry, link)).OfType<ContentLink>().DistinctBy(link => (link.Field, link.Target))] };
        Record? known = session.FindRecord(id);
        Revision? newest = known is null ? null : session.FindRevision(id, known.LatestRevision);
        int number = (newest?.Number ?? 0) + 1;
        bool isProposed = entry.Entry == deposit.Proposal?.Entry;
        // What somebody else changed since it was read stays as they have it.
        if (newest is not null && entry.OfRevision is { } read && read < newest.Number && session.FindRevision(id, read) is { } then)
            content = ContentPart.Merge(then.Content, content, newest.Content, target => IsSeen(session, deposit, target, today));
        content = content with { Translations = OfRevision(content.Translations, newest?.Content.Translations, number, isProposed ? deposit.Proposal : null) };
        content = Staleness.Marked(FieldNotices.OfWhatIsSaid(content), number, newest?.Content, one => session.FindRevision(id, one)?.Content);
        if (newest is not null && ContentJson.AreSame(newest.Content, content) && !IsAskedAgain(deposit, known!, newest, basis)) return;
        session.Put(new Revision
        {
            Record = id, Number = number, Day = today, Who = deposit.SignedAs, Note = isProposed ? deposit.Proposal!.Why : "", Content = content,
            AskedFrom = newest is null || AskingAnew.Is(session, kind, newest, content) ? number : newest.AskedFrom, Basis = basis,
        });
        session.Put((known ?? new Record { Id = id, Kind = kind.Name, State = RecordState.Asked, Revision = number, LatestRevision = number, Content = content, Deposit = deposit.IsKept ? deposit.Id : null }) with
        {
            LatestRevision = number,
            // What had gone back to the reviewers has been looked at by one: its communities are asked again.
            State = known is { State: RecordState.InReview or RecordState.Declined } ? RecordState.Asked : known?.State ?? RecordState.Asked,
            Communities = known is { State: RecordState.Published } ? known.Communities : NamedCommunities.Of(session, id, kind, content),
            IsVouchedByOneKeeper = isProposed ? known!.IsVouchedByOneKeeper : deposit.IsVouched,
            ComesWithTelling = known?.ComesWithTelling ?? WithTelling.Comes(deposit, entry),
        });
        PutRefusals(session, deposit, entry.Entry, id, isNew: known is null);
        if (known is null) session.Write(new Act(ActKind.Accession, [id], today, IsPublic: false));
    }

    /// <summary>The same words, on another basis or from another day on: a revision of its own, that an answer to the one before covers.</summary>
    private static bool IsAskedAgain(Deposit deposit, Record known, Revision newest, PublicationBasis basis) => IsBack(deposit, known) && (known.State != RecordState.Declined || newest.Basis != basis);

    /// <summary>What an older back-up has at the desk was found to speak of a community since: it goes with it.</summary>
    private static void MoveClaims(IArchiveSession session, Deposit deposit)
    {
        foreach (DepositedRecord record in deposit.Records)
        {
            foreach (RecordId community in session.Claims(record.Entry))
            {
                session.PutClaim(record.Accessioned!.Value, community);
                session.DestroyClaim(record.Entry, community);
            }
        }
    }

    /// <summary>What was said of something that was left out is said of what is new, and not of what anyone may be reading.</summary>
    private static void PutRefusals(IArchiveSession session, Deposit deposit, RecordId entry, RecordId id, bool isNew)
    {
        foreach (Consent refusal in deposit.RefusalsOf(entry).Where(one => isNew || one.Subject == entry)) session.Put(refusal with { Subject = id });
    }

    /// <returns>The connection that has the words now.</returns>
    private RecordId? Put(
        IArchiveSession session, Deposit deposit, DepositedConnection entry, Dictionary<string, DepositedRecord> byRef, HashSet<RecordId> fresh, PublicationBasis basis, DateOnly today)
    {
        (RecordId from, RecordId to) = (FindEnd(entry.From), FindEnd(entry.To));
        ConnectionWords words = WithResources(entry.Words, byRef);
        if (session.ConnectionsOf(from).FirstOrDefault(one => one.IsOfField && one.Type == entry.Type && one.From == from && one.To == to) is { } field)
        {
            // Words for a link of a record that comes in with them are asked about with it, and are no twin of it.
            if (fresh.Contains(from) || fresh.Contains(to))
            {
                session.Put(field with { Words = words, Revision = field.Revision + 1, Basis = basis }, deposit.SignedAs, "", today);
                return field.Id;
            }

            // It says no more than that there is a link, and there is.
            if (words is { Text: null, Shared: null, Distinct: null, When: null, Sources: [] }) return entry.Accessioned;

            // Later words are a connection of their own, asked about and withdrawn for themselves; those they take the place of go.
            if (entry.Accessioned == field.Id)
            {
                if (field.Words == words) return field.Id;
                session.Put(field with { Words = new ConnectionWords() }, "", "", today);
                entry = entry with { Accessioned = RecordId.Mint() };
            }
        }

        RecordId id = entry.Accessioned!.Value;
        Connection connection = session.FindConnection(id) is { } known
            ? known with { Words = words, Revision = known.Revision + 1, Basis = basis, State = known.State is RecordState.InReview or RecordState.Declined ? RecordState.Asked : known.State }
            : new Connection { Id = id, Type = entry.Type, From = from, To = to, State = RecordState.Asked, Revision = 1, Words = words, Deposit = deposit.Id, Basis = basis };
        session.Put(connection, deposit.SignedAs, "", today);
        PutRefusals(session, deposit, entry.Entry, id, isNew: connection.Revision == 1);
        publication.Settle(session, connection, today);
        return id;

        RecordId FindEnd(string target) => (byRef.TryGetValue(target, out DepositedRecord? record) ? record.Accessioned : Mentions.Find(session, target, []))!.Value;
    }

    /// <summary>The record's own links, and those that a connection of the deposit claims for one of its fields.</summary>
    internal static IEnumerable<LinkMention> OwnLinks(Deposit deposit, DepositedRecord entry, Kind kind)
    {
        IEnumerable<LinkMention> claimed = deposit.Connections
            .Where(connection => connection.From == "#" + entry.Ref && kind.LinkField(connection.Type) is not null)
            .Select(connection => new LinkMention(kind.LinkField(connection.Type)!.Name, connection.To));
        return entry.Links.Concat(claimed).DistinctBy(link => (link.Field, link.Target));
    }

    internal static ContentLink? Resolve(IArchiveSession session, Kind kind, LinkMention link, Dictionary<string, DepositedRecord> byRef)
    {
        Field field = kind[link.Field]!;
        if (byRef.TryGetValue(link.Target, out DepositedRecord? within)) return new ContentLink(link.Field, within.Accessioned!.Value, within.Kind == Community.Kind.Name, link.Note, link.Finest);
        if (Mentions.Find(session, link.Target, field.LinkKinds) is not { } target) return null;
        return new ContentLink(link.Field, target, session.FindRecord(target)?.Kind == Community.Kind.Name, link.Note, link.Finest);
    }

    /// <summary>A translation whose words are new translates this revision, or the one that its proposer read; one that stayed, and may be stale, the revision that it
    /// did before. Whether a machine made words that were there before, only a proposal says anew.</summary>
    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> OfRevision(
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>> translations,
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>? before, int number, Proposal? proposal)
    {
        return translations.ToImmutableSortedDictionary(
            language => language.Key, language => language.Value.ToImmutableSortedDictionary(field => field.Key, field => Made(language.Key, field.Key, field.Value), StringComparer.Ordinal), StringComparer.Ordinal);

        Translation Made(string language, string field, Translation wanted)
        {
            if (proposal is not null && proposal.Taken.Contains(ContentPart.OfTranslation(language, field)))
                return wanted with { OfRevision = proposal.Taken.Contains(field) || proposal.Taken.Contains(ContentPart.Language) ? number : proposal.OfRevision };
            return before?.GetValueOrDefault(language)?.GetValueOrDefault(field) is { } old && old.Text == wanted.Text ? old : wanted with { OfRevision = number };
        }
    }

    /// <summary>A source may be a record of the same deposit.</summary>
    private static RecordContent WithResources(RecordContent content, Dictionary<string, DepositedRecord> byRef) => content["sources"] is not FieldValue.Entries sources ? content
        : content.With("sources", new FieldValue.Entries([.. sources.Items.Select(source => Resolve(source, byRef))]));

    private static ConnectionWords WithResources(ConnectionWords words, Dictionary<string, DepositedRecord> byRef) =>
        words with { Sources = [.. words.Sources.Select(source => Resolve(source, byRef))] };

    private static Entry Resolve(Entry source, Dictionary<string, DepositedRecord> byRef) =>
        source["resource"] is { } resource && byRef.TryGetValue(resource, out DepositedRecord? record)
            ? new Entry(source.Parts.SetItem("resource", record.Accessioned!.Value.ToString()))
            : source;
}

public abstract record AccessionOutcome
{
    private AccessionOutcome()
    {
    }

    public sealed record Done(Deposit Deposit) : AccessionOutcome;

    public sealed record SecondKeeperNeeded(Deposit Deposit) : AccessionOutcome;

    public sealed record NeedsWork(ImmutableArray<Finding> Findings) : AccessionOutcome;
}
