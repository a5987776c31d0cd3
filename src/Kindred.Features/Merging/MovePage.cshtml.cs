using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Merging;

/// <summary>A record that holds two things: which of its connections are of the other, and to where they go.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class MovePage(IRecordStore records, MoveConnections move, CurrentViewer viewer) : PageModel
{
    private const int InPage = 100;

    public RecordLine Record { get; private set; } = null!;

    public ConnectionPage Connections { get; private set; } = new(0, []);

    public IReadOnlyList<string> Chosen { get; private set; } = [];

    public string? To { get; private set; }

    public string? NewTitle { get; private set; }

    public string? Reason { get; private set; }

    public Finding? Wrong { get; private set; }

    /// <summary>It comes from parting what was merged: what was said since is here.</summary>
    public bool IsParted { get; private set; }

    public MoveOutcome.Moved? Done { get; private set; }

    public RecordLine? Target { get; private set; }

    public Pager Pages { get; private set; } = Pager.Of(1, 1, _ => "");

    public async Task<IActionResult> OnGet(string id, string? to, string? done, [FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        (To, IsParted) = (to, done == "parted");
        return await Load(id, number ?? 1, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPost(string id, string[] connection, string? to, string? title, string? reason, [FromQuery(Name = "page")] int? number, CancellationToken cancel)
    {
        (Chosen, To, NewTitle, Reason) = (connection, to, title, reason);
        if (!await Load(id, number ?? 1, cancel)) return Problems.Result(Problem.NotFound);
        RecordId? target = string.IsNullOrWhiteSpace(to) ? null : TypedRecord.In(to);
        if (!string.IsNullOrWhiteSpace(to) && target is null) return Again(new Finding("merge-which", "to"));
        RecordId[] chosen = [.. connection.Select(one => RecordId.TryParse(one, out RecordId parsed) ? parsed : (RecordId?)null).OfType<RecordId>()];
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        switch (await move.Do(Record.Id, target, title, chosen, reason ?? "", me, cancel))
        {
            case MoveOutcome.Moved moved:
                (Done, Chosen, Reason, NewTitle, To) = (moved, [], null, null, moved.To.ToString());
                Target = await records.Lines([moved.To], me, cancel) is [var shown] ? shown : null;
                await Load(id, 1, cancel);
                return Page();
            case MoveOutcome.NotRight wrong:
                return Again(wrong.Finding);
            case MoveOutcome.NotYours:
                return Problems.Result(Problem.NotYours);
            default:
                return Again(new Finding("merge-which", "to"));
        }
    }

    private PageResult Again(Finding wrong)
    {
        Wrong = wrong;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> Load(string id, int page, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed) || await records.Lines([parsed], me, cancel) is not [var line]) return false;
        page = Math.Clamp(page, 1, 100_000);
        Record = line;
        Connections = await records.Connections(parsed, new ConnectionFilter(null, null, null, page, InPage), me, cancel);
        Pages = Pager.Of(page, (Connections.Total + InPage - 1) / InPage, to => $"/keep/move/{parsed}?page={to}" + (To is null ? "" : "&to=" + Uri.EscapeDataString(To)));
        return true;
    }
}
