using System.Collections.Immutable;

namespace Kindred.Features.Shared.Search;

internal sealed partial class OrdinalColumns
{
    public ImmutableArray<ToldDocument> OneByOne(DocumentSet documents, string? facet)
    {
        ImmutableArray<ToldDocument>.Builder told = ImmutableArray.CreateBuilder<ToldDocument>();
        foreach (int document in documents)
        {
            if (!present[document]) continue;
            bool isDated = firstDays[document] != Undated;
            told.Add(new ToldDocument(
                document, ids[document], Values(document, "kind") is [var kind, ..] ? kind : "", isDated ? firstDays[document] : null, isDated ? lastDays[document] : null,
                facet is null ? [] : Values(document, facet)));
        }

        return told.DrainToImmutable();
    }

    private ImmutableArray<string> Values(int document, string facet)
    {
        int number = facets.IndexOf(facet);
        if (number < 0) return [];
        ImmutableArray<string>.Builder values = ImmutableArray.CreateBuilder<string>(1);
        foreach (int ordinal in Run(document))
        {
            if (facetOf[ordinal] == number) values.Add(terms[ordinal].Value);
        }

        return values.DrainToImmutable();
    }
}
