using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing;

/// <summary>Takes records in from JSON Lines, one a line by field names, under the rules of a deposit that a keeper vouches for: what names a community
/// that has a steward waits for her. A line that says what is there, or what waits already, changes nothing.</summary>
public sealed class ImportRecords(IArchiveWriter writer, KindList kinds, Accession accession, Keystore keys, TimeProvider time)
{
    /// <summary>Lines taken in one transaction: enough to be quick, few enough that a depositor beside it does not wait.</summary>
    private const int BatchLines = 100;

    public const int LongestLine = 2 * 1024 * 1024;
    public const int MostFindings = 1_000;

    /// <summary>What stands where bytes were no UTF-8; in JSON it never stands by itself.</summary>
    private const char NotText = '\u0001';

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NotText.ToString()));

    /// <summary>Lines of UTF-8, for <see cref="Import"/>, which tells of those that are none.</summary>
    public static StreamReader Lines(Stream bytes) => new(bytes, Utf8);

    private enum Ending
    {
        Made,
        Changed,
        Same,
        Waiting,
    }

    /// <param name="kind">For lines that name no kind of their own.</param>
    /// <param name="isReviewed">They wait at the desk instead of being vouched for.</param>
    /// <param name="progress">Told how many lines are done.</param>
    public async Task<ImportResult> Import(TextReader lines, Kind? kind, bool isReviewed, IProgress<long>? progress, CancellationToken cancel)
    {
        RecordId id = RecordId.Mint();
        Tally tally = new();
        long number = 0;
        while (await Next(lines, cancel) is [_, ..] texts)
        {
            // Parsing needs no transaction; the writer gets records.
            List<Line> read = [];
            foreach (string text in texts)
            {
                if (Read(text, $"line {++number}", kind, tally) is { } line) read.Add(line);
            }

            if (read.Count > 0)
            {
                foreach (TakenLine taken in await writer.Write(session => read.ConvertAll(line => Take(session, line, isReviewed)), cancel)) tally.Add(taken);
            }

            progress?.Report(number);
        }

        return new ImportResult(id.ToString(), tally[Ending.Made], tally[Ending.Changed], tally[Ending.Same], tally[Ending.Waiting], tally.Refused, [.. tally.Findings]);
    }

    private static async Task<List<string>> Next(TextReader lines, CancellationToken cancel)
    {
        List<string> batch = new(BatchLines);
        while (batch.Count < BatchLines && await lines.ReadLineAsync(cancel) is { } line) batch.Add(line);
        return batch;
    }

    private Line? Read(string text, string path, Kind? kind, Tally tally)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > LongestLine) return tally.Refuse(Finding.TooLong(path, LongestLine));
        if (text.Contains(NotText)) return tally.Refuse(new Finding("not-utf8", path));
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return tally.Refuse(new Finding("wrong-shape", path));
            string? name = RecordInput.Text(json.RootElement, "kind");
            Kind? own = name is null ? kind : kinds.Find(name);
            if (own is null) return tally.Refuse(name is null ? new Finding("needs-kind", path) : new Finding("unknown-kind", path, name));
            List<Finding> findings = [];
            (RecordContent content, ImmutableArray<LinkMention> links) = RecordInput.Read(json.RootElement, own, "en", path, findings);
            ImmutableDictionary<string, DateOnly>? days = FieldDays.Read(json.RootElement, path, findings);
            findings.AddRange(own.Check(content, links, time.Today(), path));
            if (findings is [var first, ..]) return tally.Refuse(first);
            return new Line(path, RecordId.TryParse(RecordInput.Text(json.RootElement, "id"), out RecordId id) ? id : null, new DepositedRecord
            {
                Ref = "1", Entry = RecordId.Mint(), Kind = own.Name, Content = content, Links = links,
            })
            { Days = days };
        }
        catch (JsonException)
        {
            return tally.Refuse(new Finding("not-json", path));
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or FormatException or ArgumentException)
        {
            // Half a character or a number without bounds, which JSON can write and nothing here can hold.
            return tally.Refuse(new Finding("wrong-shape", path));
        }
    }

    private TakenLine Take(IArchiveSession session, Line line, bool isReviewed)
    {
        DateOnly today = time.Today();
        DepositedRecord record = line.Record;
        Kind kind = kinds[record.Kind];
        RecordContent said = LineCompletion.Resolved(session, kind, record);
        Record? known = null;
        if (line.Id is { } id)
        {
            // What was withdrawn does not come back out of an old file.
            if (session.FindTombstone(id) is not null) return new TakenLine(default, new Finding("was-withdrawn", line.Path, id.ToString()));
            // An id that nobody has is not ours to give: addresses are minted here.
            known = session.FindRecord(id);
            if (known is not null && known.Kind != record.Kind) return new TakenLine(default, new Finding("kind-stays", line.Path, known.Kind));
        }

        if (known is null)
        {
            if (session.FindByName(said.Title, [record.Kind]).Any(other => IsThere(session, session.FindRecord(other)!, kind, said, record.Links.Length, today, out _))) return new TakenLine(Ending.Same);
        }
        else
        {
            if (IsThere(session, known, kind, said, record.Links.Length, today, out RecordContent whole)) return new TakenLine(Ending.Same);
            record = record with
            {
                Accessioned = known.Id,
                Content = whole with { Links = [] },
                Links = [.. whole.Links.Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest)), .. record.Links.Where(link => !IsResolved(session, kind, link))],
            };
        }

        Deposit deposit = new()
        {
            Id = DepositId.Mint(), Day = today, StateDay = today, State = DepositState.Deposited, Depositor = Member.TerminalHandle,
            SignedAs = Member.TerminalHandle, Records = [record],
        };
        if (isReviewed || NamesStewarded(session, known, record.Entry, kind, said, today)) return Wait(session, deposit, known, line.Days);
        // Of what is there already its own days hold.
        if (known is null) FieldDays.Begin(session, kind, record, line.Days, today);
        int before = known?.LatestRevision ?? 0;
        Viewer.Member keeper = new(today, Member.TerminalHandle, IsKeeper: true, []);
        // The name of a record nobody has becomes one, as in any deposit.
        return accession.Take(session, Mentions.WithNamed(session, kinds, deposit), keeper, PublicationBasis.PublicSources, today) switch
        {
            AccessionOutcome.Done when known is null => new TakenLine(Ending.Made),
            AccessionOutcome.Done => new TakenLine(session.FindRecord(known.Id)!.LatestRevision > before ? Ending.Changed : Ending.Same),
            AccessionOutcome.NeedsWork { Findings: [var finding, ..] } => new TakenLine(default, finding with { Field = finding.Field.Replace("records[1]", line.Path, StringComparison.Ordinal) }),
            _ => throw new InvalidOperationException("No such outcome."),
        };
    }

    /// <summary>Once: the same line, about the same revision, waits already or was decided a while ago.</summary>
    private TakenLine Wait(IArchiveSession session, Deposit deposit, Record? known, ImmutableDictionary<string, DateOnly>? days)
    {
        DepositedRecord record = deposit.Records[0];
        string links = string.Concat(record.Links.Select(link => $"\n{link.Field}\t{link.Target}\t{link.Note}{(link.Finest is { } finest ? $"\t{finest}" : "")}"));
        byte[] key = keys.HashIdempotencyKey($"import\n{known?.Id} {known?.LatestRevision} {record.Kind}\n{Encoding.UTF8.GetString(ContentJson.Write(record.Content))}{links}");
        if (session.FindIdempotencyKey(key) is not null) return new TakenLine(Ending.Same);
        Deposit whole = Mentions.WithNamed(session, kinds, deposit);
        session.Put(whole, Mentions.Named(session, whole));
        if (known is null) FieldDays.Begin(session, kinds[record.Kind], record, days, time.Today());
        session.PutIdempotencyKey(key, deposit.Id);
        return new TakenLine(Ending.Waiting);
    }

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

    /// <param name="Id">As the line has it.</param>
    private sealed record Line(string Path, RecordId? Id, DepositedRecord Record)
    {
        /// <summary>Fields that are not public before a day.</summary>
        public ImmutableDictionary<string, DateOnly>? Days { get; init; }
    }

    private readonly record struct TakenLine(Ending Ending, Finding? Finding = null);

    private sealed class Tally
    {
        private readonly int[] counts = new int[Enum.GetValues<Ending>().Length];

        public int this[Ending ending] => counts[(int)ending];

        public List<Finding> Findings { get; } = [];

        public int Refused { get; private set; }

        public Line? Refuse(Finding finding)
        {
            Refused++;
            if (Findings.Count < MostFindings) Findings.Add(finding);
            return null;
        }

        public void Add(TakenLine line)
        {
            if (line.Finding is { } finding) Refuse(finding);
            else counts[(int)line.Ending]++;
        }
    }
}

/// <param name="Id">Names this run where it is told of; nothing is kept under it until there are accessions.</param>
/// <param name="Made">New records, there at once.</param>
/// <param name="Same">Lines that say what is there or waits already.</param>
/// <param name="Waiting">Lines that wait at the desk or for a steward.</param>
/// <param name="NotTaken">Lines that are not right.</param>
/// <param name="Findings">The first of each line that was not taken, a thousand at most.</param>
public sealed record ImportResult(string Id, int Made, int Changed, int Same, int Waiting, int NotTaken, ImmutableArray<Finding> Findings);
