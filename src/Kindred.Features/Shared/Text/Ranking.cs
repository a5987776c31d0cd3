namespace Kindred.Features.Shared.Text;

/// <summary>The stored tokens of one record, as the index holds them.</summary>
public readonly record struct RankingCandidate(string Title, string Body, string TitleStems, string BodyStems);

/// <summary>
/// What the ranking must know of the whole index: how many records, how many words their titles and bodies have on average, and how
/// many records each term of the query is in (in the order of <see cref="QueryTerms.Terms"/>).
/// </summary>
public sealed record RankingCorpus(long Records, double AverageTitleWords, double AverageBodyWords, IReadOnlyList<long> RecordsWithTerm);

/// <summary>
/// BM25F over the best candidates of an engine, so that every engine answers in the same order: title over body, the word as it was
/// typed over its other forms, and words that stand beside each other as in the query a little over those that don't.
/// </summary>
public sealed class Ranking
{
    private const double Saturation = 1.2;
    private const double ExactTitle = 3.0;
    private const double ExactBody = 1.0;
    private const double StemTitle = 2.0;
    private const double StemBody = 0.6;
    private const double TitleLengthWeight = 0.4;
    private const double BodyLengthWeight = 0.75;
    private const double AdjacencyBonus = 0.25;

    private readonly QueryTerm[] terms;
    private readonly double[] weights;
    private readonly RankingCorpus corpus;

    public Ranking(QueryTerms query, RankingCorpus corpus)
    {
        this.corpus = corpus;
        terms = [.. query.Terms];
        weights = new double[terms.Length];
        for (int term = 0; term < terms.Length; term++)
        {
            long with = Math.Min(term < corpus.RecordsWithTerm.Count ? corpus.RecordsWithTerm[term] : 1, corpus.Records);
            weights[term] = Math.Log(1 + ((corpus.Records - with + 0.5) / (with + 0.5)));
        }
    }

    /// <summary>Places of the candidates, best first; equals keep the order in which they came.</summary>
    public int[] Order(IReadOnlyList<RankingCandidate> candidates)
    {
        var places = new int[candidates.Count];
        var scores = new double[candidates.Count];
        for (int place = 0; place < places.Length; place++)
        {
            places[place] = place;
            scores[place] = -Score(candidates[place]);
        }
        // Comparing the place too makes the order whole: the same query always answers alike.
        Array.Sort(places, (left, right) => scores[left] == scores[right] ? left.CompareTo(right) : scores[left].CompareTo(scores[right]));
        return places;
    }

    public double Score(RankingCandidate candidate)
    {
        double titleNorm = Norm(candidate.Title, corpus.AverageTitleWords, TitleLengthWeight);
        double bodyNorm = Norm(candidate.Body, corpus.AverageBodyWords, BodyLengthWeight);
        double score = 0;
        for (int index = 0; index < terms.Length; index++)
        {
            QueryTerm term = terms[index];
            string? next = index + 1 < terms.Length && !term.IsPrefix ? terms[index + 1].Exact : null;
            (int inTitle, int besideInTitle) = Count(candidate.Title, term.Exact, term.IsPrefix, next);
            double found = ((ExactTitle * inTitle) + (StemTitle * CountStems(candidate.TitleStems, term))) / titleNorm;
            int besideInBody = 0;
            if (!term.InTitle)
            {
                (int inBody, besideInBody) = Count(candidate.Body, term.Exact, term.IsPrefix, next);
                found += ((ExactBody * inBody) + (StemBody * CountStems(candidate.BodyStems, term))) / bodyNorm;
            }
            score += weights[index] * found / (Saturation + found);
            if (besideInTitle + besideInBody > 0) score += AdjacencyBonus * Math.Min(weights[index], weights[index + 1]);
        }
        return score;
    }

    private static double Norm(string tokens, double average, double weight) =>
        average <= 0 ? 1 : 1 - weight + (weight * (tokens.Length == 0 ? 0 : tokens.AsSpan().Count(' ') + 1) / average);

    private static int CountStems(string tokens, QueryTerm term)
    {
        int most = 0;
        // Two languages often give the same word two stems; it's still one word.
        foreach (string stem in term.Stems) most = Math.Max(most, Count(tokens, stem, false, null).Found);
        return most;
    }

    /// <summary>How often the token is there and how often the next one follows it. A vectorised search with its ends checked.</summary>
    private static (int Found, int Beside) Count(
        ReadOnlySpan<char> tokens, ReadOnlySpan<char> token, bool isPrefix, ReadOnlySpan<char> next)
    {
        int found = 0;
        int beside = 0;
        int start = 0;
        while (true)
        {
            int at = tokens[start..].IndexOf(token);
            if (at < 0) return (found, beside);
            at += start;
            start = at + token.Length;
            if (at > 0 && tokens[at - 1] != ' ') continue;
            if (!isPrefix && !IsEnd(tokens, start)) continue;
            found++;
            if (!next.IsEmpty && start < tokens.Length && tokens[(start + 1)..].StartsWith(next) && IsEnd(tokens, start + 1 + next.Length))
                beside++;
        }
    }

    private static bool IsEnd(ReadOnlySpan<char> tokens, int place) => place >= tokens.Length || tokens[place] == ' ';
}
