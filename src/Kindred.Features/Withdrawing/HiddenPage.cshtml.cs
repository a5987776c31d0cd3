using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Withdrawing;

/// <summary>What is hidden, by whose word and until when; to confirm, to show again, or to withdraw.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain("", Unless = "act=confirm")]
public sealed class HiddenPage(IDepositStore deposits, WithdrawRecord withdraw, CurrentViewer viewer, PageFrame frame) : PageModel
{
    public const int Most = 200;

    public Viewer.Member Me { get; private set; } = null!;

    public IReadOnlyList<Line> Hidden { get; private set; } = [];

    public string? Done { get; private set; }

    public async Task OnGet(string? done, CancellationToken cancel)
    {
        Done = done is "shown" or "hidden" ? done : null;
        Me = (await viewer.Of(HttpContext)).AsMember!;
        IEnumerable<Line> records = (await deposits.Hidden(Me, Most, cancel)).Select(one => one.Value)
            .Select(one => new Line(one.Id, $"kind.{one.Kind}.one", one.Content.Language, one.Content.Title, null, Hiding.Of(one, Me.Today)));
        IEnumerable<Line> connections = (await deposits.HiddenConnections(Me, Most, cancel))
            .Select(one => new Line(one.Connection.Value.Id, $"connection.{one.Connection.Value.Type}.out", one.From.Language, one.From.Title, one.To, Hiding.Of(one.Connection.Value, Me.Today)));
        Hidden = [.. records, .. connections];
    }

    public async Task<IActionResult> OnPost(string id, string act, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId record)) return Problems.Result(Problem.NotFound);
        WithdrawOutcome outcome = act == "show" ? await withdraw.Show(record, Me, cancel) : await withdraw.Hide(record, "", Me, cancel);
        return outcome is WithdrawOutcome.Unknown ? Problems.Result(Problem.NotFound) : Redirect(frame.To($"/keep/hidden?done={(act == "show" ? "shown" : "hidden")}"));
    }

    /// <summary>A record, or a connection with both its ends.</summary>
    /// <param name="What">Text of its kind or type.</param>
    /// <param name="Hiding">Null: a community's word hides it.</param>
    public sealed record Line(RecordId Id, string What, string Language, string Title, RecordLine? Far, Hiding? Hiding);
}
