using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Browsing;

/// <summary>A record: its page, or the format asked for. The address holds for ever; what stands after the id is for people and may be anything.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class RecordPage(IRecordStore records, ReadRecord read, Tellings tellings, CurrentViewer viewers, CurrentSettings settings, Texts texts, PageFrame frame) : PageModel
{
    public RecordSheet Sheet { get; private set; } = null!;

    public FieldHtml Html { get; private set; } = null!;

    /// <summary>In which languages its words stand here, and could.</summary>
    public WordsShown Words { get; private set; } = null!;

    public Tombstone? Withdrawn { get; private set; }

    public Citation Citation { get; private set; } = null!;

    public CitationText CitationText { get; private set; } = null!;

    /// <summary>What else is told of the same; null: a record of this kind is told by nobody else.</summary>
    public TellingsShown? Tellings { get; private set; }

    /// <summary>What this telling was set beside is gone.</summary>
    public bool StandsAlone { get; private set; }

    /// <summary>Where the record is found for ever, with the archive's public address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Not public: shown to someone who may review it or answer for it.</summary>
    public bool IsPrivate { get; private set; }

    public bool MayAct { get; private set; }

    /// <summary>Anyone may suggest a change of what is public, but of a note: that is its writer's alone.</summary>
    public bool MayPropose => !IsPrivate && Sheet.Kind.Name != Note.Kind.Name;

    /// <summary>Of a community: how its stewards say that they decide.</summary>
    public string? HowItDecides { get; private set; }

    /// <summary>Of a community: what sister archives may have of whatever names it.</summary>
    public SisterShare? Sisters { get; private set; }

    private DateOnly today;

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel)
    {
        bool isNamed = RecordFormat.TryNamed(id, out string plainId, out RecordFormat? format);
        Response.Headers.Append("Vary", "Accept");
        if (!isNamed && plainId.Length != id.Length) return Problems.Result(Problem.NotFound);
        // An address that names its format answers in that format's way, whatever is accepted.
        if (isNamed) Request.Headers.Accept = "application/json";
        else format = RecordFormat.Negotiate(Request.Headers.Accept);
        if (!RecordId.TryParse(plainId, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        Viewer viewer = await viewers.Of(HttpContext);
        int perGroup = ReadRecord.ShownInGroup;
        // Before it is read: what changes meanwhile must not be taken for seen.
        long change = records.ChangeNumber;
        switch (await records.Read(recordId, viewer, perGroup, cancel))
        {
            case Reading.Found found when format is null:
                return Problems.Result(Problem.NoSuchFormat);
            case Reading.Found found:
                return await Answer(found, change, viewer, format, cancel);
            case Reading.Withdrawn { Tombstone: var tombstone }:
                return Gone(tombstone, format);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    /// <summary>How the words may be used, and whether that is said of the whole archive; null where nobody said anything.</summary>
    public (string Words, bool IsDefault)? Rights => Sheet.Content.Text("rights") is { } own ? (own, false)
        : settings.Value.DefaultRights is { Length: > 0 } ofAll ? (ofAll, true)
        : null;

    /// <summary>Of a door.</summary>
    public bool IsClosed(RecordContent door) => WrittenDay.TryRead(door.Text("closes"), out DateOnly closes) && closes < today;

    private async Task<IActionResult> Answer(Reading.Found found, long change, Viewer viewer, RecordFormat format, CancellationToken cancel)
    {
        string origin = PublicAddress.First(Request, frame.Shell);
        Address = $"{origin}/r/{found.Record.Value.Id}";
        if (RecordTag.IsUnchanged(HttpContext, change, found.Record.Value, viewer, format, texts)) return StatusCode(StatusCodes.Status304NotModified);
        today = viewer.Today;
        if (format != RecordFormat.Page)
        {
            Response.Headers.Link = $"<{Address}>; rel=\"canonical\"";
            RecordSheet whole = await read.Whole(found, viewer, cancel);
            return new FileOfBytes(RecordBytes.Of(format, whole, settings.Value, format == RecordFormat.Json ? PublicAddress.Of(Request, frame.Shell) : origin), format.ContentType);
        }

        Sheet = await read.ForPage(found, viewer, cancel);
        Tellings = await tellings.Beside(Sheet, viewer, cancel);
        StandsAlone = Sheet.Kind.Name == Telling.Kind.Name && await records.StandsAlone(Sheet.Record.Id, viewer, cancel);
        if (Sheet.Kind.Name == Community.Kind.Name && await records.SettingsOf(Sheet.Record.Id, viewer, cancel) is { } agreed) (HowItDecides, Sisters) = (agreed.HowWeDecide, agreed.SisterArchives);
        Words = WordsShown.Of(Sheet, Request.Query["words"], texts, frame.Shell, Address);
        Html = new FieldHtml(texts, frame, Sheet, Words.Wanted);
        Response.Headers.ContentLanguage = string.Join(", ", Words.Languages.Prepend(texts.Language).Distinct());
        Citation = Citation.Of(Sheet, settings.Value.Name, origin);
        CitationText = new CitationText(Citation, texts);
        IsPrivate = !VisibilityPolicy.IsPublic(Envelope.Of(Sheet.Record), viewer.Today);
        MayAct = viewer is Viewer.Member member && (member.IsKeeper || Sheet.Record.Communities.Any(member.Communities.Contains));
        return Page();
    }

    private IActionResult Gone(Tombstone tombstone, RecordFormat? format)
    {
        if (format != RecordFormat.Page) return NoRecord.Withdrawn(tombstone);
        Withdrawn = tombstone;
        Response.StatusCode = StatusCodes.Status410Gone;
        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}

/// <summary>Bytes made already, with their length.</summary>
public sealed class FileOfBytes(ReadOnlyMemory<byte> bytes, string contentType) : IActionResult, IResult
{
    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
