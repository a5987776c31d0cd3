using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Tests.Searching;

/// <summary>Counts held in memory say what counting one by one would say, whatever comes and goes.</summary>
public class FacetOrdinalsTests
{
    private static readonly string[] Titles = ["zebra", "Éclat", "eclair", "\"Apple\""];
    private static readonly string[] Facets = ["kind", "topic", "community"];

    [Fact]
    public void What_nobody_says_any_more_is_kept_nowhere_and_may_be_said_again()
    {
        Stage stage = new();
        IndexedDocument document = Document((1, (1 << 9) - 1, null, false));
        FacetOrdinals ordinals = stage.Ordinals([document]);
        DocumentSet one = new(2);
        one.Add(1);
        int[] numbers = [.. ordinals.TermsOf(one, Facets, 400).Select(term => term.Term)];
        stage.Commit([document], []);
        Assert.Equal(numbers, ordinals.TermsOf(one, Facets, 400).Select(term => term.Term));
        stage.Commit([], [1]);
        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.Equal("", ordinals.Term(number).Value));
        stage.Commit([document], []);
        Same(ordinals, [document], [new FacetFilter("topic", "topic1")], null);
    }

    [Fact]
    public void Counts_equal_a_naive_count_after_any_changes()
    {
        Gen<(int Document, int Terms, int? First, bool IsRemoved)> one =
            from document in Gen.Choose(1, 150)
            from terms in Gen.Choose(0, (1 << 9) - 1)
            from first in Gen.Frequency((1, Gen.Constant<int?>(null)), (4, Gen.Choose(0, 400).Select(day => (int?)day)))
            from removed in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
            select (document, terms, first, removed);
        Prop.ForAll(one.ListOf(300).ToArbitrary(), changes =>
        {
            Stage stage = new();
            Dictionary<int, IndexedDocument> naive = [];
            FacetOrdinals ordinals = stage.Ordinals(changes.Take(100).Where(change => !change.IsRemoved).Select(Document).DistinctBy(document => document.Document));
            foreach (IndexedDocument document in stage.Indexed) naive[document.Document] = document;
            foreach ((int Document, int Terms, int? First, bool IsRemoved) change in changes.Skip(100))
            {
                if (change.IsRemoved) naive.Remove(change.Document);
                else naive[change.Document] = Document(change);
                stage.Commit(change.IsRemoved ? [] : [Document(change)], change.IsRemoved ? [change.Document] : []);
            }

            Same(ordinals, naive.Values, [], null);
            Same(ordinals, naive.Values, [new FacetFilter("topic", "topic1")], null);
            Same(ordinals, naive.Values, [new FacetFilter("topic", ["topic1", "topic2"]), new FacetFilter("kind", ["kind0"], IsExcluded: true)], null);
            Same(ordinals, naive.Values, [new FacetFilter("community", "nobody")], null);
            Same(ordinals, naive.Values, [], new DaySpan(100, 200));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_removed_is_gone_when_the_commit_returns()
    {
        Stage stage = new();
        FacetOrdinals ordinals = stage.Ordinals([Document((1, 1, 5, false)), Document((2, 1, 6, false))]);
        Assert.Equal(2, ordinals.Select([new FacetFilter("kind", "kind0")], null).Count);
        stage.Commit([], [1]);
        Selection left = ordinals.Select([new FacetFilter("kind", "kind0")], null);
        Assert.Equal(1, left.Count);
        Assert.Equal([Id(2)], ordinals.Page(left, DocumentOrder.Newest, 0, 10));
        Assert.Empty(ordinals.Ids([1]));
    }

    [Fact]
    public void No_value_reads_as_another_filter()
    {
        Stage stage = new();
        FacetOrdinals ordinals = stage.Ordinals([Document((1, 0b11, 5, false)), Document((2, 0b11, 6, false))]);
        Assert.Equal(0, ordinals.Select([new FacetFilter("kind", "kind0\u001e+topic=topic0")], null).Count);
        Assert.Equal(0, ordinals.Select([new FacetFilter("kind", "kind0+topic=1,6:topic0")], null).Count);
        Assert.Equal(2, ordinals.Select([new FacetFilter("kind", "kind0"), new FacetFilter("topic", "topic0")], null).Count);
        Assert.Equal(0, ordinals.Select([new FacetFilter("kind", ["kind1\u001fkind0"])], null).Count);
        Assert.Equal(2, ordinals.Select([new FacetFilter("kind", ["kind1", "kind0"])], null).Count);
    }

    [Theory]
    [InlineData(DocumentOrder.Newest)]
    [InlineData(DocumentOrder.Date)]
    [InlineData(DocumentOrder.Title)]
    public void Pages_hold_every_document_once(DocumentOrder order)
    {
        Stage stage = new();
        FacetOrdinals ordinals = stage.Ordinals(Enumerable.Range(1, 95).Select(number => Document((number, number, number % 7, false))));
        stage.Commit([Document((200, 3, null, false)), Document((7, 3, 1, false))], [12]);
        Selection all = ordinals.Select([], null);
        RecordId[] paged = [.. Enumerable.Range(0, 12).SelectMany(page => ordinals.Page(all, order, page * 10, 10))];
        Assert.Equal(95, paged.Length);
        Assert.Equal(95, paged.Distinct().Count());
    }

    [Fact]
    public void Titles_are_sorted_without_regard_to_case_and_accents()
    {
        Stage stage = new();
        FacetOrdinals ordinals = stage.Ordinals(Titles.Select((title, at) => Document((at + 1, 0, null, false)) with { SortTitle = title }));
        Assert.Equal([Id(4), Id(3), Id(2), Id(1)], ordinals.Page(ordinals.Select([], null), DocumentOrder.Title, 0, 10));
    }

    [Fact]
    public void On_this_day_knows_single_days_only()
    {
        int DayOf(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;
        Stage stage = new();
        FacetOrdinals ordinals = stage.Ordinals(
        [
            Document((1, 0, DayOf(2017, 1, 28), false)),
            Document((2, 0, DayOf(1942, 1, 28), false)),
            Document((3, 0, DayOf(2017, 1, 28), false)) with { LastDay = DayOf(2017, 1, 30) },
            Document((4, 0, DayOf(2017, 2, 28), false)),
        ]);
        Assert.Equal([Id(1), Id(2)], ordinals.OnDay(1, 28, 10));
    }

    [Theory]
    [InlineData("en", "2010", "2010s")]
    [InlineData("ar", "2010", "عقد ٢٠١٠")]
    [InlineData("ar", "2010/2017", "٢٠١٧")]
    public void Years_stand_in_the_digits_of_the_page(string language, string value, string shown)
    {
        FacetLabels labels = new(null!, new Stage().Ordinals([]), KindList.BuiltIn, new OwnTexts(KindList.BuiltIn, new CurrentSettings(null!)), new TestClock());
        Assert.Equal(shown, labels.Of("time", value, Texts.For(language)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_withdrawn_while_names_were_looked_up_is_kept_nowhere(bool isWithdrawn)
    {
        Stage stage = new();
        FacetOrdinals ordinals = stage.Ordinals([Document((1, 0b10, 5, false)), Document((2, 0b10, 6, false))]);
        FacetLabels labels = new(null!, ordinals, KindList.BuiltIn, new OwnTexts(KindList.BuiltIn, new CurrentSettings(null!)), new TestClock());
        WeakReference name = LookedUp(stage, labels, ordinals, isWithdrawn);
        GC.Collect();
        Assert.Equal(isWithdrawn, !name.IsAlive);
        GC.KeepAlive(labels);
    }

    /// <summary>In a frame of its own: nothing of it holds the name any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LookedUp(Stage stage, FacetLabels labels, FacetOrdinals ordinals, bool isWithdrawn)
    {
        long version = labels.Version;
        string name = new([.. ordinals.ValuesOf("topic").Single()]);
        if (isWithdrawn) stage.Commit([], [1, 2]);
        Assert.Equal([name], labels.Find("topic", "topi", [name], version, Texts.For("en"), CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return new WeakReference(name);
    }

    private static void Same(FacetOrdinals ordinals, IEnumerable<IndexedDocument> naive, FacetFilter[] filters, DaySpan? when)
    {
        IndexedDocument[] expected = [.. naive.Where(document => filters.All(filter =>
                document.Terms.Any(term => term.Facet == filter.Facet && filter.Values.Contains(term.Value)) != filter.IsExcluded)
            && (when is not { } span || (document.FirstDay <= span.Last && document.LastDay >= span.First)))];
        Selection selection = ordinals.Select(filters, when);
        Assert.Equal(expected.Length, selection.Count);
        foreach (string facet in Facets)
        {
            Dictionary<string, int> counts = expected.SelectMany(document => document.Terms).Where(term => term.Facet == facet)
                .GroupBy(term => term.Value).ToDictionary(group => group.Key, group => group.Count());
            Assert.Equal(counts, selection[facet]?.Values.ToDictionary(value => value.Value, value => value.Count) ?? []);
        }
    }

    private static RecordId Id(int number) => new((UInt128)number);

    private static IndexedDocument Document((int Document, int Terms, int? First, bool IsRemoved) of) => new(
        of.Document, Id(of.Document), "kind0", $"title {of.Document * 7919 % 97}", of.First, of.First, new DateOnly(2026, 1, 1).AddDays(of.Document % 5),
        [.. Enumerable.Range(0, 9).Where(bit => (of.Terms & (1 << bit)) != 0).Select(bit => new FacetTerm(Facets[bit % 3], Facets[bit % 3] + (bit / 3)))]);

    /// <summary>An index and a writer of a few lines.</summary>
    private sealed class Stage : ISearchIndex, IArchiveWriter
    {
        private long change;

        public event Action<IndexChange>? Committed;

        public ImmutableArray<IndexedDocument> Indexed { get; private set; } = [];

        public CorpusSize Size => default;

        public IReadOnlyList<int> Lapsed(DateOnly today) => [];

        public FacetOrdinals Ordinals(IEnumerable<IndexedDocument> documents)
        {
            Indexed = [.. documents];
            FacetOrdinals ordinals = new(this, this, new TestClock());
            ordinals.Loaded.GetAwaiter().GetResult();
            return ordinals;
        }

        public void Commit(IReadOnlyList<IndexedDocument> put, IReadOnlyList<int> removed) => Committed?.Invoke(new IndexChange(++change, put, removed));

        public IEnumerable<IndexedDocument> Documents() => Indexed;

        public IEnumerable<(string Word, int Documents)> Words() => [];

        public IReadOnlyDictionary<string, int> Frequencies(IReadOnlyCollection<string> tokens) => new Dictionary<string, int>();

        public Task<Matches> Match(SearchExpression expression, Func<int, bool>? allowed, Func<int, int> titleLength, int best, CancellationToken cancel) => throw new NotSupportedException();

        public Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel) => throw new NotSupportedException();
    }
}
