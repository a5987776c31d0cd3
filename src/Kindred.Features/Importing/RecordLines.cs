using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing;

/// <summary>Reads records as JSON Lines, one a line by field names: the form of the archive's own export.</summary>
public sealed class RecordLines(KindList kinds, TimeProvider time) : IReadRows
{
    public const string FormName = "jsonl";

    public const int LongestLine = 2 * 1024 * 1024;

    /// <summary>What stands where bytes were no UTF-8; in JSON it never stands by itself.</summary>
    private const char NotText = '\u0001';

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NotText.ToString()));

    /// <summary>Lines of UTF-8; reading tells of those that are none.</summary>
    public static StreamReader Lines(Stream bytes) => new(bytes, Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);

    public string Form => FormName;

    public IReadOnlyList<string> Headings(ImportSource source) => RowReport.FieldsOf(source.Kind is { } name && kinds.Find(name) is { } kind ? [kind] : kinds.All);

    public IEnumerable<ImportRow> Read(Stream bytes, ImportSource source)
    {
        using StreamReader lines = Lines(SourceFile.Unpacked(bytes));
        using IEnumerator<ImportRow> rows = Read(lines, source.Kind is { } name ? kinds.Find(name) : null).GetEnumerator();
        long last = 0;
        while (true)
        {
            Finding? fault = null;
            bool isThere = false;
            try
            {
                isThere = rows.MoveNext();
            }
            catch (Exception thrown) when (SourceFile.FaultOf(thrown) is not null)
            {
                fault = SourceFile.FaultOf(thrown)! with { Field = $"line {last + 1}" };
            }

            if (fault is not null) yield return Refused(last + 1, null, fault);
            if (!isThere) yield break;
            last = rows.Current.Number;
            yield return rows.Current;
        }
    }

    /// <param name="kind">For lines that name no kind of their own.</param>
    public IEnumerable<ImportRow> Read(TextReader lines, Kind? kind)
    {
        long number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Read(line, number, kind);
        }
    }

    private ImportRow Read(string text, long number, Kind? kind)
    {
        string path = $"line {number}";
        if (text.Length > LongestLine) return Refused(Finding.TooLong(path, LongestLine));
        if (text.Contains(NotText)) return Refused(new Finding("not-utf8", path));
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return Refused(new Finding("wrong-shape", path));
            string? name = RecordInput.Text(json.RootElement, "kind");
            Kind? own = name is null ? kind : kinds.Find(name);
            if (own is null) return Refused(name is null ? new Finding("needs-kind", path) : new Finding("unknown-kind", path, name));
            List<Finding> findings = [];
            (RecordContent content, ImmutableArray<Domain.Depositing.LinkMention> links) = RecordInput.Read(json.RootElement, own, "en", path, findings);
            ImmutableDictionary<string, DateOnly>? days = FieldDays.Read(json.RootElement, path, findings);
            findings.AddRange(own.Check(content, links, time.Today(), path));
            return new ImportRow(number, own, content)
            {
                Id = RecordId.TryParse(RecordInput.Text(json.RootElement, "id"), out RecordId id) ? id : null, Links = links, Days = days,
                Findings = [.. findings.Select(finding => new RowFinding(finding, RowConsequence.NotTaken))],
            };
        }
        catch (JsonException)
        {
            return Refused(new Finding("not-json", path));
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or FormatException or ArgumentException)
        {
            // Half a character or a number without bounds, which JSON can write and nothing here can hold.
            return Refused(new Finding("wrong-shape", path));
        }

        ImportRow Refused(Finding finding) => RecordLines.Refused(number, kind, finding);
    }

    // Of a row that is not taken nobody asks its kind.
    private static ImportRow Refused(long number, Kind? kind, Finding finding) =>
        new(number, kind ?? Note.Kind, new RecordContent { Language = "en" }) { Findings = [new RowFinding(finding, RowConsequence.NotTaken)] };
}
