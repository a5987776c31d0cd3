using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Roots;

/// <summary>Finds what a record grows from, among what is public: the same for every reader.</summary>
public sealed class FindRoots(PublicNetwork network, FacetOrdinals ordinals, DocumentLines lines)
{
    /// <summary>Null: there is no such record for anyone.</summary>
    public async Task<RootsFound?> Of(RecordId id, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel).ConfigureAwait(false);
        NetworkSnapshot now = await network.Now(cancel).ConfigureAwait(false);
        if (ordinals.Find(id) is not { } document || !(await lines.Of([document], cancel).ConfigureAwait(false)).TryGetValue(document, out RecordLine? subject)) return null;
        // What began only when it was over is nothing that it grows from: an action may be part of a campaign that others began later.
        IEnumerable<Step> Steps(int from) => now.Steps(from).Where(step => !(step.IsOutgoing ? IsLater(step.To, from) : IsLater(from, step.To)));
        RootWalk walk = RootWalk.From(document, subject.Kind == History.Kind.Name, Steps, Latest);
        int[] documents = [.. walk.Distances.Keys];
        IReadOnlyDictionary<int, RecordLine> shown = await lines.Of(documents, cancel).ConfigureAwait(false);
        // Withdrawn since: neither it nor what led to it.
        if (!shown.ContainsKey(document)) return null;
        int[] there = [.. documents.Where(shown.ContainsKey).OrderBy(one => walk.Distances[one] < 0).ThenBy(one => Math.Abs(walk.Distances[one])).ThenBy(one => shown[one].Id)];
        Dictionary<int, int> numbers = there.Index().ToDictionary(one => one.Item, one => one.Index);
        Dictionary<int, Step[]> back = there.ToDictionary(one => one, one => RootWalk.Back(one, Steps).ToArray());
        Dictionary<int, int[]> bearers = there.Where(one => shown[one].Kind == History.Kind.Name)
            .ToDictionary(one => one, one => now.Steps(one).Where(step => step.IsOutgoing && step.Type == ConnectionType.BorneBy).Select(step => step.To).Distinct().ToArray());
        IReadOnlyDictionary<int, RecordLine> communities = await lines.Of(bearers.Values.SelectMany(of => of).Distinct(), cancel).ConfigureAwait(false);
        return new RootsFound(
            [
                .. there.Select(one => new RootRecord(shown[one], walk.Distances[one])
                {
                    HasRoots = back[one].Length > 0,
                    GoesFurther = walk.Distances[one] >= 0 && back[one].Any(step => !numbers.ContainsKey(step.To)),
                    BorneBy = [.. bearers.GetValueOrDefault(one, []).Where(communities.ContainsKey).Select(community => communities[community])],
                }),
            ],
            [.. there.SelectMany(one => back[one].Where(step => numbers.ContainsKey(step.To) && step.To != one).Select(step => new RootStep(numbers[one], numbers[step.To], step.Type, step.Told)))],
            walk.Left, now.Day);
    }

    private bool IsLater(int root, int grown) => ordinals.Days(root) is { } began && ordinals.Days(grown) is { } was && began.First > was.Last;

    /// <summary>In time, of too many.</summary>
    private IReadOnlyList<int> Latest(IReadOnlyList<int> documents, int room) => ordinals.InOrder(DocumentOrder.Date, documents, room);
}
