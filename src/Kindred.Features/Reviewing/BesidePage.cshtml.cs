using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>A deposit beside another, or beside a record, with what differs word by word, so that a reviewer sees whether it was told already.</summary>
[MembersPage]
public sealed class BesidePage(IDepositStore deposits, IRecordStore records, KindList kinds, CurrentViewer viewer, Texts texts) : PageModel
{
    public Deposit Deposit { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public string Language { get; private set; } = "";

    public string OtherTitle { get; private set; } = "";

    public string OtherLanguage { get; private set; } = "";

    /// <summary>The record beside it; null: it is another deposit.</summary>
    public Record? Record { get; private set; }

    /// <summary>Anyone may read the record: a depositor can be told where.</summary>
    public bool IsPublic { get; private set; }

    public Deposit? Other { get; private set; }

    /// <summary>The deposit, against what stands beside it.</summary>
    public ReadableRecord This { get; private set; } = null!;

    public ReadableRecord That { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id, string other, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId one) || !RecordId.TryParse(other, out RecordId two)) return Problems.Result(Problem.NotFound);
        if (await deposits.Find(new DepositId(one), me, cancel) is not { Value: var deposit } || ContentOf(deposit) is not var (kind, content)) return Problems.Result(Problem.NotFound);
        (Deposit, Title, Language) = (deposit, content.Title, content.Language);
        if (await deposits.Find(new DepositId(two), me, cancel) is { Value: var second } && ContentOf(second) is var (_, its)) (Other, OtherTitle, OtherLanguage, That) = (second, its.Title, its.Language, Readable(kind, its, null));
        else if (await records.Records([two], me, cancel) is [{ Value: var record }])
            (Record, OtherTitle, OtherLanguage, That, its) = (record, record.Content.Title, record.Content.Language, Readable(kind, Shared(record), null), Shared(record));
        else return Problems.Result(Problem.NotFound);
        IsPublic = Record is not null && VisibilityPolicy.IsPublic(Envelope.Of(Record), me.Today);
        This = Readable(kind, content, its);
        return Page();
    }

    /// <summary>What it tells, links left out: they are written in other ways here and there.</summary>
    private static (Kind Kind, RecordContent Content)? ContentOf(Deposit deposit, KindSet all) =>
        deposit.Proposal is { } proposal ? (all[proposal.Kind], proposal.Content with { Links = [] }) : deposit.Records is [var first, ..] ? (all[first.Kind], first.Content with { Links = [] }) : null;

    private (Kind Kind, RecordContent Content)? ContentOf(Deposit deposit) => ContentOf(deposit, kinds.Now);

    private static RecordContent Shared(Record record) => record.Content with { Links = [] };

    private ReadableRecord Readable(Kind kind, RecordContent content, RecordContent? before)
    {
        ILookup<string, ReadableLine> none = Array.Empty<ReadableLine>().ToLookup(_ => "");
        return ReadableRecord.Of(kind, content, none, before, before is null ? null : none, texts).AsPast();
    }
}
