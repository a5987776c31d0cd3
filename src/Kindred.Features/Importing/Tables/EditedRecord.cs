using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Features.Importing.Tables;

/// <summary>A record with what was changed in its row. A cell is taken where its field says what it said when the table was made; where somebody changed it since, or something stands there that the table did not
/// show, it is left as it is and told.</summary>
internal sealed class EditedRecord(IArchiveSession session, ImportRow row, Record known, DateOnly today)
{
    private readonly RecordContent newest = session.FindRevision(known.Id, known.LatestRevision)?.Content ?? known.Content;
    private readonly RecordContent? then = session.FindRevision(known.Id, row.Edits!.Marks.Revision)?.Content;
    private readonly List<Finding> left = [];
    private readonly List<TakenCell> taken = [];

    private Kind Kind => row.Kind;

    private CellMarks Marks => row.Edits!.Marks;

    public WeighedEdits Weigh()
    {
        foreach (CellEdit edit in row.Edits!.Cells)
        {
            // Someone's own words are nobody else's to change.
            if (Kind.Name == Note.Kind.Name && known.Deposit is not null) Leave(edit, new Finding("note-of-another"));
            else if (edit.Doubt is { } doubt) Leave(edit, doubt);
            else if (Kind[edit.Heading] is { IsLink: true } field) TakeLinks(edit, field);
            else TakeText(edit);
        }

        WeighedEdits whole = Made();
        // What is not right in a cell leaves that cell as it was, and no other.
        Finding[] wrong = whole.Proposal is null ? [] : [.. Kind.Check(whole.Record!.Content, whole.Record.Links, today, WeighRow.Path(row)).Where(finding => CellOf(finding) is not null)];
        if (wrong is []) return whole;
        left.AddRange(wrong);
        HashSet<TakenCell> without = [.. wrong.Select(finding => CellOf(finding)!)];
        taken.RemoveAll(without.Contains);
        return Made();
    }

    private TakenCell? CellOf(Finding finding) => taken.Find(cell => IsOf(finding, cell.Heading));

    private bool IsOf(Finding finding, string heading)
    {
        string at = finding.Field.StartsWith(WeighRow.Path(row) + ".", StringComparison.Ordinal) ? finding.Field[(WeighRow.Path(row).Length + 1)..] : "";
        return at == heading || at.StartsWith(heading + ".", StringComparison.Ordinal) || at.StartsWith(heading + "[", StringComparison.Ordinal)
            || (finding.Code == "language-not-a-tag" && at == "translations" && heading.StartsWith($"{RecordColumns.Translations}{finding.Value}.", StringComparison.Ordinal));
    }

    /// <summary>In the order of the table's columns: of a row that is not taken the first is what is told.</summary>
    private ImmutableArray<Finding> LeftInOrder() => [.. left.OrderBy(finding => row.Edits!.Cells.TakeWhile(edit => !IsOf(finding, edit.Heading)).Count())];

    private WeighedEdits Made()
    {
        RecordContent wanted = taken.Aggregate(newest, (content, cell) => cell.Put(content));
        string[] parts = [.. ContentPart.Changed(newest, wanted), .. taken.Where(cell => cell.Links is not null).Select(cell => cell.Heading)];
        WeighedEdits nothing = new() { Left = LeftInOrder() };
        if (parts is []) return nothing;
        Proposal proposal = new()
        {
            Entry = session.Mint(), Record = known.Id, Kind = Kind.Name, OfRevision = then is null ? known.LatestRevision : Marks.Revision, Parts = [.. parts],
            Content = parts.Aggregate(new RecordContent { Language = wanted.Language }, (made, part) => ContentPart.Put(made, part, wanted)) with { Links = [] },
            Links = [.. taken.SelectMany(cell => cell.Links ?? [])], Seen = [.. taken.SelectMany(cell => cell.Seen).Distinct()],
        };
        DepositedRecord record = proposal.Onto(newest, Kind, parts, link => Mentions.Find(session, link.Target, Kind[link.Field]!.LinkKinds));
        // What it led to may have been withdrawn since.
        record = record with { Ref = "1", Links = [.. record.Links.Where(link => Telling.IsBeside(Kind.Name, link.Field) || !RecordId.TryParse(link.Target, out RecordId target) || session.FindRecord(target) is not null || session.FindConnection(target) is not null)] };
        return IsThere(record) ? nothing : new WeighedEdits { Left = nothing.Left, Proposal = proposal, Record = record };
    }

    private bool IsThere(DepositedRecord record) => ContentJson.AreSame(record.Content, newest with { Links = [] })
        && record.Links.SequenceEqual(newest.Links.Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest)));

    private void TakeText(CellEdit edit)
    {
        string? now = Written(newest, edit.Heading), was = then is null ? null : Written(then, edit.Heading);
        if (edit.Text == RecordInput.Clean(now ?? "") || (edit.Text.Length > 0 && Kind[edit.Heading] is { } field && CellCodec.Read(field, edit.Text, "", []) is { } same && CellCodec.Write(field, same) == now)) return;
        if (edit.Text.Length > 0)
        {
            // As it was, in the spreadsheet's own way of writing it.
            (bool isSame, Finding? doubt) = (now, was) switch
            {
                (not null, _) when Marks.IsAsWritten(edit.Heading, now) => SpreadsheetHabits.Weigh(now, edit.Text),
                (_, not null) when Marks.IsAsWritten(edit.Heading, was) => SpreadsheetHabits.Weigh(was, edit.Text),
                _ => (false, null),
            };
            if (isSame) return;
            if (doubt is not null)
            {
                Leave(edit, doubt with { Value = CellCodec.Short(edit.Text) });
                return;
            }
        }

        switch (Since(edit.Heading, now))
        {
            case CellSince.Changed:
                Leave(edit, new Finding("cell-changed-since"));
                return;
            case CellSince.KeptBack:
                Leave(edit, new Finding("cell-kept-back"));
                return;
        }

        if (Cell(edit) is { } cell) taken.Add(cell);
    }

    /// <summary>What this archive would write of it for those who see the record's way; null: nothing.</summary>
    private string? Written(RecordContent content, string heading)
    {
        if (heading == RecordColumns.Language) return content.Language;
        if (Kind[heading] is { } field) return content[field.Name] is { } value ? CellCodec.Write(field, value) : null;
        return RecordCells.Translation(Kind, heading) is var (language, of) ? content.Translations.GetValueOrDefault(language)?.GetValueOrDefault(of.Name)?.Text : null;
    }

    private CellSince Since(string heading, string? now)
    {
        if (Marks.IsAsWritten(heading, now ?? "")) return CellSince.AsItWas;
        foreach (FieldValue? shown in Shown(heading))
        {
            // A closer point than was shown is whoever's who changes it; one of which nothing was shown is not.
            if (Marks.IsAsWritten(heading, shown is null ? "" : CellCodec.Write(Kind[heading]!, shown))) return shown is null ? CellSince.KeptBack : CellSince.AsItWas;
        }

        if (!Marks.IsWhole && Marks.IsAsWritten(heading, Written(WithheldField.Without(newest, known.WithheldFields), heading) ?? "")) return CellSince.KeptBack;
        // A term was renamed since, or the form of a cell is another: the field itself is the same.
        bool isSame = now is not null && then is not null && Parts(heading).All(part => ContentPart.IsSame(part, then, newest));
        return isSame && Marks.HadText(heading) ? CellSince.AsItWas : CellSince.Changed;
    }

    /// <summary>Other values that a table may have had in the stead of the newest: a point that is shown more coarsely, sources without records that were not shown.</summary>
    private IEnumerable<FieldValue?> Shown(string heading)
    {
        if (newest[heading] is FieldValue.Coordinates point) return [VisibilityPolicy.AtShownPrecision(point, isPrecise: true), VisibilityPolicy.AtShownPrecision(point, isPrecise: false)];
        if (Kind[heading] is not { Type: FieldType.Sources }) return [];
        Entry[] shown = [.. newest.Entries(heading).Select(entry => RecordId.TryParse(entry["resource"], out RecordId id) && !Marks.HasShown(heading, id) ? new Entry(entry.Parts.Remove("resource")) : entry).Where(entry => !entry.Parts.IsEmpty)];
        return newest[heading] is null ? [] : [new FieldValue.Entries([.. shown])];
    }

    private IEnumerable<string> Parts(string heading) => heading == FieldNotices.Name
        ? FieldNotices.All(newest).Concat(FieldNotices.All(then!)).Select(one => $"{FieldNotices.Name}.{one.Field}").Distinct() : [heading];

    private TakenCell? Cell(CellEdit edit)
    {
        string at = RecordInput.At(WeighRow.Path(row), edit.Heading);
        if (edit.Heading == RecordColumns.Language)
        {
            if (edit.Text.Length > 0) return new TakenCell(edit.Heading, content => content with { Language = RecordInput.Language(edit.Text)! });
            left.Add(new Finding("needs-field", at));
            return null;
        }

        if (Kind[edit.Heading] is { } field)
        {
            FieldValue? value = edit.Text.Length == 0 ? null : CellCodec.Read(field, edit.Text, at, left);
            if (value is null && edit.Text.Length > 0) return null;
            // The point that is shown, written by hand once more.
            if (value is FieldValue.Coordinates && Shown(edit.Heading).Contains(value)) return null;
            RecordId[] seen = field.Type == FieldType.Sources ? [.. ReadableRecord.Cited(newest.Entries(field.Name)).Where(id => Marks.HasShown(edit.Heading, id))] : [];
            return new TakenCell(edit.Heading, content => field.Type == FieldType.Notices ? content.With(field.Name, value) : ContentPart.Put(content, field.Name, newest.With(field.Name, value))) { Seen = [.. seen] };
        }

        (string language, Field of) = RecordCells.Translation(Kind, edit.Heading)!.Value;
        return new TakenCell(edit.Heading, content => ContentPart.Put(content, ContentPart.OfTranslation(language, of.Name), Translated(edit, language, of)));
    }

    /// <summary>Somebody's own words, unless it is said beside them that a machine made them.</summary>
    private RecordContent Translated(CellEdit edit, string language, Field of)
    {
        List<KeyValuePair<string, string>> cells = [KeyValuePair.Create(edit.Heading, SpreadsheetText.Neutral(edit.Text))];
        if (row.Edits!.States.GetValueOrDefault(language) is { } states) cells.Add(KeyValuePair.Create(RecordColumns.States + language, SpreadsheetText.Neutral(states)));
        RecordContent read = RecordCells.Read(Kind, cells, newest.Language, "", []).Content;
        Translation? said = read.Translations.GetValueOrDefault(language)?.GetValueOrDefault(of.Name);
        return said is null ? new RecordContent { Language = newest.Language } : read with { Translations = read.Translations.SetItem(language, read.Translations[language].SetItem(of.Name, said with { IsStale = false })) };
    }

    private void TakeLinks(CellEdit edit, Field field)
    {
        string at = RecordInput.At(WeighRow.Path(row), edit.Heading);
        int before = left.Count;
        ImmutableArray<LinkMention> typed = edit.Text.Length == 0 ? [] : CellCodec.ReadLinks(field, edit.Text, at, left);
        if (left.Count > before) return;
        ContentLink[] there = [.. newest.Links.Where(link => link.Field == field.Name)];
        List<LinkMention> wanted = [];
        HashSet<RecordId> targets = [];
        foreach (LinkMention link in typed)
        {
            if (Mentions.Find(session, link.Target, field.LinkKinds) is { } id)
            {
                if (targets.Add(id)) wanted.Add(AsHeld(there, edit, link, id));
            }
            else if (RecordId.TryParse(link.Target, out RecordId gone))
            {
                // What the table showed and is not there any more is nobody's wish.
                if (!Marks.HasShown(edit.Heading, gone)) left.Add(new Finding(Mentions.Find(session, link.Target, []) is null ? "link-unknown" : "link-wrong-kind", at, link.Target));
            }
            else if (field.LinkKinds.IsEmpty)
            {
                left.Add(new Finding("link-unknown", at, CellCodec.Short(link.Target)));
            }
            else
            {
                wanted.Add(link);
            }
        }

        if (left.Count > before) return;
        RecordId[] seen = [.. there.Select(link => link.Target).Concat(targets).Where(id => Marks.HasShown(edit.Heading, id)).Distinct()];
        if (IsAsItIs(there, wanted, seen))
        {
            // What the table showed of it is said elsewhere: by the other record, or by a connection of its own.
            bool isElsewhere = session.ConnectionsOf(known.Id).Where(one => one.Type == field.Link!.Name).Select(one => one.From == known.Id ? one.To : one.From)
                .Any(other => Marks.HasShown(edit.Heading, other) && !targets.Contains(other) && !there.Any(link => link.Target == other));
            if (isElsewhere) Leave(edit, new Finding("cell-says-elsewhere"));
            return;
        }

        if (then is null || !there.SequenceEqual(then.Links.Where(link => link.Field == field.Name))) Leave(edit, new Finding("cell-changed-since"));
        else taken.Add(new TakenCell(edit.Heading, content => content) { Links = [.. wanted], Seen = [.. seen] });
    }

    /// <summary>With what the table did not show of a link: how closely a place may be shown, or a link that waits for its day.</summary>
    private LinkMention AsHeld(ContentLink[] there, CellEdit edit, LinkMention typed, RecordId id) => there.FirstOrDefault(link => link.Target == id) switch
    {
        null => typed with { Target = id.ToString() },
        var held when !Marks.HasShown(edit.Heading, id) => new LinkMention(held.Field, id.ToString(), held.Note, held.Finest),
        var held => typed with { Target = id.ToString(), Finest = typed.Finest ?? held.Finest },
    };

    /// <summary>Every link there was is wanted as it is, and every other that is wanted was shown, and is said elsewhere. Their order tells nothing but in a path.</summary>
    private bool IsAsItIs(ContentLink[] there, List<LinkMention> wanted, RecordId[] seen)
    {
        LinkMention[] held = [.. there.Where(link => seen.Contains(link.Target) || wanted.Any(one => one.Target == link.Target.ToString())).Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest))];
        LinkMention[] own = [.. wanted.Where(link => !RecordId.TryParse(link.Target, out RecordId id) || there.Any(one => one.Target == id) || !seen.Contains(id))];
        return Kind.Name == Domain.Kinds.Path.Kind.Name ? held.SequenceEqual(own) : held.Length == own.Length && held.All(own.Contains);
    }

    private void Leave(CellEdit edit, Finding why) => left.Add(why with { Field = RecordInput.At(WeighRow.Path(row), edit.Heading) });

    private enum CellSince
    {
        AsItWas,
        Changed,

        /// <summary>Something stands there that the table did not show.</summary>
        KeptBack,
    }

    /// <summary>A cell that is taken.</summary>
    private sealed record TakenCell(string Heading, Func<RecordContent, RecordContent> Put)
    {
        public ImmutableArray<LinkMention>? Links { get; init; }

        /// <summary>Of what it leads to, what the table showed.</summary>
        public ImmutableArray<RecordId> Seen { get; init; } = [];
    }
}

/// <summary>What becomes of the cells of a row.</summary>
internal sealed record WeighedEdits
{
    /// <summary>Cells that are left as they are, and why.</summary>
    public ImmutableArray<Finding> Left { get; init; } = [];

    /// <summary>What the others change; null: nothing.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>The record with it.</summary>
    public DepositedRecord? Record { get; init; }
}
