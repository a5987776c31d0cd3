using System.Collections.Immutable;
using CommunityGraph;
using Kindred.Domain.Kinds;
using Kindred.Domain.Searching;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Two of a kind that lie far apart and share something rare. What it is worth is known to nobody but the search that chose it.</summary>
/// <param name="One">Number of a document.</param>
/// <param name="Shared">What both have, the rarest first.</param>
public sealed record KinPair(int One, int Other, ImmutableArray<FacetTerm> Shared);

/// <summary>Finds pairs of practices, or of communities, that share roots, messages, strategies or audiences, and are joined neither with each other nor through anybody or anything done. A community has what is told of it.</summary>
/// <param name="isTold">Whether anyone may know what a term stands for: what is hidden is shared by nobody.</param>
internal sealed class UnlikelyKin(FacetOrdinals ordinals, NetworkSnapshot network, Func<int, int, bool> isRefused, Func<FacetTerm, bool> isTold)
{
    /// <summary>What two may share.</summary>
    public static ImmutableArray<string> Facets { get; } = ["history", CommonFields.Message, "strategy", "audience"];

    /// <summary>Of kinds between which it is looked for.</summary>
    public static ImmutableArray<string> Kinds { get; } = [Practice.Kind.Name, Community.Kind.Name];

    /// <summary>What more have brings no two of them near; nor does what every fourth of them has.</summary>
    public const int MostHaving = 400;

    private const int FewestHaving = 3, Fraction = 4;

    /// <summary>What is told of communities.</summary>
    private static readonly ImmutableArray<string> Tells = [Practice.Kind.Name, Domain.Kinds.Action.Kind.Name, Campaign.Kind.Name, Organisation.Kind.Name];

    /// <summary>Only these bring two near in whom they stand between: what two merely name, such as a place, a root or a text, is what they may share.</summary>
    private static readonly ImmutableArray<string> Between = [.. Tells, Community.Kind.Name, Person.Kind.Name];

    private readonly DocumentSet practices = Of(ordinals, [Practice.Kind.Name]);
    private readonly DocumentSet communities = Of(ordinals, [Community.Kind.Name]);
    private readonly DocumentSet telling = Of(ordinals, Tells);
    private readonly DocumentSet between = Of(ordinals, Between);

    /// <summary>Those of one record, that share the rarest first.</summary>
    public IReadOnlyList<KinPair> Of(int document, int most, CancellationToken cancel)
    {
        bool isCommunity = communities[document];
        if (!isCommunity && !practices[document]) return [];
        int[] terms = [.. TermsOf(isCommunity ? ToldOf(document) : Only(document)).Select(one => one.Term).Distinct()];
        if (terms.Length == 0) return [];
        return Candidates(new Traits(isCommunity ? OfCommunities(ordinals.Having(telling, terms)) : ordinals.Having(practices, terms), ordinals), document, most, cancel);
    }

    /// <summary>Some of each, no pair twice: of every record those that share the rarest.</summary>
    /// <param name="choose">Which records are looked at; of all there may be too many.</param>
    public IEnumerable<KinPair> All(int ofEach, Func<int[], IEnumerable<int>> choose, CancellationToken cancel)
    {
        foreach (IReadOnlyList<(int Document, int Term)> having in (IReadOnlyList<(int, int)>[])[TermsOf(practices), OfCommunities(TermsOf(telling))])
        {
            Traits traits = new(having, ordinals);
            HashSet<(int, int)> seen = [];
            foreach (int document in choose(traits.Documents))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (KinPair pair in Candidates(traits, document, ofEach, cancel))
                {
                    (int one, int other) = (Math.Min(pair.One, pair.Other), Math.Max(pair.One, pair.Other));
                    if (seen.Add((one, other))) yield return pair with { One = one, Other = other };
                }
            }
        }
    }

    private (int Document, int Term)[] TermsOf(DocumentSet documents)
    {
        IReadOnlyList<(int Document, int Term)> all = ordinals.TermsOf(documents, Facets, MostHaving);
        HashSet<int> told = [.. all.Select(one => one.Term).Distinct().Where(term => isTold(ordinals.Term(term)))];
        return [.. all.Where(one => told.Contains(one.Term))];
    }

    private List<KinPair> Candidates(Traits traits, int document, int most, CancellationToken cancel)
    {
        if (traits.NumberOf(document) is not { } actor) return [];
        HashSet<int> near = Near(document);
        IReadOnlyList<LinkCandidate> found = LinkCandidates.Of(
            traits.Having, actor, other => traits.Documents[other] is var far && !near.Contains(far) && !isRefused(document, far), most, Few(document), cancel);
        return [.. found.Select(one => new KinPair(document, traits.Documents[one.Actor], Named(traits, one.Shared)))];
    }

    private int Few(int document) => Math.Clamp((practices[document] ? practices : communities).Count() / Fraction, FewestHaving, MostHaving);

    /// <summary>The rarest first, and of those as rare by what they are: numbers of terms know of what is hidden by now.</summary>
    private ImmutableArray<FacetTerm> Named(Traits traits, IReadOnlyList<int> shared)
    {
        (FacetTerm Term, int Length)[] terms = [.. shared.Select(trait => (ordinals.Term(traits.Terms[trait]), traits.Having.ActorsIn(trait).Length))];
        // Who shares a march shares public witness, which says no more.
        return
        [
            .. terms.Where(one => !terms.Any(other => other.Term.Facet == one.Term.Facet && other.Term.Value.StartsWith(one.Term.Value + "/", StringComparison.Ordinal)))
                .OrderBy(one => one.Length).ThenBy(one => Facets.IndexOf(one.Term.Facet)).ThenBy(one => one.Term.Value, StringComparer.Ordinal).Select(one => one.Term),
        ];
    }

    /// <summary>One step away by whatever is said, or two by way of people and what they did.</summary>
    private HashSet<int> Near(int document)
    {
        HashSet<int> near = [document];
        if (document >= network.Joined.NodeCount) return near;
        foreach (int one in network.Graph.Neighbours(document))
        {
            near.Add(one);
            if (!between[one]) continue;
            foreach (int other in network.Graph.Neighbours(one)) near.Add(other);
        }

        return near;
    }

    /// <summary>What is told of a community.</summary>
    private DocumentSet ToldOf(int community)
    {
        DocumentSet told = new(network.Joined.NodeCount);
        foreach (Step step in network.Steps(community))
        {
            if (step is { IsOutgoing: false, Type.NamesCommunity: true } && telling[step.To]) told.Add(step.To);
        }

        return told;
    }

    /// <summary>The communities of which it is told, each with what is told once.</summary>
    private List<(int Document, int Term)> OfCommunities(IReadOnlyList<(int Document, int Term)> told)
    {
        HashSet<(int Document, int Term)> having = [];
        foreach (IGrouping<int, (int Document, int Term)> one in told.GroupBy(one => one.Document))
        {
            foreach (Step step in network.Steps(one.Key))
            {
                if (step is not { IsOutgoing: true, Type.NamesCommunity: true } || !communities[step.To]) continue;
                foreach ((_, int term) in one) having.Add((step.To, term));
            }
        }

        return [.. having];
    }

    private static DocumentSet Only(int document)
    {
        DocumentSet one = new(document + 1);
        one.Add(document);
        return one;
    }

    private static DocumentSet Of(FacetOrdinals ordinals, ImmutableArray<string> kinds) => ordinals.Select([new FacetFilter("kind", kinds)], null).Documents;

    /// <summary>Who has what, numbered from 0.</summary>
    private sealed class Traits
    {
        public Traits(IReadOnlyList<(int Document, int Term)> pairs, FacetOrdinals ordinals)
        {
            Documents = [.. pairs.Select(pair => pair.Document).Distinct().Order()];
            // Numbers of terms know of what is hidden by now, and what is added up in their order would too.
            Terms = [.. pairs.Select(pair => pair.Term).Distinct().Select(term => (Number: term, What: ordinals.Term(term))).OrderBy(term => term.What.Facet, StringComparer.Ordinal).ThenBy(term => term.What.Value, StringComparer.Ordinal).Select(term => term.Number)];
            Dictionary<int, int> places = Terms.Index().ToDictionary(term => term.Item, term => term.Index);
            Having = Participation.Of(Documents.Length, Terms.Length, [.. pairs.Select(pair => (Array.BinarySearch(Documents, pair.Document), places[pair.Term]))]);
        }

        public int[] Documents { get; }

        public int[] Terms { get; }

        public Participation Having { get; }

        public int? NumberOf(int document) => Array.BinarySearch(Documents, document) is var at and >= 0 ? at : null;
    }
}
