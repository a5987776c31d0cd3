using System.Security.Cryptography;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Depositing;

/// <summary>"I am named here", "this endangers someone": without an account, first on every desk. Names only what anyone may read, so that it answers
/// alike for what is hidden, gone or never was.</summary>
[SameSiteForm]
public sealed class ConcernPage(RaiseConcern raise, DepositBudget budget, IRecordStore records, KindList kinds, TimeProvider time, Texts texts) : PageModel
{
    /// <summary>Titles of the record, or of both that a connection joins; empty where it is not public.</summary>
    public IReadOnlyList<RecordLine> About { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public string Back { get; private set; } = "/";

    /// <summary>Null: not chosen yet.</summary>
    public ConcernAbout? What { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Name of a community that was not asked.</summary>
    public string Community { get; private set; } = "";

    /// <summary>Fields of the record in which something stands that anyone may read, by name, each with its label; none where it is not public.</summary>
    public IReadOnlyList<(string Name, string Label)> Fields { get; private set; } = [];

    /// <summary>The field that it is about; empty: none.</summary>
    public string Field { get; private set; } = "";

    /// <summary>The words that it is about.</summary>
    public string Quoted { get; private set; } = "";

    public Finding? Finding { get; private set; }

    public string? Receipt { get; private set; }

    /// <summary>Carried by the form, so that a retry tells it once.</summary>
    public string Key { get; private set; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (!RecordId.TryParse(id, out RecordId subject)) return Problems.Result(Problem.NotFound);
        await Find(subject, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, ConcernAbout? what, string? text, string? community, string? quoted, string? field, string? key, string? go, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (!RecordId.TryParse(id, out RecordId subject)) return Problems.Result(Problem.NotFound);
        await Find(subject, cancel);
        if (key is { Length: 32 }) Key = key;
        Text = text ?? "";
        (What, Community, Quoted, Field) = (what, community ?? "", quoted ?? "", field ?? "");
        if (go == "stay") return Page();
        if (What is not { } chosen) return Wrong(new Finding("not-chosen", "what"), StatusCodes.Status400BadRequest);
        string network = RequestPrefix.Of(HttpContext);
        if (!budget.MayTellConcern(network, Text.Length + Community.Length + Quoted.Length)) return Wrong(new Finding("too-many-now", "text"), StatusCodes.Status429TooManyRequests);
        // Other words are another concern: only the very same ones are a retry.
        string told = $"concern {Key} {subject} {What} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\n{Community}\n{Quoted}\n{Field}")))}";
        try
        {
            switch (await raise.Raise(subject, chosen, Text, Community, Quoted, Field, told, !budget.TakeConcern(network), cancel))
            {
                case ConcernOutcome.NeedsWork work:
                    return Wrong(work.Finding, StatusCodes.Status400BadRequest);
                case ConcernOutcome.Received received:
                    Receipt = received.Receipt.Words;
                    return Page();
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        catch (ArchiveUnwritableException)
        {
            return Wrong(new Finding("not-kept-now", "text"), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task Find(RecordId subject, CancellationToken cancel)
    {
        Viewer anyone = new Viewer.Public(time.Today());
        (About, Back) = (await records.Lines([subject], anyone, cancel), $"/r/{subject}");
        if (await records.Read(subject, anyone, 1, cancel) is Reading.Found { Record.Value: var record }) Fields = FilledFields(record);
        if (About is [] && await records.Connection(subject, anyone, cancel) is { } connection) (About, Back) = ([connection.From, connection.To], $"/c/{subject}");
    }

    private IReadOnlyList<(string, string)> FilledFields(Record record)
    {
        Kind kind = kinds[record.Kind];
        return [.. kind.Fields.Where(field => field.IsLink ? record.Content.Links.Any(link => link.Field == field.Name) : record.Content[field.Name] is not null).Select(field => (field.Name, texts.Label(kind.Name, field.Name)))];
    }

    private PageResult Wrong(Finding finding, int status)
    {
        Finding = finding;
        Response.StatusCode = status;
        return Page();
    }
}
