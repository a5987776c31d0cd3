using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Browsing;

/// <summary>What this archive is, what came last, what is asked, which doors are open, and what happened on this day.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class HomePage(IRecordStore records, FacetOrdinals ordinals, FacetLabels labels, OpenDoors doors, TimeProvider time, Texts texts) : PageModel
{
    private const int PracticesShown = 8;
    private const int QuestionsShown = 4;
    private const int DoorsShown = 4;
    private const int OnThisDayShown = 5;
    private const int CommunitiesShown = 24;

    /// <summary>In the keepers' words; empty: in ours.</summary>
    public string Purpose { get; private set; } = "";

    public ImmutableArray<ListRow> Practices { get; private set; } = [];

    public ImmutableArray<ListRow> Questions { get; private set; } = [];

    public ImmutableArray<OpenDoor> Doors { get; private set; } = [];

    public ImmutableArray<ListRow> OnThisDay { get; private set; } = [];

    /// <summary>By name.</summary>
    public ImmutableArray<ListRow> Communities { get; private set; } = [];

    public int CommunitiesInAll { get; private set; }

    public DateOnly Today { get; private set; }

    public async Task OnGet()
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        Today = time.Today();
        Viewer.Public viewer = new(Today);
        await ordinals.Loaded.WaitAsync(cancel);
        Purpose = (await records.Settings(cancel)).Purpose;
        Practices = Rows(await records.Newest(["practice"], PracticesShown, viewer, cancel));
        Questions = Rows(await records.Newest(["question"], QuestionsShown, viewer, cancel));
        Doors = [.. (await doors.Today(cancel)).Take(DoorsShown)];
        OnThisDay = Rows(await records.Lines(ordinals.OnDay(Today.Month, Today.Day, OnThisDayShown), viewer, cancel));
        Selection communities = ordinals.Select([new FacetFilter("kind", "community")], null);
        CommunitiesInAll = communities.Count;
        IReadOnlyDictionary<Domain.Records.RecordId, RecordLine> named =
            await labels.Lines(ordinals.Page(communities, DocumentOrder.Title, 0, CommunitiesShown), cancel);
        Communities = Rows(named.Values.OrderBy(line => FacetLabels.Title(line, texts), texts.Alphabetical));
    }

    /// <summary>Years since it happened.</summary>
    public string YearOf(ListRow row) => EdtfDate.TryParse(row.When, out EdtfDate? when) ? GregorianDay.YearOf(when.Earliest).ToString(texts.Culture) : "";

    private ImmutableArray<ListRow> Rows(IEnumerable<RecordLine> lines) => [.. lines.Select(line => ListRow.Of(line, texts))];
}
