using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Search;

/// <summary>What the values of facets are called. The name of a record is asked of the store as a stranger would, so that what is hidden has none and
/// is not listed; it is kept until that record changes.</summary>
public sealed class FacetLabels
{
    private const int MostKept = 50_000;

    /// <summary>A value that no record has.</summary>
    private const string Nobody = "";

    private readonly IRecordStore records;
    private readonly TimeProvider time;
    private readonly KindList kinds;
    private readonly OwnTexts own;
    private readonly Dictionary<RecordId, RecordLine?> lines = [];
    private readonly Dictionary<(string Facet, string Language, string Mark), FoldedNames> folded = [];
    private DateOnly day;
    private long changes;

    public FacetLabels(IRecordStore records, FacetOrdinals ordinals, KindList kinds, OwnTexts own, TimeProvider time)
    {
        (this.records, this.kinds, this.own, this.time) = (records, kinds, own, time);
        ordinals.Changed += Forget;
    }

    /// <summary>Rises with each change of what names are made from. Read before the values that are to be named: names that were withdrawn since are
    /// then not kept.</summary>
    public long Version
    {
        get
        {
            lock (lines) return changes;
        }
    }

    /// <summary>Whether the values of the facet are ids of records.</summary>
    public bool IsOfRecords(string facet) => kinds.Now.IsOfRecords(facet);

    /// <summary>The lines of records that anyone may see, by id.</summary>
    public async ValueTask<IReadOnlyDictionary<RecordId, RecordLine>> Lines(IReadOnlyCollection<RecordId> ids, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        Dictionary<RecordId, RecordLine> found = new(ids.Count);
        List<RecordId> missing = [];
        long before;
        lock (lines)
        {
            // Tomorrow something may have lapsed.
            if (day != today || lines.Count > MostKept) lines.Clear();
            day = today;
            before = changes;
            foreach (RecordId id in ids)
            {
                if (!lines.TryGetValue(id, out RecordLine? line)) missing.Add(id);
                else if (line is not null) found[id] = line;
            }
        }

        if (missing.Count == 0) return found;
        foreach (RecordLine line in await records.Lines(missing, new Viewer.Public(today), cancel).ConfigureAwait(false)) found[line.Id] = line;
        lock (lines)
        {
            // What changed while we asked may have been read as it was.
            if (before != changes) return found;
            foreach (RecordId id in missing) lines[id] = found.GetValueOrDefault(id);
        }

        return found;
    }

    /// <summary>The filter without ids of records that nobody may know of: what links to them is not found by them.</summary>
    public async ValueTask<FacetFilter> Known(FacetFilter filter, CancellationToken cancel)
    {
        if (!IsOfRecords(filter.Facet)) return filter;
        RecordId[] ids = [.. filter.Values.Select(value => RecordId.TryParse(value, out RecordId id) ? id : default)];
        IReadOnlyDictionary<RecordId, RecordLine> known = await Lines(ids, cancel).ConfigureAwait(false);
        return filter with { Values = [.. filter.Values.Zip(ids, (value, id) => known.ContainsKey(id) ? value : Nobody)] };
    }

    /// <summary>Values with their names, in the order in which they are listed; those of hidden records are left out.</summary>
    public async ValueTask<ImmutableArray<FacetCount>> Named(FacetValues values, Texts texts, CancellationToken cancel)
    {
        IEnumerable<FacetCount> named = IsOfRecords(values.Facet)
            ? await OfRecordsNamed(values, texts, cancel).ConfigureAwait(false)
            : values.Values.Select(one => new FacetCount(one.Value, Of(values.Facet, one.Value, texts), one.Count));
        return values.Facet switch
        {
            // Never by count: nothing here ranks one community above another.
            "community" => [.. named.OrderBy(one => one.Order ?? one.Label, texts.Alphabetical)],
            "time" => [.. named.OrderByDescending(one => one.Value[..4], StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal)],
            _ => [.. named.OrderByDescending(one => one.Count).ThenBy(one => one.Label, texts.Alphabetical)],
        };
    }

    private static string TimeOf(string value, Texts texts) => value.Length > 4 ? value[(value.IndexOf('/') + 1)..] : texts.DatesInWords.Write(EdtfDate.Parse(value[..3] + "X"));

    /// <summary>The name of a value that is no record.</summary>
    public string Of(string facet, string value, Texts texts)
    {
        if (facet == "kind") return Text(texts, $"kind.{value}.many", value);
        if (facet == "language") return Language(value, texts);
        if (facet == "time") return TimeOf(NativeDigits.In(value, texts.Culture), texts);
        if (facet == "behindTheScenes") return texts["search.told"];
        if (kinds.Now.OwnFacet(facet)?.Type is FieldType.Flag) return texts[value == "true" ? "record.yes" : "record.no"];
        if (kinds.Now.OwnFacet(facet)?.Type is FieldType.Language) return Language(value, texts);
        return kinds.Now.VocabulariesOf(facet).FirstOrDefault(one => one.Has(value)) is { } vocabulary
            ? Text(texts, $"term.{vocabulary.Name}.{value}", value)
            : value;
    }

    public static string Language(string tag, Texts texts) => Text(texts, $"term.languages.{Languages.Primary(tag)}", Languages.NativeName(tag));

    /// <summary>The title in the reader's language, else in the record's own: what records are put in order by.</summary>
    public static string Title(RecordLine line, Texts texts) => RecordName.Order(line, texts);

    /// <summary>Values of the facet that are called so, or whose name holds what was typed where none is called so exactly.</summary>
    /// <param name="version"><see cref="Version"/> before the values were read.</param>
    public async ValueTask<ImmutableArray<string>> Find(string facet, string typed, IReadOnlyList<string> values, long version, Texts texts, CancellationToken cancel)
    {
        if (values.Contains(typed) && (!IsOfRecords(facet) || (await Known(new FacetFilter(facet, typed), cancel).ConfigureAwait(false)).Values is [not Nobody])) return [typed];
        string wanted = Folded(typed.Trim());
        // No word at all stands in every name.
        if (wanted.Length == 0) return [];
        if (facet == "time") return [.. values.Where(value => value.EndsWith(wanted, StringComparison.Ordinal) || value + "s" == wanted)];
        (string Value, string[] Names)[] named = await NamesOf(facet, values, version, texts, cancel).ConfigureAwait(false);
        string[] exactly = [.. named.Where(one => one.Names.Contains(wanted)).Select(one => one.Value)];
        return exactly is not [] ? [.. exactly] : [.. named.Where(one => one.Names.Any(name => name.Contains(wanted, StringComparison.Ordinal))).Select(one => one.Value)];
    }

    /// <summary>Names in this page language and in English, folded: to fold those of 60,000 topics takes as long as ten searches.</summary>
    private async ValueTask<(string Value, string[] Names)[]> NamesOf(string facet, IReadOnlyList<string> values, long version, Texts texts, CancellationToken cancel)
    {
        lock (lines)
        {
            if (folded.TryGetValue((facet, texts.Language, texts.Mark), out FoldedNames? known) && known.Version == version) return known.Names;
        }

        List<(string Value, string[] Names)> named = [];
        if (IsOfRecords(facet))
        {
            RecordId[] ids = [.. values.Select(value => RecordId.TryParse(value, out RecordId id) ? id : default)];
            foreach (RecordLine line in (await Lines(ids, cancel).ConfigureAwait(false)).Values)
                named.Add((line.Id.ToString(), [.. line.Titles.Values.Append(line.Title).Select(title => Folded(title))]));
        }
        else
        {
            Texts english = own.Over(Texts.For(Texts.Source));
            foreach (string value in values) named.Add((value, [.. new[] { value, Of(facet, value, texts), Of(facet, value, english) }.Distinct().Select(Folded)]));
        }

        FoldedNames made = new(version, [.. named]);
        lock (lines)
        {
            if (version == changes) folded[(facet, texts.Language, texts.Mark)] = made;
        }

        return made.Names;
    }

    private async ValueTask<IEnumerable<FacetCount>> OfRecordsNamed(FacetValues values, Texts texts, CancellationToken cancel)
    {
        List<(RecordId Id, ValueCount Count)> ids = new(values.Values.Length);
        foreach (ValueCount one in values.Values)
        {
            if (RecordId.TryParse(one.Value, out RecordId id)) ids.Add((id, one));
        }

        IReadOnlyDictionary<RecordId, RecordLine> known = await Lines([.. ids.Select(one => one.Id)], cancel).ConfigureAwait(false);
        return ids.Where(one => known.ContainsKey(one.Id)).Select(one => new FacetCount(one.Count.Value, RecordName.Whole(known[one.Id], texts), one.Count.Count) { Order = Title(known[one.Id], texts) });
    }

    private void Forget(IReadOnlyList<RecordId> changed)
    {
        lock (lines)
        {
            changes++;
            foreach (RecordId id in changed) lines.Remove(id);
            // A name that was withdrawn stays nowhere.
            folded.Clear();
        }
    }

    private static string Folded(string label) => Analysis.Analyse(label, null).Exact;

    private static string Text(Texts texts, string key, string otherwise) => texts.Has(key) ? texts[key] : otherwise;

    private sealed record FoldedNames(long Version, (string Value, string[] Names)[] Names);
}

/// <summary>A value of a facet, what it is called, and how many have it.</summary>
public sealed record FacetCount(string Value, string Label, int Count)
{
    /// <summary>What it is put in order by, where that is not its label.</summary>
    internal string? Order { get; init; }

    public bool Equals(FacetCount? other) => other is not null && (Value, Label, Count) == (other.Value, other.Label, other.Count);

    public override int GetHashCode() => HashCode.Combine(Value, Label, Count);
}
