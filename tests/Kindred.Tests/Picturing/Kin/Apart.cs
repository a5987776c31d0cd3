using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing.Kin;

/// <summary>Two practices that share a history and a message, and whatever is put between them.</summary>
internal sealed class Apart(TestArchive archive)
{
    private int next = 1;

    public RecordId Exclusion { get; private set; }

    public RecordId Airport { get; private set; }

    public RecordId Harvest { get; private set; }

    public RecordId Drivers { get; private set; }

    public RecordId Pickers { get; private set; }

    public static async Task<Apart> Start(TestArchive archive, bool withCommunities = false)
    {
        Apart apart = new(archive);
        await archive.Write(session =>
        {
            apart.Exclusion = apart.Put(session, "Exclusion", "history");
            if (withCommunities) (apart.Drivers, apart.Pickers) = (apart.Put(session, "Drivers", "community"), apart.Put(session, "Pickers", "community"));
            apart.Airport = apart.Practice(session, "Airport", apart.Drivers, "No one is illegal");
            apart.Harvest = apart.Practice(session, "Harvest", apart.Pickers, "No one is illegal ");
        });
        return apart;
    }

    /// <param name="message">Empty: none is said.</param>
    /// <param name="root">A history that it says it is rooted in.</param>
    public async Task<RecordId> Tell(string title, string message, RecordId? wanted = null, string kind = "practice", RecordId? root = null, string[]? strategies = null, string[]? audiences = null)
    {
        RecordId id = wanted ?? Told.Id(next++);
        List<(string, FieldValue)> fields = message.Length > 0 ? [("messages", Told.Many(message))] : [];
        if (strategies is not null) fields.Add(("strategies", Told.Many([.. strategies])));
        if (audiences is not null) fields.Add(("audiences", Told.Many([.. audiences])));
        RecordContent content = Told.Content(title, [.. fields]);
        if (root is { } history) content = content with { Links = [new ContentLink("rootedIn", history)] };
        await archive.Write(session =>
        {
            Told.Put(session, id, kind, content, archive.Today);
            if (root is { } other) Told.Join(session, new RecordId(id.Value + 1), ConnectionType.RootedIn, id, other, archive.Today);
            archive.Get<Publication>().Reindex(session, id, archive.Today);
        });
        return id;
    }

    public Task Hide(RecordId id, bool isHidden = true) => archive.Write(session =>
    {
        session.Put(session.FindRecord(id)! with { State = isHidden ? RecordState.Hidden : RecordState.Published });
        archive.Get<Publication>().Reindex(session, id, archive.Today);
    });

    /// <summary>By itself, or through one that both lead to.</summary>
    public void Join(IArchiveSession session, ConnectionType type)
    {
        if (type == ConnectionType.Kin || type == ConnectionType.LearnedFrom)
        {
            Told.Join(session, Told.Id(next++), type, Harvest, Airport, archive.Today);
            return;
        }

        RecordId between = Put(session, "Between", type == ConnectionType.InPlace ? "place" : type == ConnectionType.Centres ? "community" : "campaign");
        foreach (RecordId one in (RecordId[])[Airport, Harvest]) Told.Join(session, Told.Id(next++), type, one, between, archive.Today);
    }

    private RecordId Practice(IArchiveSession session, string title, RecordId community, string message)
    {
        RecordId id = Told.Id(next++);
        ImmutableArray<RecordId> communities = community == default ? [] : [community];
        RecordContent content = Told.Content(title, ("messages", Told.Many(message))) with { Links = [new ContentLink("rootedIn", Exclusion), .. communities.Select(one => new ContentLink("centres", one, IsCommunity: true))] };
        Told.Put(session, id, "practice", content, archive.Today, communities: communities);
        Told.Join(session, Told.Id(next++), ConnectionType.RootedIn, id, Exclusion, archive.Today);
        foreach (RecordId one in communities) Told.Join(session, Told.Id(next++), ConnectionType.Centres, id, one, archive.Today);
        archive.Get<Publication>().Reindex(session, id, archive.Today);
        return id;
    }

    private RecordId Put(IArchiveSession session, string title, string kind) => Put(session, Told.Id(next++), title, kind);

    private RecordId Put(IArchiveSession session, RecordId id, string title, string kind, params (string Field, FieldValue Value)[] fields)
    {
        Told.Put(session, id, kind, Told.Content(title, fields), archive.Today);
        archive.Get<Publication>().Reindex(session, id, archive.Today);
        return id;
    }
}
