using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Withdrawing;

/// <summary>A steward chooses the one field or link that is taken out of a record or connection, sees what others of her community took out, and says so too or
/// takes her word back. Keepers read here what is held, and leave it to the community.</summary>
[MembersPage]
public sealed class WithdrawPartPage(
    IRecordStore records, IMemberStore members, KindList kinds, WithdrawPart withdraw, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public Viewer.Member Me { get; private set; } = null!;

    public RecordId Id { get; private set; }

    public string Title { get; private set; } = "";

    public string? FarTitle { get; private set; }

    public ImmutableArray<Choice> Choices { get; private set; } = [];

    public IReadOnlyList<HeldLine> Held { get; private set; } = [];

    /// <summary>Answers for a community that it names; keepers only read.</summary>
    public bool IsSteward { get; private set; }

    public string? Done { get; private set; }

    public string? Chosen { get; private set; }

    public Finding? Wrong { get; private set; }

    public async Task<IActionResult> OnGet(string id, string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("part.done." + done) ? done : null;
        return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPost(string id, string? part, bool sure, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || !IsSteward) return Problems.Result(Problem.NotFound);
        Chosen = part;
        if (PartChoice.Read(part) is not { } choice) return NotRight(new Finding("part-missing", "part"));
        if (!sure) return NotRight(new Finding("part-not-sure", "sure"));
        return Answer(await withdraw.Do(Id, choice.Field, choice.Target, null, Me, cancel));
    }

    public async Task<IActionResult> OnPostBack(string id, long number, CancellationToken cancel) =>
        await Load(id, cancel) && IsSteward ? Answer(await withdraw.Undo(Id, number, Me, cancel)) : Problems.Result(Problem.NotFound);

    private IActionResult Answer(PartOutcome outcome) => outcome switch
    {
        PartOutcome.Destroyed => Back("destroyed"),
        PartOutcome.Held => Back("held"),
        PartOutcome.Shown shown => Back(shown.AsItWas ? "shown" : "asked"),
        PartOutcome.NotRight wrong => NotRight(wrong.Finding),
        _ => Problems.Result(Problem.NotFound),
    };

    private RedirectResult Back(string done) => Redirect(frame.To($"/desk/records/{Id}/part?done={done}"));

    private PageResult NotRight(Finding finding)
    {
        Wrong = finding;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed)) return false;
        Id = parsed;
        Kind? kind = null;
        ImmutableArray<RecordPart> parts;
        ImmutableArray<RecordId> named;
        if (await records.Read(Id, Me, 0, cancel) is Reading.Found { Record.Value: var record })
        {
            (Title, named, kind) = (record.Content.Title, record.Communities, kinds[record.Kind]);
            parts = PartChoice.Of(kind, [record.Content, .. (await records.Revisions(Id, Me, cancel)).Select(one => one.Value.Content)]);
        }
        else if (await records.Connection(Id, Me, cancel) is { Connection.Value: { IsOfField: false } connection } reading)
        {
            (Title, FarTitle, named) = (reading.From.Title, reading.To.Title, connection.Communities);
            parts = PartChoice.Of(ConnectionType.Find(connection.Type)!, [connection.Words, .. reading.Revisions.Select(one => one.Words)]);
        }
        else
        {
            return false;
        }

        IsSteward = named.Any(Me.Communities.Contains);
        if (!IsSteward && !Me.IsKeeper) return false;
        WithdrawnPart[] held = [.. (await records.Parts(Id, Me, cancel)).Select(one => one.Value).Where(one => !one.IsDestroyed)];
        IEnumerable<RecordId> far = parts.Select(one => one.Target).OfType<RecordId>().Concat(held.SelectMany(one => one.Held!.Contents).SelectMany(one => one.Content.Links).Select(link => link.Target));
        Dictionary<RecordId, RecordLine> lines = (await records.Lines([.. far.Distinct()], Me, cancel)).ToDictionary(line => line.Id);
        Choices = IsSteward ? [.. parts.Select(one => new Choice(PartChoice.Value(one), PartWords.Label(kind, one.Field, texts), one.Target is { } to ? NameOf(to) : null, one.Field == "title"))] : [];
        Held = await Lines(held, kind, NameOf, cancel);
        return true;

        string NameOf(RecordId to) => lines.GetValueOrDefault(to)?.Title ?? texts["part.unnamed"];
    }

    private async Task<List<HeldLine>> Lines(WithdrawnPart[] held, Kind? kind, Func<RecordId, string> nameOf, CancellationToken cancel)
    {
        List<HeldLine> lines = [];
        foreach (WithdrawnPart part in held)
        {
            RecordId[] whose = [.. part.Words.Select(word => word.Community).Distinct()];
            RecordId asked = whose.FirstOrDefault(Me.Communities.Contains, whose[0]);
            (int said, int needed) = part.Of(await members.Community(asked, Me.Today, cancel) ?? NamedCommunity.Gone(asked));
            lines.Add(new HeldLine(
                part, PartWords.Label(kind, part.Field, texts), PartWords.Lines(part, kind, nameOf, texts), PartWords.Notices(part), said, needed,
                HasSaid: part.Words.Any(word => word.Steward == Me.Handle && !word.IsBack)));
        }

        return lines;
    }

    /// <param name="Far">What the link leads to; null: a field.</param>
    public sealed record Choice(string Value, string Label, string? Far, bool IsTitle);

    /// <param name="HasSaid">The reader holds to it.</param>
    public sealed record HeldLine(WithdrawnPart Part, string Label, ImmutableArray<string> Lines, ImmutableArray<ReadableNotice> Notices, int Said, int Needed, bool HasSaid);
}
