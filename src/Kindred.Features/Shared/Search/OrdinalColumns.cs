using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;

namespace Kindred.Features.Shared.Search;

/// <summary>The index without its words, as arrays by document number: a facet's value is a small number, a document has a run of them in one long
/// array. Counting walks that array from end to end, which is why it takes about a millisecond for 100,000 documents. Not safe for threads.</summary>
internal sealed partial class OrdinalColumns
{
    /// <summary>As many values of a facet as anything shows.</summary>
    public const int MostValues = 300;

    private const int FewInOrder = 2_000;
    private const int LongestSortTitle = 48;
    private const int Undated = int.MinValue;

    private static readonly CompareInfo Titles = CultureInfo.InvariantCulture.CompareInfo;

    private readonly SortedDocuments[] orders;
    private readonly DocumentSet present = new(0);

    private RecordId[] ids = [];
    private int[] firstDays = [];
    private int[] lastDays = [];
    private int[] published = [];
    private string[] sortTitles = [];
    private byte[] titleLengths = [];

    public OrdinalColumns() => orders = [.. Enum.GetValues<DocumentOrder>().Select(order => new SortedDocuments(ComparisonOf(order)))];

    public int Count { get; private set; }

    public RecordId this[int document] => ids[document];

    public bool Has(int document) => present[document];

    /// <summary>Looks through all of them: a third of a millisecond for 300,000, and no table that holds them all again.</summary>
    public int? Find(RecordId id)
    {
        for (int document = Array.IndexOf(ids, id); document >= 0; document = Array.IndexOf(ids, id, document + 1))
        {
            if (present[document]) return document;
        }

        return null;
    }

    public int? FirstDay(int document) => present[document] && firstDays[document] != Undated ? firstDays[document] : null;

    public (int First, int Last)? Days(int document) => FirstDay(document) is { } first ? (first, lastDays[document]) : null;

    public void Put(IndexedDocument document)
    {
        int number = document.Document;
        int[] had = RunOf(number);
        Take(number);
        if (number >= ids.Length) Grow(number);
        ids[number] = document.Id;
        // What began nobody knows when is not undated.
        firstDays[number] = document.FirstDay is { } first ? Math.Max(first, Undated + 1) : Undated;
        lastDays[number] = document.LastDay ?? firstDays[number];
        published[number] = document.Published?.DayNumber ?? 0;
        sortTitles[number] = document.SortTitle.Length > LongestSortTitle ? document.SortTitle[..LongestSortTitle] : document.SortTitle;
        titleLengths[number] = (byte)Math.Min(byte.MaxValue, document.SortTitle.Length);
        PutRun(number, document.Terms);
        Forget(had);
        present.Add(number);
        Count++;
        foreach (SortedDocuments order in orders) order.Change(number);
    }

    public RecordId? Remove(int document)
    {
        if (!present[document]) return null;
        int[] had = RunOf(document);
        Take(document);
        Forget(had);
        return ids[document];
    }

    /// <summary>Lengths of titles in characters, 255 at most. They may change meanwhile, which does no harm.</summary>
    public Func<int, int> TitleLengths()
    {
        byte[] now = titleLengths;
        return document => document < now.Length ? now[document] : 0;
    }

    public DocumentSet Select(ReadOnlySpan<FacetFilter> filters, DaySpan? when)
    {
        if (filters.IsEmpty && when is null) return present.Copy();
        DocumentSet chosen = new(present.Capacity);
        (int[] Ordinals, bool IsExcluded)[] wanted = new (int[], bool)[filters.Length];
        for (int at = 0; at < filters.Length; at++)
        {
            FacetFilter filter = filters[at];
            wanted[at] = ([.. filter.Values.Select(value => Ordinal(filter.Facet, value)).Where(ordinal => ordinal >= 0)], filter.IsExcluded);
            if (wanted[at].Ordinals is [] && !filter.IsExcluded) return chosen;
        }

        foreach (int document in present)
        {
            if ((when is not { } span || Overlaps(document, span)) && Passes(document, wanted)) chosen.Add(document);
        }

        return chosen;
    }

    public Selection Counted(DocumentSet documents)
    {
        int count = documents.Count();
        // Everything: these counts are kept as documents come and go.
        if (count == Count) return new Selection(documents, count, ByFacet(uses));
        int[] counts = new int[terms.Count];
        foreach (int document in documents)
        {
            foreach (int ordinal in Run(document)) counts[ordinal]++;
        }

        return new Selection(documents, count, ByFacet(counts));
    }

    /// <summary>Few are put in order for themselves: the order of all is made for who needs it.</summary>
    public IEnumerable<int> InOrder(DocumentOrder order, DocumentSet documents, int count)
    {
        if (count > FewInOrder) return orders[(int)order].InOrder(present).Where(document => documents[document]);
        List<int> few = new(count);
        foreach (int document in documents)
        {
            if (present[document]) few.Add(document);
        }

        few.Sort(ComparisonOf(order));
        return few;
    }

    /// <summary>Values of a facet that any document has.</summary>
    public IEnumerable<string> ValuesOf(string facet)
    {
        for (int ordinal = 0; ordinal < terms.Count; ordinal++)
        {
            if (uses[ordinal] > 0 && terms[ordinal].Facet == facet) yield return terms[ordinal].Value;
        }
    }

    public FacetTerm Term(int ordinal) => terms[ordinal];

    public List<(int Document, int Term)> TermsOf(DocumentSet among, IReadOnlyCollection<string> wanted, int most)
    {
        bool[] isWanted = [.. facets.Select(wanted.Contains)];
        List<(int, int)> found = [];
        foreach (int document in among)
        {
            if (!present[document]) continue;
            foreach (int ordinal in Run(document))
            {
                if (isWanted[facetOf[ordinal]] && uses[ordinal] <= most) found.Add((document, ordinal));
            }
        }

        return found;
    }

    public List<(int Document, int Term)> Having(DocumentSet among, IReadOnlyCollection<int> wanted)
    {
        bool[] isWanted = new bool[terms.Count];
        foreach (int ordinal in wanted) isWanted[ordinal] = true;
        List<(int, int)> found = [];
        foreach (int document in among)
        {
            if (!present[document]) continue;
            foreach (int ordinal in Run(document))
            {
                if (isWanted[ordinal]) found.Add((document, ordinal));
            }
        }

        return found;
    }

    /// <summary>Documents of a single day whose month and day these are, in any year; the latest first.</summary>
    public List<int> OnDay(int month, int day)
    {
        List<int> found = [];
        foreach (int document in present)
        {
            if (firstDays[document] != lastDays[document] || firstDays[document] is < 0 or > 3_652_058) continue;
            DateOnly date = DateOnly.FromDayNumber(firstDays[document]);
            if (date.Month == month && date.Day == day) found.Add(document);
        }

        found.Sort(ByDate);
        return found;
    }

    private bool Overlaps(int document, DaySpan span) =>
        firstDays[document] != Undated && firstDays[document] <= span.Last && lastDays[document] >= span.First;

    private bool Passes(int document, ReadOnlySpan<(int[] Ordinals, bool IsExcluded)> wanted)
    {
        ReadOnlySpan<int> run = Run(document);
        foreach ((int[] any, bool isExcluded) in wanted)
        {
            bool has = any.Length == 1 ? run.Contains(any[0]) : run.ContainsAny(any);
            if (has == isExcluded) return false;
        }

        return true;
    }

    private ImmutableArray<FacetValues> ByFacet(ReadOnlySpan<int> counts)
    {
        List<ValueCount>[] values = [.. facets.Select(_ => new List<ValueCount>())];
        for (int ordinal = 0; ordinal < terms.Count; ordinal++)
        {
            if (counts[ordinal] > 0) values[facetOf[ordinal]].Add(new ValueCount(terms[ordinal].Value, counts[ordinal]));
        }

        return [.. facets.Zip(values, Ordered).Where(one => one.Different > 0)];
    }

    private static FacetValues Ordered(string facet, List<ValueCount> values)
    {
        values.Sort((one, other) => one.Count != other.Count ? other.Count.CompareTo(one.Count) : string.CompareOrdinal(one.Value, other.Value));
        // Communities are never cut by count: they are listed by name.
        return new FacetValues(facet, values.Count, facet == "community" ? [.. values] : [.. values.Take(MostValues)]);
    }

    private void Grow(int number)
    {
        int length = Math.Max(number + 1, Math.Max(256, ids.Length * 5 / 4));
        Array.Resize(ref ids, length);
        Array.Resize(ref firstDays, length);
        Array.Resize(ref lastDays, length);
        Array.Resize(ref published, length);
        Array.Resize(ref sortTitles, length);
        Array.Resize(ref titleLengths, length);
        Array.Resize(ref starts, length);
        Array.Resize(ref lengths, length);
    }

    private Comparison<int> ComparisonOf(DocumentOrder order) => order switch
    {
        DocumentOrder.Newest => ByNewest,
        DocumentOrder.Date => ByDate,
        _ => ByTitle,
    };

    private int ByNewest(int one, int other) =>
        published[one] != published[other] ? published[other].CompareTo(published[one]) : other.CompareTo(one);

    private int ByDate(int one, int other) =>
        firstDays[one] != firstDays[other] ? firstDays[other].CompareTo(firstDays[one])
        : lastDays[one] != lastDays[other] ? lastDays[other].CompareTo(lastDays[one]) : one.CompareTo(other);

    private int ByTitle(int one, int other)
    {
        int order = Titles.Compare(sortTitles[one], sortTitles[other], CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreSymbols);
        return order != 0 ? order : one.CompareTo(other);
    }
}
