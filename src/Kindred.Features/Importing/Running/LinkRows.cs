using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Running;

/// <summary>Makes links of what a row says of other rows of its source. What leads to no record yet, or to one that waits at the desk, is kept beside the row: its name may be what the source keeps to itself, so it
/// makes no record.</summary>
public sealed class LinkRows(KindList kinds, WeighRow weigh)
{
    /// <summary>The field by which something belongs to something larger.</summary>
    private const string PartOf = "partOf";

    public ImportRow Linked(IArchiveSession session, ImportRow row, ImportSource source, RowsBefore rows)
    {
        if (row.RowLinks.IsEmpty) return row;
        List<LinkMention> links = [.. row.Links];
        List<SourceCell> leftover = [.. row.Leftover];
        List<Loss> losses = [.. row.Losses];
        List<RowFinding> findings = [.. row.Findings];
        foreach (RowLink link in row.RowLinks.Where(link => link.Key != row.Key))
        {
            IReadOnlyCollection<string> linked = row.Kind[link.Field]!.LinkKinds is { IsEmpty: false } some ? some : [.. kinds.All.Select(kind => kind.Name)];
            bool isForetold = false;
            if (link.Field == PartOf && Waits(session, link, linked, source, rows)) findings.Add(new RowFinding(new Finding("held-with-whole", $"{WeighRow.Path(row)}.{link.Field}", link.Key), RowConsequence.Reviewed));
            if (Find(session, link, linked, source, rows, ref isForetold) is { } id)
            {
                if (!links.Exists(one => one.Field == link.Field && one.Target == id.ToString())) links.Add(new LinkMention(link.Field, id.ToString()));
            }
            else if (!isForetold)
            {
                int at = leftover.FindIndex(cell => cell.Heading == link.Heading);
                if (at < 0) leftover.Add(new SourceCell(link.Heading, [link.Value]));
                else leftover[at] = leftover[at] with { Values = leftover[at].Values.Add(link.Value) };
                Loss loss = new(link.Heading, LossReason.NotLinked);
                if (!losses.Contains(loss)) losses.Add(loss);
                findings.Add(new RowFinding(new Finding("linked-row-not-here", $"{WeighRow.Path(row)}.{link.Field}", link.Key), RowConsequence.Told));
            }
        }

        return row with { Marks = null, Links = [.. links], RowLinks = [], Leftover = [.. leftover], Losses = [.. losses], Findings = [.. findings] };
    }

    /// <summary>What is private, a draft or under a protocol holds for what belongs to it, of which many sources say nothing.</summary>
    private bool Waits(IArchiveSession session, RowLink link, IReadOnlyCollection<string> linked, ImportSource source, RowsBefore rows) => linked.Select(kind => weigh.KeyOf(source, kind, link.Key))
        .Any(key => rows.WillWait(key) || (session.FindImportKey(key) is { } kept && session.FindRecord(kept.Subject) is null && session.FindDepositOf(kept.Subject) is not null));

    private RecordId? Find(IArchiveSession session, RowLink link, IReadOnlyCollection<string> linked, ImportSource source, RowsBefore rows, ref bool isForetold)
    {
        foreach (string kind in linked)
        {
            byte[] key = weigh.KeyOf(source, kind, link.Key);
            if (session.FindImportKey(key) is { } kept && session.FindRecord(kept.Subject) is { } there && linked.Contains(there.Kind)) return there.Id;
            // Of a dry run: a row before it would have made it.
            if (rows.IsTold && rows.LastSaid(key) is not null) isForetold = true;
        }

        return !isForetold && link.Name is { } name ? Mentions.Find(session, name, linked) : null;
    }
}
