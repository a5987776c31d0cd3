using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Tables;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Running;

/// <summary>Decides what is to become of one row, under the rules of a deposit that a keeper vouches for. Writes nothing: the run and the dry run both ask
/// it, so that the one does what the other said.</summary>
public sealed class WeighRow(KindList kinds, Accession accession, Keystore keys)
{
    /// <summary>Records of one name that are compared: where more are called the same, a name says too little.</summary>
    private const int MostOfName = 50;

    /// <param name="rows">What the rows before it said that no session can know yet.</param>
    public WeighedRow Weigh(IArchiveSession session, ImportRow row, ImportSource source, RowsBefore rows, DateOnly today)
    {
        if (row.Findings.Where(one => one.Consequence == RowConsequence.NotTaken).Select(one => one.Finding).ToImmutableArray() is [_, ..] refused) return new WeighedRow(RowOutcome.NotTaken) { Refused = refused };
        DepositedRecord record = new() { Ref = "1", Entry = session.Mint(), Kind = row.Kind.Name, Content = row.Content, Links = row.Links };
        RowMarks marks = Marks(row, source);
        byte[] said = marks.Said;
        WeighedRow weighed = new(RowOutcome.Same) { Said = said, Key = marks.Key, FirstSaid = rows.SameAs(said), Record = record };
        if (row.Edits is not null) return WeighEdits(session, row, source, rows, weighed with { FirstSaid = null }, today);
        // What has neither an address nor a key is known by what it says, and says it once.
        if (weighed.FirstSaid is not null && row is { Id: null, Key: null }) return weighed;
        Record? known = null;
        RecordContent? before = null;
        bool isOther = false, isAtDesk = false;
        if (row.Id is { } id)
        {
            // What was withdrawn does not come back out of an old file.
            if (session.FindTombstone(id) is not null) return Refuse(new Finding("was-withdrawn", Path(row), id.ToString()));
            if (session.Standing(id) is var standing && standing != id) return Refuse(new Finding("was-merged", Path(row), standing.ToString()));
            // An id that nobody has is not ours to give: addresses are minted here.
            known = session.FindRecord(id);
        }
        else if (session.FindImportKey(weighed.Key) is { } kept)
        {
            // It said so before: what people made of it since is newer than that.
            if (kept.Said.AsSpan().SequenceEqual(said)) return weighed;
            // Where it was merged since, what the source says otherwise is said of what stands for it.
            known = session.FindRecord(session.Standing(kept.Subject));
            before = known is null || session.FindRevision(kept.Subject, kept.Revision) is null ? null : SourceChanges.Said(session, source.ProfileName, kept.Subject);
            // What it said was taken back since: whether this says it again is for those who read at the desk.
            isAtDesk |= known is not null && before is null;
            if (known is null)
            {
                // Nor does it with a key; what waits at the desk, or was declined there, is for those who read there.
                if (session.FindDepositOf(kept.Subject) is null) return Refuse(new Finding("was-withdrawn-row", Path(row)));
                isAtDesk = true;
            }
        }

        if ((row.Id ?? known?.Id) is not null || row.Key is not null)
        {
            // Of a dry run: what a row before it would have made of the same.
            if (rows.LastSaid(Of(row, weighed)) is { } last)
            {
                if (last.AsSpan().SequenceEqual(said)) return weighed;
                isOther = true;
            }
        }

        if (known is not null && Later(session, known, row.Days, today) is { } field) return Refuse(new Finding("day-of-known", $"{Path(row)}.{field}"));
        if (known is not null && known.Kind != record.Kind) return Refuse(new Finding("kind-stays", Path(row), known.Kind));
        RecordContent resolved = LineCompletion.Resolved(session, row.Kind, record);
        if (known is null)
        {
            if (row.Key is null && IsThere(session, row.Kind, resolved, record.Links.Length, today)) return weighed;
        }
        else
        {
            RecordContent newest = session.FindRevision(known.Id, known.LatestRevision)?.Content ?? known.Content;
            bool isThere = IsThere(session, known, row.Kind, resolved, record.Links.Length, today, out RecordContent whole);
            ImmutableArray<Finding> told = [];
            if (before is not null)
            {
                whole = SourceChanges.Onto(before, resolved, newest, Path(row), out told);
                isThere = ContentJson.AreSame(whole, newest) && record.Links.All(link => IsResolved(session, row.Kind, link));
            }

            (whole, ImmutableArray<Finding> gone) = SourceChanges.WithoutTakenOut(session, known.Id, whole, newest, Path(row));
            weighed = weighed with { Told = [.. told, .. gone] };
            if ((isThere || ContentJson.AreSame(whole, newest)) && !isOther) return weighed;
            record = record with
            {
                Accessioned = known.Id,
                Content = whole with { Links = [] },
                Links = [.. whole.Links.Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest)), .. record.Links.Where(link => !IsResolved(session, row.Kind, link))],
            };
        }

        Deposit deposit = Whole(record, today);
        weighed = weighed with { Record = record, Known = known, Deposit = deposit };
        bool waits = source.IsReviewed || isAtDesk || row.Findings.Any(one => one.Consequence == RowConsequence.Reviewed) || NamesStewarded(session, known, record.Entry, row.Kind, resolved, today);
        if (!waits) return weighed with { Outcome = known is null && !isOther ? RowOutcome.Made : RowOutcome.Changed };
        // As it is said: what it names may be there by the time it is said again.
        byte[] once = Once(known, record.Kind, Convert.ToHexString(said));
        return weighed with { Outcome = session.FindIdempotencyKey(once) is null && !rows.HasWaiting(once) ? RowOutcome.Waiting : RowOutcome.Same, Once = once };

        WeighedRow Refuse(Finding finding) => weighed with { Outcome = RowOutcome.NotTaken, Refused = [finding] };
    }

    /// <summary>A row of a table that this archive wrote: what was changed in it, and nothing else, by the way of a correction. Where it does not come in at once it comes to the desk as a proposal.</summary>
    private WeighedRow WeighEdits(IArchiveSession session, ImportRow row, ImportSource source, RowsBefore rows, WeighedRow weighed, DateOnly today)
    {
        RecordId id = row.Id!.Value;
        Record? known = session.FindRecord(id);
        if (known is null or { State: RecordState.Withdrawn }) return Refuse(new Finding(known is null && session.FindTombstone(id) is null ? "record-unknown" : "was-withdrawn", Path(row), id.ToString()));
        // Nobody would read what is changed in it.
        if (known.State == RecordState.Merged) return Refuse(new Finding("was-merged", Path(row), session.Standing(id).ToString()));
        if (known.Kind != row.Kind.Name) return Refuse(new Finding("kind-stays", Path(row), known.Kind));
        if (row.Edits!.Cells.IsEmpty) return weighed with { Known = known };
        WeighedEdits edits = new EditedRecord(session, row, known, today).Weigh();
        if (edits.Proposal is not { } proposal) return edits.Left.IsEmpty ? weighed with { Known = known } : weighed with { Known = known, Outcome = RowOutcome.NotTaken, Refused = edits.Left };
        DepositedRecord record = edits.Record!;
        Deposit deposit = Whole(record, today);
        weighed = weighed with { Known = known, Record = record, Deposit = deposit, Told = edits.Left };
        bool waits = source.IsReviewed || row.Findings.Any(one => one.Consequence == RowConsequence.Reviewed)
            || NamesStewarded(session, known, record.Entry, row.Kind, LineCompletion.Resolved(session, row.Kind, record), today) || !new PublicSources(session, kinds, deposit).Lacking().IsEmpty;
        if (!waits) return weighed with { Outcome = RowOutcome.Changed };
        // A note is its writer's, and what is not public yet is nobody's to propose to.
        bool isProposed = known.Kind != Note.Kind.Name && VisibilityPolicy.IsPublic(Envelope.Of(known), today);
        byte[] once = Once(known, record.Kind, Encoding.UTF8.GetString(ContentJson.Write(record.Content))
            + string.Concat(record.Links.Select(link => $"\n{link.Field}\t{link.Target}\t{link.Note}{(link.Finest is { } finest ? $"\t{finest}" : "")}")));
        return weighed with
        {
            Outcome = session.FindIdempotencyKey(once) is null && !rows.HasWaiting(once) ? RowOutcome.Waiting : RowOutcome.Same,
            Once = once,
            Deposit = isProposed ? deposit with { Records = [], Proposal = proposal } : deposit with { Records = [record with { OfRevision = known.LatestRevision }] },
        };

        WeighedRow Refuse(Finding finding) => weighed with { Outcome = RowOutcome.NotTaken, Refused = [finding] };
    }

    private static Deposit Whole(DepositedRecord record, DateOnly today) => new()
    {
        Id = DepositId.Mint(), Day = today, StateDay = today, State = DepositState.Deposited, Depositor = Member.TerminalHandle, SignedAs = Member.TerminalHandle, Records = [record],
    };

    /// <summary>Why it would not be taken in after all; none: it would. What rows before it would have made is there for it.</summary>
    /// <returns>With a record for each name that nobody has.</returns>
    public (ImmutableArray<Finding> Findings, Deposit Whole) WhyNot(IArchiveSession session, WeighedRow weighed, ImportRow row, RowsBefore rows, DateOnly today)
    {
        Deposit whole = Mentions.WithNamed(session, kinds, weighed.Deposit!);
        return ([
            .. accession.WhyNot(session, whole, today)
                .Where(finding => !(finding is { Code: "link-unknown" or "link-wrong-kind", Value: { } target } && rows.WillBeNamed(target, [])))
                .Select(finding => At(finding, row)),
        ], whole);
    }

    /// <summary>By which the rows of a dry run know what is theirs.</summary>
    internal static byte[] Of(ImportRow row, WeighedRow weighed) => row.Id is { } id ? Encoding.UTF8.GetBytes(id.ToString()) : weighed.Key;

    public static string Path(ImportRow row) => $"line {row.Number}";

    /// <summary>Where a person finds it, in the stead of the place in a deposit.</summary>
    public static Finding At(Finding finding, ImportRow row) => finding with { Field = finding.Field.Replace("records[1]", Path(row), StringComparison.Ordinal) };

    /// <summary>A digest of what the row says.</summary>
    internal static byte[] Said(ImportRow row)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{row.Kind.Name}\n{row.Id}\n{row.Key}\n"));
        hash.AppendData(ContentJson.Write(row.Content));
        foreach (LinkMention link in row.Links) hash.AppendData(Encoding.UTF8.GetBytes($"\n{link.Field}\t{link.Target}\t{link.Note}\t{link.Finest}"));
        return hash.GetHashAndReset()[..16];
    }

    /// <summary>A function of the row and the source alone.</summary>
    public RowMarks Marks(ImportRow row, ImportSource source)
    {
        if (row.Marks is { } known) return known;
        byte[] said = Said(row);
        return new RowMarks(said, KeyOf(row, source, said), RowsBefore.Folded(row.Content.Title, row.Kind.Name));
    }

    // Under a key of the archive: a guess at what a row was called can't be tried on a stolen disk without its keystore.
    private byte[] KeyOf(ImportRow row, ImportSource source, byte[] said) =>
        row.Key is { } key ? KeyOf(source, row.Kind.Name, key) : keys.HashIdempotencyKey($"import content\n{Convert.ToHexString(said)}")[..16];

    /// <summary>By which a row of that kind is known again.</summary>
    internal byte[] KeyOf(ImportSource source, string kind, string key) => keys.HashIdempotencyKey($"import key\n{source.ProfileName}\n{kind}\n{key}")[..16];

    /// <summary>The same line, about the same revision, waits only once.</summary>
    private byte[] Once(Record? known, string kind, string said) => keys.HashIdempotencyKey($"import\n{known?.Id} {known?.LatestRevision} {kind}\n{said}");

    /// <summary>A field that the row keeps back for longer than it is kept back here: words of a day are said with the record's first, and not past those who read it.</summary>
    private static string? Later(IArchiveSession session, Record known, ImmutableDictionary<string, DateOnly>? days, DateOnly today) => days?
        .Where(day => day.Value > today && !session.Embargoes(known.Id).Any(own => (own.Part is null || own.Part.Value.Field == day.Key) && own.Until >= day.Value))
        .Select(day => day.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    private static bool IsThere(IArchiveSession session, Kind kind, RecordContent said, int links, DateOnly today) => session.FindByName(said.Title, [kind.Name]).Take(MostOfName)
        .Any(other => IsThere(session, session.FindRecord(other)!, kind, said, links, today, out _));

    /// <summary>The record says it already, to everyone or in a revision that waits.</summary>
    /// <param name="links">How many links the line has: one that leads nowhere yet is a change.</param>
    /// <param name="whole">The line with what it has no place for.</param>
    private static bool IsThere(IArchiveSession session, Record known, Kind kind, RecordContent said, int links, DateOnly today, out RecordContent whole)
    {
        RecordContent newest = session.FindRevision(known.Id, known.LatestRevision)?.Content ?? known.Content;
        whole = LineCompletion.Of(session, known, kind, newest, said, today);
        if (said.Links.Length < links) return false;
        return ContentJson.AreSame(whole, newest) || ContentJson.AreSame(LineCompletion.Of(session, known, kind, known.Content, said, today), known.Content);
    }

    private static bool IsResolved(IArchiveSession session, Kind kind, LinkMention link) => Mentions.Find(session, link.Target, kind[link.Field]!.LinkKinds) is not null;

    /// <summary>Now, or as the line wants it: who answers for a community is asked about its going, too.</summary>
    private static bool NamesStewarded(IArchiveSession session, Record? known, RecordId entry, Kind kind, RecordContent said, DateOnly today)
    {
        IEnumerable<RecordId> named = NamedCommunities.Of(session, known?.Id ?? entry, kind, said);
        if (known is not null)
            named = [.. named, .. known.Communities, .. session.FindRevision(known.Id, known.LatestRevision) is { } newest ? NamedCommunities.Of(session, known.Id, kind, newest.Content) : []];
        return named.Any(id => session.FindCommunity(id, today) is { Stewards.IsEmpty: false });
    }
}

/// <param name="Outcome">Where it is to be taken in, as far as nothing speaks against it then.</param>
public sealed record WeighedRow(RowOutcome Outcome)
{
    public ImmutableArray<Finding> Refused { get; init; } = [];

    /// <summary>Of one that is taken: cells that are left as they are.</summary>
    public ImmutableArray<Finding> Told { get; init; } = [];

    /// <summary>A digest of what it says.</summary>
    public byte[] Said { get; init; } = [];

    /// <summary>By which it is known again.</summary>
    public byte[] Key { get; init; } = [];

    /// <summary>Of what waits.</summary>
    public byte[]? Once { get; init; }

    /// <summary>Number of a row before it that says the same.</summary>
    public long? FirstSaid { get; init; }

    public DepositedRecord? Record { get; init; }

    public Record? Known { get; init; }

    public Deposit? Deposit { get; init; }
}
