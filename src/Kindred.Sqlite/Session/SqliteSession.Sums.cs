using Kindred.Domain.Searching;

namespace Kindred.Sqlite;

/// <summary>Numbers that each record of an act raises, written once for all of them at its end.</summary>
internal sealed partial class SqliteSession
{
    private readonly Dictionary<int, int> usesToAdd = [];
    private (int Documents, long TitleTokens, long BodyTokens) totalsToAdd;

    /// <summary>Invariant: nothing reads these columns within an act but what calls this first.</summary>
    private void WriteSums(Database on)
    {
        foreach ((int number, int uses) in usesToAdd)
            on["UPDATE facet_terms SET uses = uses + ? WHERE number = ?"].Add(uses).Add(number).Run();
        if (totalsToAdd != default)
        {
            on["UPDATE archive SET documents = documents + ?, title_tokens = title_tokens + ?, body_tokens = body_tokens + ?"]
                .Add(totalsToAdd.Documents).Add(totalsToAdd.TitleTokens).Add(totalsToAdd.BodyTokens).Run();
        }

        ClearSums();
    }

    private void ClearSums()
    {
        usesToAdd.Clear();
        totalsToAdd = default;
    }

    /// <summary>Its number, with one use more.</summary>
    private int Take(Database on, FacetTerm term)
    {
        if (knownTerms.TryGetValue(term, out int known))
        {
            usesToAdd[known] = usesToAdd.GetValueOrDefault(known) + 1;
            return known;
        }

        int number = on["INSERT INTO facet_terms (facet, value, uses) VALUES (?, ?, 1) ON CONFLICT (facet, value) DO UPDATE SET uses = uses + 1 RETURNING number"]
            .Add(term.Facet).Add(term.Value).All(row => row.Int(0))[0];
        Room(knownTerms)[term] = number;
        return number;
    }

    private void Count(int documents, int titleTokens, int bodyTokens) =>
        totalsToAdd = (totalsToAdd.Documents + documents, totalsToAdd.TitleTokens + (documents * titleTokens), totalsToAdd.BodyTokens + (documents * bodyTokens));
}
