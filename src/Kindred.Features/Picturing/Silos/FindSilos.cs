using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos of what is public, narrowed by kind, place, time and whatever else a list is narrowed by. Found once for all readers, and anew after a change.</summary>
public sealed class FindSilos(PublicNetwork network, FacetOrdinals ordinals, SearchRecords search)
{
    /// <summary>Kinds that organisations take part in.</summary>
    public static ImmutableArray<string> Events { get; } = [Domain.Kinds.Action.Kind.Name, Practice.Kind.Name, Campaign.Kind.Name];

    private const int MostKept = 64;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<SilosFound>> kept = new(StringComparer.Ordinal);
    private string state = "";

    /// <param name="address">What it is narrowed to; a kind that is no event is left out.</param>
    public async Task<SilosAnswer> Of(ListAddress address, Texts texts, CancellationToken cancel)
    {
        NetworkSnapshot now = await network.Now(cancel);
        ImmutableArray<string> kinds = [.. address.Filters.Where(filter => filter.Facet == "kind").SelectMany(filter => filter.Values).Intersect(Events)];
        SearchRequest request = address.Request(1) with
        {
            Facets = [new FacetFilter("kind", kinds.IsEmpty ? Events : kinds), .. address.Filters.Where(filter => filter.Facet != "kind")],
        };
        (Selection selection, ImmutableArray<string> notUnderstood) = await search.Narrow(request, texts, cancel);
        // Counted anew for the same documents: what is selected says it all, however it was asked for.
        string key = string.Join('|', request.Facets.Select(filter => filter.Key)) + '|' + address.Where + '|' + address.When;
        SilosFound found = await Kept(now, key, () => ActedTogether.Find(now, selection.Documents, Organisations(), ordinals.FirstDay(), CancellationToken.None)).WaitAsync(cancel);
        return new SilosAnswer(found, selection, now, notUnderstood);
    }

    /// <summary>Who acted with whom in what was looked at.</summary>
    internal ImmutableArray<PairTogether> Pairs(SilosAnswer answer, CancellationToken cancel) => ActedTogether.Pairs(answer.Network, answer.Selection.Documents, Organisations(), ordinals.FirstDay(), cancel);

    /// <summary>The years in which any of what is selected was, ascending; where there are too many to walk through, decades.</summary>
    public static ImmutableArray<string> Times(Selection selection, int most)
    {
        string[] values = [.. selection["time"]?.Values.Select(one => one.Value) ?? []];
        string[] years = [.. values.Where(value => value.Contains('/')).Select(value => value[(value.IndexOf('/') + 1)..]).Order(StringComparer.Ordinal)];
        if (years.Length <= most) return [.. years];
        string[] decades = [.. values.Where(value => !value.Contains('/')).Order(StringComparer.Ordinal).Select(value => value[..3] + "X")];
        return [.. decades.TakeLast(most)];
    }

    private DocumentSet Organisations() => ordinals.Select([new FacetFilter("kind", Organisation.Kind.Name)], null).Documents;

    /// <summary>Whoever asks first finds it; the others wait for that.</summary>
    private Task<SilosFound> Kept(NetworkSnapshot now, string key, Func<SilosFound> find)
    {
        lock (gate)
        {
            string current = string.Create(CultureInfo.InvariantCulture, $"{now.Version}.{ordinals.Version}.{now.Day:yyyyMMdd}");
            if (state != current || kept.Count > MostKept) kept.Clear();
            state = current;
            if (kept.TryGetValue(key, out Task<SilosFound>? found) && !found.IsFaulted) return found;
            return kept[key] = Task.Run(find);
        }
    }
}

/// <param name="Selection">The events that were looked at.</param>
/// <param name="NotUnderstood">Places that nothing is called.</param>
public sealed record SilosAnswer(SilosFound Found, Selection Selection, NetworkSnapshot Network, ImmutableArray<string> NotUnderstood);
