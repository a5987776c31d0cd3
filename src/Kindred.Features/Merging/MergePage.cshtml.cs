using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Merging;

/// <summary>Two records side by side, and whose words of each field in which they differ the one that stays has from then on.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class MergePage(IRecordStore records, ReadRecord read, KindList kinds, MergeRecords merge, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    private const string Field = "field.";

    /// <summary>As typed: an id or an address that has one.</summary>
    public string? TypedGoes { get; private set; }

    public string? TypedStays { get; private set; }

    public string? Reason { get; private set; }

    public Record? Goes { get; private set; }

    public Record? Stays { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public (int Goes, int Stays) Connections { get; private set; }

    public Finding? Wrong { get; private set; }

    public bool HasChanged { get; private set; }

    /// <summary>Communities that the one that goes names are named by the one that stays.</summary>
    public bool NamesCommunities => Goes is { Communities.IsEmpty: false };

    public async Task<IActionResult> OnGet(string? goes, string? stays, CancellationToken cancel)
    {
        await Load(goes, stays, null, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string? goes, string? stays, string? reason, int readGoes, int readStays, CancellationToken cancel)
    {
        Dictionary<string, MergeChoice> chosen = new(StringComparer.Ordinal);
        foreach ((string name, var value) in Request.Form)
        {
            if (name.StartsWith(Field, StringComparison.Ordinal) && ValueName.Read<MergeChoice>(value) is { } choice) chosen[name[Field.Length..]] = choice;
        }

        Reason = reason;
        if (!await Load(goes, stays, chosen, cancel)) return Again(Wrong ?? new Finding("merge-which", "goes"));
        MergeOutcome outcome = await merge.Merge(Goes!.Id, Stays!.Id, chosen, reason ?? "", (readGoes, readStays), (await viewer.Of(HttpContext)).AsMember!, cancel);
        switch (outcome)
        {
            case MergeOutcome.Merged done:
                return Redirect(frame.To($"/keep/merges?done={(done.Asks ? "asks" : "merged")}"));
            case MergeOutcome.NotRight wrong:
                return Again(wrong.Finding);
            case MergeOutcome.ChangedMeanwhile:
                HasChanged = true;
                Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                return Page();
            case MergeOutcome.NotYours:
                return Problems.Result(Problem.NotYours);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    /// <summary>A field in which they differ, as both say it.</summary>
    public sealed record Row(Field Field, string Label, ReadableField? Stays, ReadableField? Goes, MergeChoice Choice, bool MayBeTaken, bool MayBeBoth)
    {
        public string Name => MergePage.Field + Field.Name;

        /// <summary>Whom both name stays named.</summary>
        public bool IsBoth => MergedContent.IsAlwaysBoth(Field);
    }

    private PageResult Again(Finding wrong)
    {
        Wrong = wrong;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> Load(string? goes, string? stays, Dictionary<string, MergeChoice>? chosen, CancellationToken cancel)
    {
        (TypedGoes, TypedStays) = (goes, stays);
        if (string.IsNullOrWhiteSpace(goes) || string.IsNullOrWhiteSpace(stays)) return false;
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        if (TypedRecord.In(goes) is not { } going || TypedRecord.In(stays) is not { } staying || await records.Records([going, staying], me, cancel) is not [var left, var right])
        {
            Wrong = new Finding("merge-which", "goes");
            return false;
        }

        if (await merge.WhyNot(going, staying, me, cancel) is { } wrong)
        {
            Wrong = wrong;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return false;
        }

        (Goes, Stays) = (left.Value, right.Value);
        (TypedGoes, TypedStays) = (going.ToString(), staying.ToString());
        Connections = (await Count(going, me, cancel), await Count(staying, me, cancel));
        Rows = await Differing(kinds[Goes.Kind], chosen, me, cancel);
        return true;
    }

    private async Task<IReadOnlyList<Row>> Differing(Kind kind, Dictionary<string, MergeChoice>? chosen, Viewer me, CancellationToken cancel)
    {
        ReadableRecord theirs = await read.Compare(kind, Nothing(Goes!), Goes!.Content, me, texts, cancel), own = await read.Compare(kind, Nothing(Stays!), Stays!.Content, me, texts, cancel);
        return
        [
            .. MergedContent.Differing(kind, Stays!.Content, Goes!.Content).Select(field => new Row(
                field, texts.Label(kind.Name, field.Name), Of(own, field), Of(theirs, field),
                chosen?.GetValueOrDefault(field.Name) ?? MergedContent.Usual(field, Stays.Content, Goes.Content),
                MergedContent.MayBeTaken(field, Stays.Content, Goes.Content), MergedContent.MayBeBoth(field))),
        ];

        ReadableField? Of(ReadableRecord record, Field field) => record.Fields.FirstOrDefault(one => one.Label == texts.Label(kind.Name, field.Name)) is { } shown ? shown with { Before = null, IsAsking = false } : null;
    }

    private static RecordContent Nothing(Record record) => new() { Language = record.Content.Language };

    private async Task<int> Count(RecordId id, Viewer me, CancellationToken cancel) => (await records.Connections(id, new ConnectionFilter(null, null, null, 1, 1), me, cancel)).Total;
}
