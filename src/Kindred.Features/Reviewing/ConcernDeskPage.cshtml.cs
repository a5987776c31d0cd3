using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>One concern, and what can be done from it at once.</summary>
[MembersPage]
[AskAgain("say", Unless = "go=ask")]
public sealed class ConcernDeskPage(IDepositStore store, IRecordStore records, KindList kinds, AnswerConcern answer, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public Viewer.Member Me { get; private set; } = null!;

    public Concern Concern { get; private set; } = null!;

    public DeskNames Names { get; private set; } = new();

    /// <summary>What the field is called that it is about; null: none was named.</summary>
    public string? FieldLabel { get; private set; }

    public Finding? Finding { get; private set; }

    public string Words { get; private set; } = "";

    public string? Because { get; private set; }

    public string? Done { get; private set; }

    /// <summary>The record asks the community that was claimed not to be asked.</summary>
    public bool IsAsked { get; private set; }

    public bool MayClose => Me.IsKeeper || !Names.IsPublic(Concern.Subject);

    public IHtmlContent Shown(RecordId id) => Names.Shown(id, texts);

    public async Task<IActionResult> OnGet(string id, string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("desk.done." + done) ? done : null;
        return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostSay(string id, string? words, string? go, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        Words = words ?? "";
        if (await answer.Say(Concern.Id, Words, go == "close", Me, cancel) is { } finding) return Wrong(finding);
        return Redirect(frame.To(go == "close" ? "/desk?done=settled" : $"/desk/concerns/{id}?done=concern-said"));
    }

    public async Task<IActionResult> OnPostName(string id, string? because, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        if (!Me.IsKeeper) return Problems.Result(Problem.NotYours);
        Because = because;
        return await answer.NameCommunity(Concern.Id, because ?? "", Me, cancel) is { } finding ? Wrong(finding) : Redirect(frame.To($"/desk/concerns/{id}?done=concern-named"));
    }

    private PageResult Wrong(Finding finding)
    {
        Finding = finding;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed) || await store.Concerns([parsed], Me, cancel) is not [{ Value: var concern }]) return false;
        Concern = concern;
        Names = await DeskNames.Of(concern.Community is { } community ? [concern.Subject, community] : [concern.Subject], records, Me, cancel);
        if (concern.What == ConcernAbout.NotAsked) IsAsked = await AsksClaimed(concern, cancel);
        if (concern.Field is not "") FieldLabel = await LabelOf(concern, cancel);
        return true;
    }

    /// <summary>By the name that was written where its record has been made since.</summary>
    private async Task<bool> AsksClaimed(Concern concern, CancellationToken cancel)
    {
        if (await records.Claims(concern.Subject, Me, cancel) is not { Count: > 0 } claims) return false;
        if (concern.Community is { } known) return claims.Any(one => one.Value.Community == known);
        IReadOnlyList<RecordLine> named = await records.Named(concern.CommunityName, [Community.Kind.Name], Me, cancel);
        return named.Any(line => line.Title.Equals(concern.CommunityName, StringComparison.OrdinalIgnoreCase) && claims.Any(one => one.Value.Community == line.Id));
    }

    /// <summary>Its bare name where the record is gone, or of another kind by now.</summary>
    private async Task<string> LabelOf(Concern concern, CancellationToken cancel) =>
        await records.Lines([concern.Subject], Me, cancel) is [{ Kind: var kind }] && kinds.All.FirstOrDefault(one => one.Name == kind)?[concern.Field] is not null ? texts.Label(kind, concern.Field) : concern.Field;
}
