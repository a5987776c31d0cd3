using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Makes an <see cref="ImportRow"/> of a <see cref="SourceRow"/> as a profile says. It asks no archive and keeps nothing between rows, so that many may be mapped at
/// once; the same row always comes out the same. Nothing is lost: what comes to no field is in the leftover, and a loss says why.</summary>
public sealed class Mapping
{
    /// <summary>What is found where nothing was made of a column that may say that not everyone may see the row.</summary>
    public const string NotForAll = "maybe-not-for-all";

    private const int MostHeadings = 20_000;

    private readonly Profile profile;
    private readonly KindSet kinds;
    private readonly DateOnly today;
    private readonly ColumnSurvey? survey;
    private readonly FrozenDictionary<string, int> byHeading;
    private readonly ImmutableArray<string> headings;
    private readonly FrozenSet<string> empty;
    private readonly FrozenSet<string> keys;
    private readonly FrozenDictionary<string, Kind> kindNames;
    private readonly ImmutableArray<Template> combined;
    private readonly TitleRule titles;
    private readonly ImmutableArray<Texts> texts;
    private readonly ConcurrentDictionary<string, KindPlan> plans = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, VisibilitySense?> unguarded = new(StringComparer.Ordinal);
    private int unguardedCount;
    private readonly ConcurrentDictionary<string, TermNames> terms = new(StringComparer.Ordinal);

    /// <param name="profile">Found right by <see cref="ProfileCheck"/>.</param>
    /// <param name="today">In UTC.</param>
    /// <param name="survey">A look at every row; null: what only a whole column shows is not read.</param>
    /// <param name="archives">Language of the archive's own words.</param>
    public Mapping(Profile profile, KindSet kinds, DateOnly today, ColumnSurvey? survey = null, string archives = Texts.Source)
    {
        (this.profile, this.kinds, this.today, this.survey) = (profile, kinds, today, survey);
        combined = [.. profile.Combined.Select(place => Template.Of(place.Template ?? ""))];
        titles = new TitleRule(profile.Title);
        headings =
        [
            .. profile.Columns.Select(column => column.Heading)
                .Concat(combined.SelectMany(template => template.Places)).Concat(titles.Places).Concat(profile.Key).Concat(profile.Review.Select(rule => rule.Heading))
                .Concat(new[] { profile.Kind.Column, profile.Language.Column }.OfType<string>()).Distinct(),
        ];
        byHeading = headings.Select((heading, at) => (heading, at)).ToFrozenDictionary(one => one.heading, one => one.at, StringComparer.Ordinal);
        empty = profile.Empty.Select(value => value.Trim()).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        keys = profile.Key.ToFrozenSet(StringComparer.Ordinal);
        texts = [.. Texts.Languages.Select(language => OwnTexts.Of(kinds, Texts.For(language), archives))];
        kindNames = kinds.All.SelectMany(kind => texts.Select(language => language[$"kind.{kind.Name}.one"]).Prepend(kind.Name).Append(kind.Plural), (kind, name) => (kind, name: Step.Folded(name)))
            .DistinctBy(one => one.name).ToFrozenDictionary(one => one.name, one => one.kind, StringComparer.Ordinal);
    }

    /// <summary>Rows of one key that follow each other come as one where the profile says so.</summary>
    public IEnumerable<ImportRow> Map(IEnumerable<SourceRow> rows) => (profile.IsTogether ? RowsTogether.Of(rows, profile.Key) : rows).Select(Map);

    public ImportRow Map(SourceRow row)
    {
        ImmutableArray<string>[] cells = new ImmutableArray<string>[headings.Length];
        List<SourceCell>? others = null;
        foreach (SourceCell cell in row.Cells)
        {
            if (!byHeading.TryGetValue(cell.Heading, out int at)) (others ??= []).Add(cell);
            else cells[at] = cells[at].IsDefault ? cell.Values : cells[at].AddRange(cell.Values);
        }

        List<RowFinding> findings = [];
        Kind kind = KindOf(cells, findings);
        KindPlan plan = plans.GetOrAdd(kind.Name, _ => Plan(kind));
        RowDraft draft = new(kind, LanguageOf(cells, findings));
        foreach (RowFinding finding in findings) draft.Tell(finding.Finding, finding.Consequence);
        foreach (Finding finding in row.Findings) draft.Tell(finding, row.IsRefused && finding == row.Findings[^1] ? RowConsequence.NotTaken : RowConsequence.Told);
        RowPlacing placing = new(draft, empty, today);
        foreach ((int at, ImmutableArray<Step> steps) in plan.Columns)
        {
            if (!cells[at].IsDefault) placing.Column(headings[at], cells[at], steps);
        }

        foreach ((int index, Step step) in plan.Combined) placing.Combined(step, combined[index], heading => Joined(cells, heading), heading => cells[byHeading[heading]]);
        foreach ((Step step, ImmutableArray<string> values) in plan.Constants) placing.Constant(step, values);
        foreach (SourceCell other in others ?? []) Unnamed(draft, other.Heading, other.Values);
        foreach (int at in plan.Unplaced)
        {
            if (!cells[at].IsDefault) Unnamed(draft, headings[at], cells[at]);
        }

        placing.Finish();
        Review(draft, cells);
        foreach (SourceCell cell in row.Cells) TellUnguarded(draft, cell);
        return Finished(row, draft, cells);
    }

    private ImportRow Finished(SourceRow row, RowDraft draft, ImmutableArray<string>[] cells)
    {
        RecordContent content = draft.Content();
        TitleOrigin origin = TitleOrigin.Source;
        if (content.Title.Length == 0)
        {
            if (titles.Of(draft.Kind, content, draft.Links, heading => Joined(cells, heading)) is { } made)
            {
                content = content.With("title", new FieldValue.One(made.Title));
                origin = made.Origin;
            }
        }
        else if (content.Title.Length > KindCheck.LongestTitle)
        {
            // The whole of it stays: beside the record, as the column that gave it has it or as it was put together.
            draft.Leave("title", content.Title, LossReason.Shortened);
            draft.Tell(new Finding("title-shortened", "title"));
            content = content.With("title", new FieldValue.One(TitleRule.Shortened(content.Title, KindCheck.LongestTitle)));
        }

        foreach (Finding finding in draft.Kind.Check(content, draft.AllLinks, today)) draft.Tell(finding, RowConsequence.NotTaken);
        foreach (Finding finding in PersonalData.In(draft.Kind, content, draft.Links)) draft.Tell(finding, RowConsequence.Reviewed);
        return draft.Row(row.Number, content) with { Key = KeyOf(cells), TitleOrigin = origin };
    }

    /// <summary>What the source does not show to everyone is public here only after somebody has read it.</summary>
    private void Review(RowDraft draft, ImmutableArray<string>[] cells)
    {
        foreach (ReviewRule rule in profile.Review)
        {
            ImmutableArray<string> cell = cells[byHeading[rule.Heading]];
            string[] said = cell.IsDefault ? [] : [.. cell.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value.Trim())];
            if (said is []) said = [""];
            if (!said.All(value => rule.Unless.Contains(value, StringComparer.OrdinalIgnoreCase))) draft.Tell(ToldWhy(rule.Because, rule.Heading, RowPlacing.Short(string.Join("; ", said))), RowConsequence.Reviewed);
        }
    }

    /// <summary>Of a column of which the profile makes nothing: whoever wrote it may not have known what it says of who may see the row.</summary>
    private void TellUnguarded(RowDraft draft, SourceCell cell)
    {
        if (SenseOf(cell.Heading) is not { } sense) return;
        foreach (string value in cell.Values)
        {
            if (IsNothing(value) || !VisibilityWords.MayKeep(sense, value)) continue;
            draft.Tell(new Finding("maybe-not-for-all", cell.Heading, RowPlacing.Short(value.Trim())));
            return;
        }
    }

    private VisibilitySense? SenseOf(string heading)
    {
        if (unguarded.TryGetValue(heading, out VisibilitySense? known)) return known;
        VisibilitySense? sense = Unguarded(heading);
        // Rows of JSON may each have headings of their own.
        if (unguardedCount < MostHeadings && unguarded.TryAdd(heading, sense)) Interlocked.Increment(ref unguardedCount);
        return sense;
    }

    private VisibilitySense? Unguarded(string heading)
    {
        if (heading == profile.Kind.Column || heading == profile.Language.Column || keys.Contains(heading) || profile.Review.Any(rule => rule.Heading == heading)) return null;
        // It goes somewhere, or is left out: whoever wrote the profile has looked at it.
        if (profile.Columns.FirstOrDefault(column => column.Heading == heading) is { } named && named.Places.Any(place => place.To != Placement.Leave)) return null;
        return combined.Any(template => template.Places.Contains(heading)) ? null : VisibilityWords.Sense(heading);
    }

    private static Finding ToldWhy(ReviewReason because, string heading, string said) => because switch
    {
        ReviewReason.Protocol => new Finding("held-by-protocol", heading, said),
        ReviewReason.Label => new Finding("held-by-label", heading, said),
        _ => new Finding("held-private", heading, said),
    };

    private void Unnamed(RowDraft draft, string heading, ImmutableArray<string> values)
    {
        if (keys.Contains(heading)) return;
        foreach (string value in values)
        {
            if (IsNothing(value)) continue;
            if (profile.DropsOthers) draft.Lose(heading, LossReason.Dropped);
            else draft.Leave(heading, value, LossReason.NoPlace);
        }
    }

    private bool IsNothing(string value) => string.IsNullOrWhiteSpace(value) || (empty.Count > 0 && empty.Contains(value.Trim()));

    /// <summary>Null: nothing is written there.</summary>
    private string? Joined(ImmutableArray<string>[] cells, string heading)
    {
        if (!byHeading.TryGetValue(heading, out int at) || cells[at].IsDefault) return null;
        List<string> joined = [];
        foreach (string value in cells[at])
        {
            if (IsNothing(value)) continue;
            foreach (string part in value[0] is '[' or '(' ? Separation.Of(value, Separation.List, false) : [value])
            {
                joined.Add(part.Trim());
            }
        }

        return string.Join(", ", joined) is { Length: > 0 } text ? text : null;
    }

    /// <summary>What the source calls the row; null: nothing.</summary>
    public string? KeyOf(SourceRow row)
    {
        if (profile.Key.IsEmpty) return null;
        ImmutableArray<string>[] cells = new ImmutableArray<string>[headings.Length];
        foreach (SourceCell cell in row.Cells)
        {
            if (byHeading.TryGetValue(cell.Heading, out int at) && keys.Contains(cell.Heading)) cells[at] = cells[at].IsDefault ? cell.Values : cells[at].AddRange(cell.Values);
        }

        return KeyOf(cells);
    }

    private string? KeyOf(ImmutableArray<string>[] cells)
    {
        if (profile.Key.IsEmpty) return null;
        if (profile.Key is [var only]) return Joined(cells, only);
        string?[] parts = [.. profile.Key.Select(heading => Joined(cells, heading))];
        return parts.All(part => part is null) ? null : string.Join('\u001f', parts);
    }

    private Kind KindOf(ImmutableArray<string>[] cells, List<RowFinding> findings)
    {
        string? said = profile.Kind.Column is { } column ? Joined(cells, column) : null;
        if (said is not null)
        {
            if (Find(profile.Kind.Values.GetValueOrDefault(said, said)) is { } named) return named;
            findings.Add(new RowFinding(new Finding("unknown-kind", "kind", said), profile.Kind.Constant is null ? RowConsequence.NotTaken : RowConsequence.Told));
        }
        else if (profile.Kind.Constant is null)
        {
            findings.Add(new RowFinding(new Finding("needs-kind", "kind"), RowConsequence.NotTaken));
        }

        return Find(profile.Kind.Constant ?? "") ?? kinds.All[0];

        Kind? Find(string name) => kinds.Find(name) ?? kindNames.GetValueOrDefault(Step.Folded(name));
    }

    private string LanguageOf(ImmutableArray<string>[] cells, List<RowFinding> findings)
    {
        string otherwise = profile.Language.Constant ?? Texts.Source;
        if (profile.Language.Column is not { } column || Joined(cells, column) is not { } said) return otherwise;
        if (LanguageTag.Read(profile.Language.Values.GetValueOrDefault(said, said)) is { } tag) return tag;
        findings.Add(new RowFinding(new Finding("language-not-a-tag", "language", said), RowConsequence.Told));
        return otherwise;
    }

    private KindPlan Plan(Kind kind)
    {
        EntryGroups groups = new();
        HashSet<string> placed = [.. new[] { profile.Kind.Column, profile.Language.Column }.OfType<string>()];
        var columns = ImmutableArray.CreateBuilder<(int, ImmutableArray<Step>)>();
        foreach (ColumnRule column in profile.Columns)
        {
            Step[] steps = [.. column.Places.Select(place => Ready(column.Heading, place, kind, groups, false)).OfType<Step>()];
            if (steps.Length == 0) continue;
            placed.Add(column.Heading);
            columns.Add((byHeading[column.Heading], [.. steps]));
        }

        (int, Step)[] several = [.. profile.Combined.Index().Select(one => (one.Index, Step: Ready(one.Item.Template ?? "", one.Item, kind, groups, true))).Where(one => one.Step is not null).Select(one => (one.Index, one.Step!))];
        foreach ((int index, _) in several) placed.UnionWith(combined[index].Places);
        return new KindPlan(
            columns.ToImmutable(), [.. several],
            [.. profile.Constants.Select(one => (Step: Ready(one.To, new Placement { To = one.To, Split = Separation.None }, kind, groups, false), one.Values)).Where(one => one.Step is not null).Select(one => (one.Step!, one.Values))],
            [.. headings.Index().Where(one => !placed.Contains(one.Item)).Select(one => one.Index)]);
    }

    private Step? Ready(string heading, Placement rule, Kind kind, EntryGroups groups, bool isCombined)
    {
        if (FieldPlace.Of(rule.To, kind) is not { } place) return null;
        Field? field = place.Field;
        return new Step(heading, rule, place, isCombined)
        {
            Group = place.Role == PlaceRole.EntryPart ? groups.Of(field!.Name, place.Part) : 0,
            Dates = DateForms.Of(rule, survey?[heading]),
            Terms = field is { Type: FieldType.Term } && place.Role == PlaceRole.Field ? terms.GetOrAdd(field.Vocabulary!, _ => TermNames.Of(field.Choices, texts)) : null,
        };
    }

    /// <param name="Columns">By their place among the headings.</param>
    /// <param name="Unplaced">Headings for which this kind has no place.</param>
    private sealed record KindPlan(
        ImmutableArray<(int Heading, ImmutableArray<Step> Steps)> Columns, ImmutableArray<(int Index, Step Step)> Combined, ImmutableArray<(Step Step, ImmutableArray<string> Values)> Constants, ImmutableArray<int> Unplaced);

    /// <summary>Columns of one field make entries together until one of them has a part that is there already.</summary>
    private sealed class EntryGroups
    {
        private readonly Dictionary<string, (int Group, HashSet<string> Parts)> now = new(StringComparer.Ordinal);

        public int Of(string field, string part)
        {
            (int Group, HashSet<string> Parts) known = now.GetValueOrDefault(field, (0, []));
            if (!known.Parts.Add(part)) known = (known.Group + 1, [part]);
            now[field] = known;
            return known.Group;
        }
    }
}
