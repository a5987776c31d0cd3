using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Search;

/// <summary>Facet terms, days and orders of everything public, in memory and the same for every engine. Read from the index in the background and
/// then changed with each commit, before its writer goes on: what was withdrawn is in no count that begins afterwards.</summary>
public sealed partial class FacetOrdinals : IDisposable
{
    private const int SelectionsKept = 128;

    private readonly ISearchIndex index;
    private readonly IArchiveWriter writer;
    private readonly TimeProvider time;
    private readonly ReaderWriterLockSlim gate = new();
    private readonly OrdinalColumns columns = new();
    private readonly List<IndexChange> early = [];
    private readonly Dictionary<string, Selection> selections = new(StringComparer.Ordinal);
    private readonly Lock starting = new();
    private Task? loading;
    private bool isReading;
    private bool isLoaded;
    private long version;
    private int lapsedOn;
    private KnownLanguages languages = new(-1, []);

    public FacetOrdinals(ISearchIndex index, IArchiveWriter writer, TimeProvider time)
    {
        (this.index, this.writer, this.time) = (index, writer, time);
        writer.Committed += Take;
    }

    /// <summary>Records whose public form changed or went. Whoever listens must not ask for counts in turn.</summary>
    public event Action<IReadOnlyList<RecordId>>? Changed;

    /// <summary>Rises with each change of what is counted; part of the key of caches.</summary>
    public long Version => Volatile.Read(ref version);

    /// <summary>Done when everything that was public at the start is counted. Asking for it starts the reading; on a new day, what lapsed with the old
    /// one is out of every count when this returns.</summary>
    public Task Loaded
    {
        get
        {
            if (isLoaded && lapsedOn != time.Today().DayNumber) DropLapsed();
            return loading is { IsFaulted: false } started ? started : Start();
        }
    }

    public void Dispose()
    {
        writer.Committed -= Take;
        gate.Dispose();
    }

    /// <summary>All documents that pass every filter, with their facets. Kept until something changes.</summary>
    public Selection Select(IReadOnlyList<FacetFilter> filters, DaySpan? when) => Read(columns =>
    {
        string key = string.Concat(filters.Select(filter => filter.Key).Order(StringComparer.Ordinal)) + when;
        lock (selections)
        {
            if (selections.TryGetValue(key, out Selection? kept)) return kept;
        }

        Selection made = columns.Counted(columns.Select([.. filters], when));
        lock (selections)
        {
            if (selections.Count >= SelectionsKept) selections.Clear();
            selections[key] = made;
        }

        return made;
    });

    /// <summary>Those of the documents that pass every filter, with their facets.</summary>
    public Selection Select(IReadOnlyList<FacetFilter> filters, DaySpan? when, IReadOnlyList<int> among)
    {
        DocumentSet passing = Select(filters, when).Documents;
        return Read(columns =>
        {
            DocumentSet documents = new(passing.Capacity);
            foreach (int document in among)
            {
                if (passing[document] && columns.Has(document)) documents.Add(document);
            }

            return columns.Counted(documents);
        });
    }

    public ImmutableArray<RecordId> Page(Selection selection, DocumentOrder order, int skip, int take) => Read(columns =>
    {
        ImmutableArray<RecordId>.Builder page = ImmutableArray.CreateBuilder<RecordId>(Math.Min(take, selection.Count));
        foreach (int document in columns.InOrder(order, selection.Documents, selection.Count).Skip(skip).Take(take)) page.Add(columns[document]);
        return page.DrainToImmutable();
    });

    public ImmutableArray<RecordId> Ids(IReadOnlyList<int> documents) =>
        Read(columns => documents.Where(columns.Has).Select(document => columns[document]).ToImmutableArray());

    /// <summary>The number of a record's document; null: it is not public.</summary>
    public int? Find(RecordId id) => Read(columns => columns.Find(id));

    /// <summary>The first day of a document, as of now; null: undated, or not there.</summary>
    public Func<int, int?> FirstDay() => document => Read(columns => columns.FirstDay(document));

    /// <summary>From when to when a document was, as of now, as far as that is known; null: undated, or not there.</summary>
    public (int First, int Last)? Days(int document) => Read(columns => columns.Days(document));

    /// <summary>What documents have of some facets, each as a number that stands for the value while the archive runs.</summary>
    /// <param name="most">What more documents have than this, of whatever kind, is left out.</param>
    public IReadOnlyList<(int Document, int Term)> TermsOf(DocumentSet documents, IReadOnlyCollection<string> facets, int most) => Read(columns => columns.TermsOf(documents, facets, most));

    /// <summary>Which of the documents have which of these terms.</summary>
    public IReadOnlyList<(int Document, int Term)> Having(DocumentSet among, IReadOnlyCollection<int> terms) => Read(columns => columns.Having(among, terms));

    /// <summary>What such a number stands for.</summary>
    public FacetTerm Term(int term) => Read(columns => columns.Term(term));

    /// <summary>Ids by the numbers of documents that are there now.</summary>
    public IReadOnlyDictionary<int, RecordId> IdsOf(IEnumerable<int> documents) =>
        Read(columns => documents.Where(columns.Has).Distinct().ToDictionary(document => document, document => columns[document]));

    /// <summary>Those of the documents that are there now, in order, so many at most.</summary>
    public IReadOnlyList<int> InOrder(DocumentOrder order, IReadOnlyCollection<int> documents, int most = int.MaxValue) => Read(columns =>
    {
        DocumentSet some = new(0);
        foreach (int document in documents) some.Add(document);
        return columns.InOrder(order, some, documents.Count).Take(most).ToList();
    });

    public Func<int, int> TitleLengths() => Read(columns => columns.TitleLengths());

    public ImmutableArray<string> ValuesOf(string facet) => Read(columns => columns.ValuesOf(facet).ToImmutableArray());

    /// <summary>What has exactly this month and day, in any year.</summary>
    public ImmutableArray<RecordId> OnDay(int month, int day, int most) =>
        Read(columns => columns.OnDay(month, day).Take(most).Select(document => columns[document]).ToImmutableArray());

    /// <summary>Languages in which the archive holds something.</summary>
    public IReadOnlyCollection<string> Languages()
    {
        KnownLanguages known = languages;
        long now = Version;
        if (known.Version != now) languages = known = new KnownLanguages(now, [.. ValuesOf("language")]);
        return known.Tags;
    }

    private T Read<T>(Func<OrdinalColumns, T> read)
    {
        gate.EnterReadLock();
        try
        {
            return read(columns);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>A reading that failed is begun again by who asks next.</summary>
    private Task Start()
    {
        lock (starting) return loading is { IsFaulted: false } started ? started : loading = Task.Run(Load);
    }

    private void DropLapsed()
    {
        DateOnly today = time.Today();
        Take(new IndexChange(0, [], index.Lapsed(today)));
        Volatile.Write(ref lapsedOn, today.DayNumber);
    }

    private void Load()
    {
        Write(() => isReading = true);
        foreach (IndexedDocument[] batch in index.Documents().Chunk(4096))
        {
            Write(() => Array.ForEach(batch, columns.Put));
        }

        Write(() =>
        {
            // What was committed while we read: we may have read it or not, and what it says now is the last word.
            foreach (IndexChange change in early) Apply(change);
            early.Clear();
            isLoaded = true;
            Interlocked.Increment(ref version);
        });
        DropLapsed();
    }

    private void Write(Action change)
    {
        gate.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    private void Take(IndexChange change)
    {
        gate.EnterWriteLock();
        try
        {
            if (!isLoaded)
            {
                // Before the reading has begun, it will find the change in the index.
                if (isReading) early.Add(change);
                return;
            }

            // Names first: a selection of the new version must not keep an old one.
            List<RecordId> changed = Apply(change);
            Changed?.Invoke(changed);
            lock (selections) selections.Clear();
            Interlocked.Increment(ref version);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    private List<RecordId> Apply(IndexChange change)
    {
        List<RecordId> changed = new(change.Put.Count + change.Removed.Count);
        foreach (int document in change.Removed)
        {
            if (columns.Remove(document) is { } removed) changed.Add(removed);
        }

        foreach (IndexedDocument document in change.Put)
        {
            columns.Put(document);
            changed.Add(document.Id);
        }

        return changed;
    }

    private sealed record KnownLanguages(long Version, string[] Tags);
}
