using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Search;
using Action = Kindred.Domain.Kinds.Action;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>Finds the actions and practices by which somebody showed up, among what is public: the same for every reader.</summary>
public sealed class FindShowings(PublicNetwork network, FacetOrdinals ordinals, DocumentLines lines, IRecordStore records)
{
    /// <summary>The latest of more.</summary>
    public const int MostShowings = 2_000;

    private static readonly FrozenDictionary<string, ConnectionType[]> Types = new Dictionary<string, ConnectionType[]>
    {
        [Campaign.Kind.Name] = [ConnectionType.PartOf],
        [Organisation.Kind.Name] = [ConnectionType.OrganisedBy, ConnectionType.TookPart, ConnectionType.StoodWith],
        [Community.Kind.Name] = [ConnectionType.Centres, ConnectionType.StoodWith, ConnectionType.TookPart],
    }.ToFrozenDictionary();

    /// <summary>Whether there is such a view of records of this kind.</summary>
    public static bool IsOf(string kind) => Types.ContainsKey(kind);

    /// <summary>Of a kind that shows up in nothing there are none. Null: there is no such record for anyone.</summary>
    public async Task<ShowingUpFound?> Of(RecordId id, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel).ConfigureAwait(false);
        NetworkSnapshot now = await network.Now(cancel).ConfigureAwait(false);
        if (ordinals.Find(id) is not { } document || await records.Records([id], new Viewer.Public(now.Day), cancel).ConfigureAwait(false) is not [{ Value: var subject }]) return null;
        if (!(await lines.Of([document], cancel).ConfigureAwait(false)).TryGetValue(document, out RecordLine? line)) return null;
        ConnectionType[] types = Types.GetValueOrDefault(line.Kind, []);
        ILookup<int, ConnectionType> joined = now.Steps(document).Where(step => !step.IsOutgoing && types.Contains(step.Type)).ToLookup(step => step.To, step => step.Type);
        DocumentSet shows = ordinals.Select([new FacetFilter("kind", [Practice.Kind.Name, Action.Kind.Name])], null).Documents;
        int[] documents = [.. joined.Select(one => one.Key).Where(one => shows[one])];
        IReadOnlyList<int> kept = documents.Length > MostShowings ? ordinals.InOrder(DocumentOrder.Date, documents, MostShowings) : documents;
        int[] campaigns = line.Kind == Organisation.Kind.Name ? [.. now.Steps(document).Where(step => step.IsOutgoing && step.Type == ConnectionType.InCoalition).Select(step => step.To)] : [];
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of([.. kept, .. campaigns], cancel).ConfigureAwait(false);
        IEnumerable<Showing> showings = from one in kept
                                        where there.TryGetValue(one, out RecordLine? shown) && (shown.Kind == Practice.Kind.Name || shown.Kind == Action.Kind.Name)
                                        select new Showing(there[one], [.. types.Where(joined[one].Contains)]) { Campaigns = [.. CampaignsOf(one, document, now)] };
        return new ShowingUpFound(
            line, subject.Content,
            [.. showings.OrderBy(one => one.Span is null).ThenBy(one => one.Span?.First).ThenBy(one => one.Span?.Last).ThenBy(one => one.Line.Id)],
            documents.Length - kept.Count, now.Day)
        {
            Campaigns = [.. campaigns.Distinct().Where(one => there.TryGetValue(one, out RecordLine? campaign) && campaign.Kind == Campaign.Kind.Name).Select(one => there[one])],
        };
    }

    /// <summary>Its own campaign's words are beside it anyway.</summary>
    private static IEnumerable<int> CampaignsOf(int document, int subject, NetworkSnapshot now) =>
        now.Steps(document).Where(step => step.IsOutgoing && step.Type == ConnectionType.PartOf && step.To != subject).Select(step => step.To).Distinct();
}
