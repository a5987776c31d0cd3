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

    /// <summary>What was asked for of them.</summary>
    public PowerActs Asked { get; private set; } = new(null, null, 1);

    /// <summary>Why one keeper's word was enough, in the reader's language; null: it was not, or was nobody else's.</summary>
    public string? WhyOne(Act act) => act.SoleWord == SoleWord.None ? null : texts["about.act.one." + ValueName.Of(act.SoleWord)];

    /// <summary>Stewards may appoint keepers now.</summary>
    public bool IsLeftToStewards { get; private set; }

    public Pager Pages { get; private set; } = null!;

    // Razor Pages keeps the route value "page" for itself: only the query is meant.
    public async Task<IActionResult> OnGet([FromQuery(Name = "page")] int? number, [FromQuery] string? kind, [FromQuery] string? by)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        DateOnly today = time.Today();
        bool isOfActs = Request.Path.Value!.TrimEnd('/').EndsWith("/acts", StringComparison.OrdinalIgnoreCase);
        frame.Title = texts[isOfActs ? "about.acts" : "about.title"];
        frame.Canonical = isOfActs ? "/about/acts" : "/about";
        if (isOfActs)
        {
            if (!PowerActs.TryRead(kind, by, number, out PowerActs asked)) return Problems.Result(Problem.NotFound);
            Asked = asked;
            (Acts, bool isMore) = await asked.Find(records, new Viewer.Public(today), cancel);
            Pages = new Pager(asked.Page, isMore, asked.At);
            return Acts is [] && asked.Page > 1 ? Problems.Result(Problem.NotFound) : Page();
        }

        IsLeftToStewards = await LeftToStewards.Is(members, today, cancel);
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
