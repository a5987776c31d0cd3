using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos of what is public, narrowed by kind, place, time and whatever else a list is narrowed by. Found once for all readers, and anew after a change.</summary>
public sealed class FindSilos(PublicNetwork network, FacetOrdinals ordinals, SearchRecords search) : IDisposable
{
    /// <summary>Kinds that organisations take part in.</summary>
    public static ImmutableArray<string> Events { get; } = [Domain.Kinds.Action.Kind.Name, Practice.Kind.Name, Campaign.Kind.Name];

    private const int MostKept = 128;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<Selection, SilosFound> kept = new(ReferenceEqualityComparer.Instance);
    private NetworkSnapshot? state;

    public void Dispose() => turn.Dispose();

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
        SilosFound found = await Kept(now, selection, cancel);
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

    /// <summary>One at a time: whoever asks first finds it, and the others wait for that. Who leaves stops it.</summary>
    private async Task<SilosFound> Kept(NetworkSnapshot now, Selection selection, CancellationToken cancel)
    {
        if (Find(now, selection) is { } known) return known;
        await turn.WaitAsync(cancel);
        try
        {
            if (Find(now, selection) is { } meanwhile) return meanwhile;
            SilosFound found = await Task.Run(() => ActedTogether.Find(now, selection.Documents, Organisations(), ordinals.FirstDay(), cancel), cancel);
            lock (gate)
            {
                if (state == now) kept[selection] = found;
            }

            return found;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>By the very selection: while nothing changes the same question gives the same one, and no two questions do.</summary>
    private SilosFound? Find(NetworkSnapshot now, Selection selection)
    {
        lock (gate)
        {
            if (state != now || kept.Count > MostKept) kept.Clear();
            state = now;
            return kept.GetValueOrDefault(selection);
        }
    }
}

/// <param name="Selection">The events that were looked at.</param>
/// <param name="NotUnderstood">Places that nothing is called.</param>
public sealed record SilosAnswer(SilosFound Found, Selection Selection, NetworkSnapshot Network, ImmutableArray<string> NotUnderstood);
