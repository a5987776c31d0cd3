using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Depositing;

/// <summary>Telling the archive something, in small steps, without an account, a cookie or a script. Nothing is stored before it is sent or kept.</summary>
[SameSiteForm]
[RequestFormLimits(ValueCountLimit = FormField.MostControls)]
public sealed partial class ContributePage(
    SendDeposit send, FollowDeposit follow, DepositBudget budget, Subjects subjects, KindList kinds, CommunityAnswers communities, SealedField hidden,
    RefusedNames refused, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel, IToldForm
{
    internal const int MostCarried = 700_000;

    public Contribution Told { get; private set; } = null!;

    public Kind Kind => Told.KindOf(kinds);

    public IEnumerable<Kind> Offered => kinds.All.Where(kind => kind.IsOffered);

    /// <summary>What isn't right yet, of this step; on the preview of everything.</summary>
    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public TypedDate Dates { get; } = new(texts);

    /// <summary>Names as typed for which there are near ones in the archive.</summary>
    public Dictionary<string, IReadOnlyList<RecordLine>> Near { get; } = [];

    public IReadOnlyList<RefusedUse> Refused { get; private set; } = [];

    /// <summary>Those that stand beside no field on this page.</summary>
    public IEnumerable<RefusedUse> RefusedElsewhere =>
        Refused.Where(one => Told.Step is Steps.Preview or Steps.Connection || one.Record != Told.At || FieldsNow.All(shown => shown.Name != one.Field));

    public IReadOnlyList<CommunityShown> Communities { get; private set; } = [];

    /// <summary>The connection being told, while it isn't right yet.</summary>
    public JsonObject? Connecting { get; private set; }

    /// <summary>The whole of it as it would be stored; on the preview.</summary>
    public DepositInput? Input { get; private set; }

    /// <summary>Who is signed in: what is sent is theirs by account too. Null: nobody.</summary>
    public string? Handle => viewer.Known?.AsMember?.Handle;

    /// <summary>The seven words, after sending.</summary>
    public string? Receipt { get; private set; }

    public DepositState SentAs { get; private set; }

    /// <summary>What was told, beside what stands there by now; empty: nobody changed it meanwhile.</summary>
    public IReadOnlyList<(string Title, ReadableRecord Differences)> Meanwhile { get; private set; } = [];

    public string Carried => hidden.Seal(Told);

    public ContributionShown Shown => new(Told, kinds, texts);

    /// <summary>What a note is about: it was chosen where that was read, and stays. Null: it is no note.</summary>
    public string? Subject => Told.HasRecords && !Kind.IsOffered && Kind.About is { } about ? FieldShown.Targets(Told.Record[about.Name]).FirstOrDefault() : null;

    /// <summary>What a telling was set beside, and is corrected without.</summary>
    public bool IsSubjectGone => Kind.Name == Telling.Kind.Name && Subject is { } subject && RecordId.TryParse(subject, out _) && !Told.Names.ContainsValue(subject);

    public IEnumerable<Field> FieldsNow => Told.FieldsNow(Kind);

    public IEnumerable<Finding> FindingsOf(string part) =>
        Findings.Where(finding => finding.Field.StartsWith("connections[", StringComparison.Ordinal) && finding.Field.EndsWith("]." + part, StringComparison.Ordinal));

    /// <param name="on">Id of the record or connection that it is about.</param>
    /// <param name="type">Its type, where the page that led here knows it: an answer.</param>
    /// <param name="connect">Type of a connection that is all there is to tell, between records that were chosen where they were read.</param>
    public async Task<IActionResult> OnGet(string? kind, string? on, string? type, string? connect, string? from, string? to)
    {
        NotKept();
        if (ConnectionType.Find(connect ?? "") is { } connection && ConnectionForm.Offered.Contains(connection)) return await Connect(connection, from, to);
        if (RecordId.TryParse(on, out RecordId subject)) on = subject.ToString();
        Begin(kind, on);
        // Who answers for one community tells in its name, unless she says otherwise.
        if (Kind.Name == Telling.Kind.Name && (await viewer.Of(HttpContext)).AsMember is { Communities: [var own] }) Told.Record["toldBy"] = new JsonArray(own.ToString());
        if (Kind["type"] is { Vocabulary: not null } typed && type is not null && typed.Choices.Has(type)) Told.Record["type"] = type;
        IActionResult page = await Show();
        return on is null || Kind.About is null || Told.Names.ContainsValue(on) ? page : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        NotKept();
        if (await TypedForm.Read(Request, cancel) is not { } form) return Problems.Result(Problem.TooLarge);
        string go = form["go"].ToString();
        if (hidden.Open(form["carried"]) is { } told) Told = told;
        else return await Restart(form, cancel);
        if (!budget.MayStep(RequestPrefix.Of(HttpContext), Told.ToJson().GetRawText().Length)) return await Later(form);
        if (!Told.HasRecords && Told.Step != Steps.Connection) Told.Step = Steps.Preview;
        if (go == "open") return await Show();
        bool isOtherKind = TakeStep(form);
        if (Told.ToJson().GetRawText().Length > MostCarried) return await Show(new Finding("deposit-too-large"));
        return isOtherKind ? await Show() : await Go(go, form, cancel);
    }

    /// <summary>A connection by itself: nothing of its ends is told anew.</summary>
    private async Task<IActionResult> Connect(ConnectionType type, string? from, string? to)
    {
        Told = Contribution.OfConnections(texts.Language);
        Connecting = new JsonObject { ["type"] = type.Name };
        foreach ((string end, string? typed) in ((string, string?)[])[("from", from), ("to", to)])
        {
            if (RecordId.TryParse(typed, out RecordId id)) Connecting[end] = id.ToString();
        }

        Viewer reader = await viewer.Of(HttpContext);
        foreach (string end in ConnectionForm.Ends)
        {
            // Of what is not there for whoever asks nothing is told apart.
            if (Connecting[end] is { } target && !await subjects.NameEnd(Told, RecordId.Parse((string)target!), reader, HttpContext.RequestAborted)) return Problems.Result(Problem.NotFound);
        }

        return await Show();
    }

    private void Begin(string? kind, string? on)
    {
        Kind? about = on is not null && kind is { Length: > 0 and < 40 } && kinds.Find(kind) is { About: not null } found ? found : null;
        Told = Contribution.New((about ?? Offer(kind) ?? Practice.Kind).Name, texts.Language);
        if (about is not null) Told.Record[about.About!.Name] = new JsonArray(on);
    }

    /// <summary>What this step typed is kept. The preview, which costs the most, is not made.</summary>
    private async Task<IActionResult> Later(IFormCollection form)
    {
        if (form["go"] != "open") TakeStep(form);
        if (Told.Step == Steps.Preview) Told.Step = Steps.More;
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return await Show(new Finding("too-many-now"));
    }

    private async Task<IActionResult> Go(string go, IFormCollection form, CancellationToken cancel)
    {
        string[] parts = go.Split('|');
        switch (parts[0])
        {
            case "use" when parts is [_, var field, var typed, var chosen]:
                Told.Use(field, Uri.UnescapeDataString(typed), Uri.UnescapeDataString(chosen));
                return await Show();
            case "rows" or "stay":
                return await Show();
            case "record" when Told.HasRecords && parts is [_, var number] && int.TryParse(number, out int at):
                (Told.At, Told.Step) = (Math.Clamp(at, 0, Told.Records.Count - 1), Steps.Tell);
                return await Show();
            case "add" when Told.Records.Count < DepositInput.MostRecords:
                Told.Add(Offer(form["add"])?.Name ?? Practice.Kind.Name, (string)Told.Record["language"]!);
                Told.Step = Steps.Tell;
                return await Show();
            case "remove" when Told.Records.Count > 1:
                Told.Records.RemoveAt(Math.Clamp(Told.At, 0, Told.Records.Count - 1));
                (Told.At, Told.Step) = (0, Steps.More);
                return await Show();
            case "connect":
                (Told.Step, Told.Editing) = (Steps.Connection, null);
                return await Show();
            case "connection" when parts is [_, var number] && int.TryParse(number, out int at) && at >= 0 && at < Told.Connections.Count:
                (Told.Step, Told.Editing, Connecting) = (Steps.Connection, at, (JsonObject)Told.Connections[at]!.DeepClone());
                return await Show();
            case "disconnect" when parts is [_, var number] && int.TryParse(number, out int at) && at >= 0 && at < Told.Connections.Count:
                Told.Connections.RemoveAt(at);
                return await Show();
            case "send" or "keep":
                try
                {
                    return await Send(isDraft: go == "keep", cancel);
                }
                catch (ArchiveUnwritableException)
                {
                    Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    Told.Step = Steps.Preview;
                    return await Show(new Finding("not-kept-now"));
                }
            default:
                return await Walk(go, cancel);
        }
    }

    /// <summary>To another step. A step that isn't right yet is left backwards only.</summary>
    private async Task<IActionResult> Walk(string go, CancellationToken cancel)
    {
        bool isForward = go is "next" or "" or Steps.Preview, isConnected = Connecting is not null;
        if (isForward && Connecting is not null)
        {
            if (await ConnectionForm.UnknownEnd(Connecting, Told, communities, cancel) is { } unknown) return await Show(unknown);
            if (Told.Connect(Connecting, kinds, time.Today()) is { IsEmpty: false } wrong) return await Show([.. wrong]);
            Connecting = null;
        }

        if (go is "next" or "" && Told.Step == Steps.Connection && !isConnected) return await Show(new Finding("empty", $"connections[{Told.Connections.Count}].from"));
        if (isForward && FindingsHere() is not [] and var findings) return await Show(findings);
        if (isForward && await LookForNear(cancel)) return await Show();
        Told.Editing = null;
        Told.Step = go switch
        {
            _ when !Told.HasRecords => Steps.Preview,
            "next" or "" or "back" when Told.Step == Steps.Connection => Steps.More,
            "next" or "" => Steps.After(Told.Step),
            "back" => Steps.Before(Told.Step),
            _ => Steps.All.Contains(go) ? go : Told.Step,
        };
        return await Show();
    }

    private async Task<IActionResult> Preview(params IReadOnlyList<Finding> findings)
    {
        Told.Step = Steps.Preview;
        return await Show(findings);
    }

    private async Task<IActionResult> Show(params IReadOnlyList<Finding> findings)
    {
        Findings = [.. findings];
        if (Told.Step == Steps.Preview)
        {
            (Input, ImmutableArray<Finding> all) = DepositInput.Read(Told.ToJson(), kinds, time.Today());
            Findings = [.. Findings.Union(all)];
        }

        Viewer reader = await viewer.Of(HttpContext);
        await subjects.Name(Told, reader, HttpContext.RequestAborted);
        if (Findings.Length > 0 && Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = StatusCodes.Status400BadRequest;
        IReadOnlyList<string> ofSubjects = await subjects.Communities(Told, reader, HttpContext.RequestAborted);
        Refused = RefusedInTold.Of(Told, await refused.Now(HttpContext.RequestAborted), kinds, texts);
        Communities = await communities.Asked(Told, Told.Step == Steps.Preview, kinds, ofSubjects, HttpContext.RequestAborted);
        return Page();
    }

    // Each step is optional but the first: what is missing is said on the preview.
    private Finding[] FindingsHere() =>
        [.. DepositInput.Read(Told.ToJson(), kinds, time.Today()).Findings.OfStep(Told, Kind).Where(finding => Told.Step == Steps.Tell || !finding.Code.StartsWith("needs-", StringComparison.Ordinal))];

    private async Task<bool> LookForNear(CancellationToken cancel)
    {
        foreach (Field field in FieldsNow.Where(field => field.IsLink))
        {
            foreach (string typed in FieldShown.Targets(Told.Record[field.Name]).Where(target => !target.StartsWith('#') && !Told.Names.ContainsValue(target)).ToArray())
            {
                if (Told.Shown.Contains(typed) || await communities.Named(typed, field.LinkKinds, cancel) is not null) continue;
                Told.Shown.Add(typed);
                if (await communities.Near(typed, field.LinkKinds, cancel) is { Count: > 0 } near) Near[typed] = near;
            }
        }

        return Near.Count > 0;
    }

    /// <summary>Takes in what this step typed. True: another kind was chosen, whose own fields were not shown yet.</summary>
    private bool TakeStep(IFormCollection form)
    {
        foreach (Field field in FieldsNow.ToArray()) FormField.Take(form, field, Told, Dates);
        if (Told.Step == Steps.Connection) Connecting = ConnectionForm.Read(form, Told, Dates, Told.Editing is { } at && at < Told.Connections.Count ? Told.Connections[at] as JsonObject : null);
        if (Told.Step == Steps.More && form.ContainsKey("embargoUntil")) Told.EmbargoUntil = DayAsTyped(form["embargoUntil"]);
        if (Told.Step == Steps.More) TakeDays(form);
        if (Told.Step == Steps.More) Told.SignedAs = form["signedAs"].ToString() is { } signed && !string.IsNullOrWhiteSpace(signed) ? signed.Trim() : null;
        if (Told.Step != Steps.Tell || !Told.HasRecords) return false;
        if (form["language"].ToString() is { Length: > 0 } language) Told.Record["language"] = language.Trim();
        if (form["language.other"].ToString().Trim() is { Length: > 0 } other) Told.Record["language"] = WrittenLanguage.Read(other);
        if (Told.Record["id"] is not null || Offer(form["kind"]) is not { } kind || kind.Name == Kind.Name) return false;
        Told.Become(kind);
        return true;
    }

    /// <summary>The hidden field did not arrive whole, or has ended: what was typed on this step is kept, and the rest said to be lost.</summary>
    private async Task<IActionResult> Restart(IFormCollection form, CancellationToken cancel)
    {
        Begin(ToldStep.KindOf(form, Offered), form["on"] is [{ } on] ? on : null);
        Told.Step = ToldStep.StepOf(form, Kind);
        TakeStep(form);
        Findings = [new Finding("carried-lost")];
        Response.StatusCode = StatusCodes.Status400BadRequest;
        await subjects.Name(Told, await viewer.Of(HttpContext), cancel);
        return Page();
    }

    private Kind? Offer(string? name) => name is { Length: > 0 and < 40 } && kinds.Find(name) is { IsOffered: true } kind ? kind : null;

    private void NotKept() => Response.Headers.CacheControl = "no-store";
}
