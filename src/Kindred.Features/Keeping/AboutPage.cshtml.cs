using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Keeping;

/// <summary><c>/about</c>: what the archive promises, how consent works, who keeps it and until when, what it stores about its readers.</summary>
public sealed class AboutPage(IMemberStore members, IRecordStore records, CurrentSettings settings, TimeProvider time, PageFrame frame, Texts texts) : PageModel
{
    private const int ActsOnPage = 50;
    private const int MostPages = 1_000;

    /// <summary>How long it stands here that the terminal did something alone.</summary>
    private const int AloneDays = 30;
    private const int MostAlone = 100;

    public ArchiveSettings Settings => settings.Value;

    /// <summary>Handles and the last day of each term; the terminal's keeper is no person.</summary>
    public IReadOnlyList<(string Handle, DateOnly? Until)> Keepers { get; private set; } = [];

    /// <summary>One keeper is still enough for everything.</summary>
    public bool IsInFirstDays { get; private set; }

    /// <summary>What the terminal did lately without waiting for a keeper.</summary>
    public IReadOnlyList<Act> Alone { get; private set; } = [];

    /// <summary>There is more of it than stands here.</summary>
    public bool IsMoreAlone { get; private set; }

    /// <summary>Uses of power, newest first; null on the first page.</summary>
    public IReadOnlyList<WrittenAct>? Acts { get; private set; }

    /// <summary>In the reader's language where it is the archive that gives the reason.</summary>
    public string? Why(Act act) => act.Reason switch
    {
        { } first when first.StartsWith(Power.FirstDays, StringComparison.Ordinal) => texts["about.act.first-days"] + first[Power.FirstDays.Length..],
        { } alone when Power.IsAlone(act) => $"{texts["about.act.alone"]} {alone[Power.Alone.Length..]}",
        var reason => reason,
    };

    public Pager Pages { get; private set; } = null!;

    // Razor Pages keeps the route value "page" for itself: only the query is meant.
    public async Task<IActionResult> OnGet([FromQuery(Name = "page")] int? number)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        DateOnly today = time.Today();
        bool isOfActs = Request.Path.Value!.TrimEnd('/').EndsWith("/acts", StringComparison.OrdinalIgnoreCase);
        frame.Title = texts[isOfActs ? "about.acts" : "about.title"];
        frame.Canonical = isOfActs ? "/about/acts" : "/about";
        if (isOfActs)
        {
            int page = Math.Clamp(number ?? 1, 1, MostPages);
            // One more than is shown: whether there are others is seen, and nobody counts what readers may not see.
            IReadOnlyList<Visible<WrittenAct>> acts = await records.Acts(ofPowerOnly: true, (page * ActsOnPage) + 1, new Viewer.Public(today), cancel);
            Acts = [.. acts.Skip((page - 1) * ActsOnPage).Take(ActsOnPage).Select(act => act.Value)];
            Pages = new Pager(page, acts.Count > page * ActsOnPage, at => $"/about/acts?page={at}");
            return Acts is [] && page > 1 ? Problems.Result(Problem.NotFound) : Page();
        }

        IReadOnlyList<Visible<WrittenAct>> alone = await records.ActsAlone(today.AddDays(-AloneDays), MostAlone + 1, new Viewer.Public(today), cancel);
        (Alone, IsMoreAlone) = ([.. alone.Take(MostAlone).Select(act => act.Value.Act)], alone.Count > MostAlone);
        IsInFirstDays = !await Founded.Is(members, cancel);
        Keepers = [.. (await members.All(cancel))
            .Where(member => !member.IsTerminal && member.IsKeeperOn(today))
            .OrderBy(member => member.Handle, texts.Alphabetical)
            .Select(member => (member.Handle, member.Roles.Where(role => role.Community is null && role.HoldsOn(today)).Max(role => role.Until)))];
        return Page();
    }
}
