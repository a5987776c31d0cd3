using System.CommandLine;
using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;
using Kindred.Features.Picturing.Roots;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Host.Commands;

/// <summary><c>kindred roots ID</c>: what a record grows from, back through time.</summary>
public static class Roots
{
    public static ArchiveCommand Work { get; } = new("roots", Do) { OnlyReads = true };

    public static Command Create() => ViewCommand.OfOne(Work, "Show what a record grows from, back through time, and what nobody has written down of it yet.", "kindred roots 6KWASABBZA3QKNQF53DW73MASK --out roots.svg", ViewCommand.OfGraph);

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        if (ViewCommand.Record(work) is not { } id || await work.Services.GetRequiredService<FindRoots>().Of(id, cancel) is not { } found) return ViewCommand.Unknown(work);
        TakeRoots take = work.Services.GetRequiredService<TakeRoots>();
        ClaimsRead read = await take.Claims(found, cancel);
        Texts texts = ViewCommand.Texts(work);
        string origin = ViewCommand.Origin(work);
        return await ViewCommand.Done(
            work, ViewCommand.Json(RootsBody.Of(found, read, origin)), [.. Lines(found, read, texts)],
            () => Task.FromResult(take.Picture(found, origin, texts, cancel)), () => Task.FromResult(TakeRoots.Graph(found, read, origin)));
    }

    private static IEnumerable<string> Lines(RootsFound found, ClaimsRead read, Texts texts)
    {
        foreach (string line in Paragraph.Lines(RootsWords.Heading(found, texts))) yield return line;
        foreach (string line in Paragraph.Lines(RootsWords.Counts(found, texts))) yield return line;
        RootPeriod? period = null;
        foreach (RootRow row in RootRow.Of(found).Where(_ => found.Records.Length > 1))
        {
            if (row.Period != period)
            {
                yield return "";
                yield return row.Period.Said(texts);
                period = row.Period;
            }

            RootRecord record = found.Records[row.Record];
            string when = EdtfDate.TryParse(record.Line.When, out EdtfDate? date) ? ", " + texts.DatesInWords.Write(date) : "";
            foreach (string line in Paragraph.Lines($"{Name(found, row.Record, texts)} ({texts[$"kind.{record.Line.Kind}.one"]}{when}) {record.Line.Id}", 2)) yield return line;
            foreach (RootStep step in row.Steps)
            {
                bool isRoot = step.To == row.Record;
                foreach (string line in Paragraph.Lines($"{texts[$"connection.{step.Type.Name}.{(isRoot ? "in" : "out")}"]}: {Name(found, isRoot ? step.From : step.To, texts)}", 4)) yield return line;
                foreach (ConnectionWords words in read.Of(found.Records[step.From].Line.Id, found.Records[step.To].Line.Id, step.Type).Select(line => line.Connection.Value.Words))
                {
                    foreach (string line in ClaimWords.Lines(words, texts).SelectMany(said => Paragraph.Lines(said, 6))) yield return line;
                    foreach (Entry source in words.Sources)
                    {
                        foreach (string line in Paragraph.Lines(Said(source, read, texts), 6, "- ")) yield return line;
                    }
                }
            }

            if (record.BorneBy.IsEmpty) continue;
            foreach (string line in Paragraph.Lines($"{texts["field.borneBy.label"]}: {string.Join(", ", record.BorneBy.Select(one => RecordName.Whole(one, texts)).Order(texts.Alphabetical))}", 4)) yield return line;
        }

        RootGap[] gaps = [.. RootGap.Of(found)];
        if (gaps is []) yield break;
        yield return "";
        yield return texts["roots.gaps"];
        foreach (RootGap gap in gaps)
        {
            string said = gap.Missing switch
            {
                MissingRoot.Root => texts.Format("roots.gap.root", Name(found, gap.Record, texts)),
                MissingRoot.Date => texts.Format("roots.gap.date", Name(found, gap.Record, texts)),
                MissingRoot.Bearer => texts.Format("roots.gap.bearer", Name(found, gap.Record, texts)),
                _ => texts.Format("roots.gap.why", Name(found, gap.Record, texts), Name(found, gap.Root!.Value, texts)),
            };
            foreach (string line in Paragraph.Lines(said, 2, "- ")) yield return line;
        }
    }

    private static string Said(Entry source, ClaimsRead read, Texts texts)
    {
        string? cited = RecordId.TryParse(source["resource"], out RecordId id) && read.Cited.TryGetValue(id, out RecordLine? line) ? $"{RecordName.Of(line, texts).Title} {id}" : null;
        return string.Join(", ", new[] { cited, source["title"], source["url"], source["locator"] }.OfType<string>());
    }

    private static string Name(RootsFound found, int record, Texts texts) => RecordName.Of(found.Records[record].Line, texts).Title;
}
