using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kindred.Domain.Searching;

namespace Kindred.Features.Shared.Search;

/// <summary>The values of each document as a run of small numbers, all in one long array; how many have each, and which number stands for which.</summary>
internal sealed partial class OrdinalColumns
{
    private readonly Dictionary<FacetTerm, int> ordinals = [];
    private readonly List<FacetTerm> terms = [];
    private readonly List<string> facets = [];
    private byte[] facetOf = [];
    private int[] uses = [];
    private int[] starts = [];
    private ushort[] lengths = [];
    private int[] runs = new int[1024];
    private int end;
    private int lost;

    private ReadOnlySpan<int> Run(int document) => runs.AsSpan(starts[document], lengths[document]);

    private int Ordinal(string facet, string value) => ordinals.GetValueOrDefault(new FacetTerm(facet, value), -1);

    private void PutRun(int document, ImmutableArray<FacetTerm> values)
    {
        if (end + values.Length > runs.Length) Array.Resize(ref runs, Math.Max(runs.Length * 3 / 2, end + values.Length));
        starts[document] = end;
        foreach (FacetTerm value in values)
        {
            int ordinal = OrdinalOf(value);
            uses[ordinal]++;
            runs[end++] = ordinal;
        }

        lengths[document] = (ushort)values.Length;
    }

    private int OrdinalOf(FacetTerm term)
    {
        ref int ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(ordinals, term, out bool isKnown);
        if (isKnown) return ordinal;
        ordinal = terms.Count;
        terms.Add(term);
        if (ordinal >= uses.Length)
        {
            Array.Resize(ref uses, Math.Max(256, uses.Length * 2));
            Array.Resize(ref facetOf, uses.Length);
        }

        if (!facets.Contains(term.Facet)) facets.Add(term.Facet);
        facetOf[ordinal] = (byte)facets.IndexOf(term.Facet);
        return ordinal;
    }

    private int[] RunOf(int document) => present[document] ? Run(document).ToArray() : [];

    private void Take(int document)
    {
        if (!present[document]) return;
        foreach (int ordinal in Run(document)) uses[ordinal]--;
        lost += lengths[document];
        lengths[document] = 0;
        sortTitles[document] = "";
        present.Remove(document);
        Count--;
        foreach (SortedDocuments order in orders) order.Change(document);
        if (lost > 4096 && lost > end / 2) Compact();
    }

    /// <summary>What nobody says any more stays nowhere; its number is given to nothing else.</summary>
    private void Forget(ReadOnlySpan<int> had)
    {
        foreach (int ordinal in had)
        {
            if (uses[ordinal] > 0 || !ordinals.Remove(terms[ordinal])) continue;
            terms[ordinal] = terms[ordinal] with { Value = "" };
        }
    }

    /// <summary>In the order of documents again, so that counting reads straight on.</summary>
    private void Compact()
    {
        int[] compact = new int[Math.Max(1024, end - lost)];
        int at = 0;
        foreach (int document in present)
        {
            Run(document).CopyTo(compact.AsSpan(at));
            starts[document] = at;
            at += lengths[document];
        }

        (runs, end, lost) = (compact, at, 0);
    }
}
