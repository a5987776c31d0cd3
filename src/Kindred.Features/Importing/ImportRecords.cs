using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing;

/// <summary>Takes records in from JSON Lines, one a line by field names, under the rules of a deposit that a keeper vouches for: what names a community
/// that has a steward waits for her.</summary>
public sealed class ImportRecords(IArchiveWriter writer, KindList kinds, Accession accession, TimeProvider time)
{
    /// <summary>Lines taken in one transaction: enough to be quick, few enough that a depositor beside it does not wait.</summary>
    private const int BatchLines = 100;

    public const int LongestLine = 2 * 1024 * 1024;
    private const int MostFindings = 1_000;

    /// <param name="kind">For lines that name no kind of their own.</param>
    /// <param name="isReviewed">They wait at the desk instead of being vouched for.</param>
    /// <param name="progress">Told how many lines are done.</param>
    public async Task<ImportResult> Import(TextReader lines, Kind? kind, bool isReviewed, IProgress<long>? progress, CancellationToken cancel)
    {
        RecordId id = RecordId.Mint();
        Tally tally = new();
        long number = 0;
        foreach (Task<string?[]> batch in Batches(lines, cancel))
        {
            string?[] texts = await batch;
            if (texts.Length == 0) break;
            // Parsing needs no transaction; the writer gets records.
            ImmutableArray<DepositedRecord> records = [.. texts.Select((text, index) => Read(text, number + index + 1, kind, tally)).OfType<DepositedRecord>()];
            if (!records.IsEmpty)
            {
                foreach (TakenLine taken in await writer.Write(session => Take(session, records, isReviewed), cancel)) tally.Add(taken);
            }

            progress?.Report(number += texts.Length);
        }

        return new ImportResult(id.ToString(), tally.Made, tally.Changed, tally.Same, [.. tally.Findings]);
    }

    private static IEnumerable<Task<string?[]>> Batches(TextReader lines, CancellationToken cancel)
    {
        while (true) yield return Next(lines, cancel);
    }

    private static async Task<string?[]> Next(TextReader lines, CancellationToken cancel)
    {
        List<string?> batch = new(BatchLines);
        while (batch.Count < BatchLines && await lines.ReadLineAsync(cancel) is { } line) batch.Add(line);
        return [.. batch];
    }

    private DepositedRecord? Read(string? text, long number, Kind? kind, Tally tally)
    {
        string path = $"line {number}";
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > LongestLine) return tally.Refuse(Finding.TooLong(path, LongestLine));
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return tally.Refuse(new Finding("wrong-shape", path));
            Kind? own = RecordInput.Text(json.RootElement, "kind") is { } name ? kinds.Find(name) : kind;
            if (own is null) return tally.Refuse(new Finding("unknown-kind", path));
            List<Finding> findings = [];
            (RecordContent content, ImmutableArray<LinkMention> links) = RecordInput.Read(json.RootElement, own, "en", path, findings);
            findings.AddRange(own.Check(content, links, path));
            if (findings is [var first, ..]) return tally.Refuse(first);
            return new DepositedRecord
            {
                Ref = "1", Entry = RecordId.Mint(), Kind = own.Name, Content = content, Links = links,
                Accessioned = RecordId.TryParse(RecordInput.Text(json.RootElement, "id"), out RecordId known) ? known : null,
            };
        }
        catch (JsonException)
        {
            return tally.Refuse(new Finding("not-json", path));
        }
    }

    private List<TakenLine> Take(IArchiveSession session, ImmutableArray<DepositedRecord> records, bool isReviewed)
    {
        DateOnly today = time.Today();
        Viewer.Member keeper = new(today, Member.TerminalHandle, IsKeeper: true, []);
        List<TakenLine> taken = [];
        foreach (DepositedRecord line in records)
        {
            // An id that nobody has is not ours to give: addresses are minted here.
            Record? known = line.Accessioned is { } id ? session.FindRecord(id) : null;
            DepositedRecord record = line with { Accessioned = known?.Id };
            Deposit deposit = new()
            {
                Id = DepositId.Mint(), Day = today, StateDay = today, State = DepositState.Deposited, Depositor = Member.TerminalHandle,
                SignedAs = Member.TerminalHandle, Records = [record],
            };
            // The name of a record nobody has becomes one, as in any deposit.
            bool isVouched = !isReviewed && !NamesStewarded(session, record, today);
            deposit = Mentions.WithNamed(session, kinds, deposit);
            if (!isVouched)
            {
                session.Put(deposit, Mentions.Named(session, deposit));
                taken.Add(new TakenLine(true, false, null));
                continue;
            }

            int before = known?.LatestRevision ?? 0;
            AccessionOutcome outcome = accession.Take(session, deposit, keeper, PublicationBasis.PublicSources, today, isVouched: true);
            taken.Add(outcome switch
            {
                AccessionOutcome.Done when known is null => new TakenLine(true, false, null),
                AccessionOutcome.Done => new TakenLine(false, session.FindRecord(known.Id)!.LatestRevision > before, null),
                AccessionOutcome.NeedsWork work => new TakenLine(false, false, work.Findings[0]),
                _ => throw new InvalidOperationException("No such outcome."),
            });
        }

        return taken;
    }

    private bool NamesStewarded(IArchiveSession session, DepositedRecord record, DateOnly today) => record.Links
        .Where(link => kinds[record.Kind][link.Field]?.Link is { NamesCommunity: true })
        .Select(link => Mentions.Find(session, link.Target, [Community.Kind.Name])).OfType<RecordId>()
        .Any(id => session.FindCommunity(id, today) is { Stewards.IsEmpty: false });

    private readonly record struct TakenLine(bool IsMade, bool IsChanged, Finding? Finding);

    private sealed class Tally
    {
        public int Made { get; private set; }

        public int Changed { get; private set; }

        public int Same { get; private set; }

        public List<Finding> Findings { get; } = [];

        public DepositedRecord? Refuse(Finding finding)
        {
            if (Findings.Count < MostFindings) Findings.Add(finding);
            return null;
        }

        public void Add(TakenLine line)
        {
            if (line.Finding is { } finding) Refuse(finding);
            else if (line.IsMade) Made++;
            else if (line.IsChanged) Changed++;
            else Same++;
        }
    }
}

/// <param name="Id">Of the import.</param>
/// <param name="Findings">The first of each line that was not taken, a thousand at most.</param>
public sealed record ImportResult(string Id, int Made, int Changed, int Same, ImmutableArray<Finding> Findings);
