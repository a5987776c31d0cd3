using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos of what is public, narrowed by kind, place, time and whatever else a list is narrowed by. Found once for all readers, and anew after a change.</summary>
public sealed class FindSilos(PublicNetwork network, FacetOrdinals ordinals, SearchRecords search) : IDisposable
{
    /// <summary>Kinds that organisations take part in.</summary>
    public static ImmutableArray<string> Events { get; } = [Domain.Kinds.Action.Kind.Name, Practice.Kind.Name, Campaign.Kind.Name];

    private readonly Lock gate = new();

    /// <summary>What everyone is led to has a turn of its own: whatever else somebody may think of asking for holds nobody up.</summary>
    private readonly SilosKept usual = new(512), others = new(64);
    private (NetworkSnapshot? Network, long Index) state;

    public void Dispose()
    {
        usual.Turn.Dispose();
        others.Turn.Dispose();
    }

    /// <summary>What an address asks for; a kind that nobody takes part in is left out, and said.</summary>
    public static ListAddress Read(string path, IQueryCollection query, KindSet kinds)
    {
        ListAddress address = ListAddress.Read(path, query, kinds);
        FacetFilter[] unknown = [.. address.Filters.Where(filter => filter.Facet == "kind" && !filter.Values.All(Events.Contains))];
        return unknown.Length == 0 ? address : address with
        {
            Filters = [.. address.Filters.Except(unknown)],
            Unreadable = [.. address.Unreadable, .. unknown.Select(filter => new Finding("unknown-term", "kind", filter.Values[0]))],
        };
    }

    /// <param name="address">What it is narrowed to.</param>
    public async Task<SilosAnswer> Of(ListAddress address, Texts texts, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel);
        (NetworkSnapshot, long) now = (await network.Now(cancel), ordinals.Version);
        ImmutableArray<string> kinds = [.. address.Filters.Where(filter => filter.Facet == "kind").SelectMany(filter => filter.Values).Intersect(Events)];
        SearchRequest request = address.Request(1) with
        {
            Facets = [new FacetFilter("kind", kinds.IsEmpty ? Events : kinds), .. address.Filters.Where(filter => filter.Facet != "kind")],
        };
        (Selection selection, ImmutableArray<string> notUnderstood) = await search.Narrow(request, texts, cancel);
        // Places are asked for by the names that they have in a language.
        string asked = string.Join('\n', [.. request.Facets.Select(filter => filter.Key).Order(StringComparer.Ordinal), $"{request.When?.Earliest}/{request.When?.Latest}", request.Where, request.Where.Length > 0 ? texts.Language + texts.Mark : ""]);
        SilosFound found = await Kept(IsUsual(address) ? usual : others, now, asked, selection, cancel);
        return new SilosAnswer(found, selection, now.Item1, notUnderstood);
    }

    /// <summary>Who acted with whom in what was looked at.</summary>
    internal ImmutableArray<PairTogether> Pairs(SilosAnswer answer, CancellationToken cancel) => ActedTogether.Pairs(answer.Network, answer.Selection.Documents, Organisations(), ordinals.FirstDay(), cancel);

    /// <summary>The years in which any organisation took part in anything, ascending; where there are too many to walk through, decades.</summary>
    public ImmutableArray<string> Times(SilosAnswer answer, int most)
    {
        DocumentSet acts = new(0);
        foreach (int act in answer.Found.Events) acts.Add(act);
        HashSet<int> known = [];
        foreach (ToldDocument act in ordinals.OneByOne(acts, null))
        {
            if (act is not { First: { } first, Last: { } last }) continue;
            // Of what goes on nobody knows how long it will, and of what nobody knows the beginning only the end is known.
            int to = Year(Math.Min(last, Math.Max(first, answer.Network.Day.DayNumber)), 9999), from = first < 0 ? to : Year(first, to);
            for (int year = from; year <= to; year++) known.Add(year);
        }

        string[] years = [.. known.Order().Select(year => year.ToString("0000", CultureInfo.InvariantCulture))];
        return years.Length <= most ? [.. years] : [.. years.Select(year => year[..3] + "X").Distinct().TakeLast(most)];

        static int Year(int day, int most) => (int)Math.Clamp(GregorianDay.YearOf(day), 1, most);
    }

    /// <summary>All, or of one kind, at all times or in a year or decade.</summary>
    private static bool IsUsual(ListAddress address) => address.Where.Length == 0 && address.When.Length is 0 or 4 && address.Filters.All(filter => filter.Facet == "kind");

    private DocumentSet Organisations() => ordinals.Select([new FacetFilter("kind", Organisation.Kind.Name)], null).Documents;

    /// <summary>One at a time: whoever asks first finds it, and the others wait for that. Who leaves stops it.</summary>
    private async Task<SilosFound> Kept(SilosKept kept, (NetworkSnapshot, long) now, string asked, Selection selection, CancellationToken cancel)
    {
        if (Find(kept, now, asked) is { } known) return known;
        await kept.Turn.WaitAsync(cancel);
        try
        {
            if (Find(kept, now, asked) is { } meanwhile) return meanwhile;
            SilosFound found = await Task.Run(() => ActedTogether.Find(now.Item1, selection.Documents, Organisations(), ordinals.FirstDay(), ordinals.IdsOf, cancel), cancel);
            lock (gate)
            {
                if (state == now) kept.Put(asked, found);
            }

            return found;
        }
        finally
        {
            kept.Turn.Release();
        }
    }

    private SilosFound? Find(SilosKept kept, (NetworkSnapshot, long) now, string asked)
    {
        lock (gate)
        {
            if (state != now)
            {
                usual.Clear();
                others.Clear();
            }

            state = now;
            return kept.Find(asked);
        }
    }
}

/// <summary>What was found, by what was asked.</summary>
/// <param name="most">So much is kept.</param>
internal sealed class SilosKept(int most)
{
    private readonly Dictionary<string, SilosFound> found = new(StringComparer.Ordinal);

    public SemaphoreSlim Turn { get; } = new(1);

    public SilosFound? Find(string asked) => found.GetValueOrDefault(asked);

    public void Put(string asked, SilosFound one)
    {
        if (found.Count >= most) found.Clear();
        found[asked] = one;
    }

    public void Clear() => found.Clear();
}

/// <param name="Selection">The events that were looked at.</param>
/// <param name="NotUnderstood">Places that nothing is called.</param>
public sealed record SilosAnswer(SilosFound Found, Selection Selection, NetworkSnapshot Network, ImmutableArray<string> NotUnderstood);
