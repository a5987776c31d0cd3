using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Threads;

/// <summary>The shortest explanations between two records that a reader names.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class ThreadPage(FindThread find, ChooseRecord choose, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public ThreadEnd From { get; private set; } = null!;

    public ThreadEnd To { get; private set; } = null!;

    /// <summary>Null: not both are known yet.</summary>
    public ThreadFound? Found { get; private set; }

    public PictureShown? Picture { get; private set; }

    /// <summary>The same from top to bottom, for where there is little room.</summary>
    public Picture? Upright { get; private set; }

    public ClaimHtml Html { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? from, string? to, CancellationToken cancel)
    {
        (From, To) = (new ThreadEnd("from", from ?? "", await choose.Of(from, texts, cancel)), new ThreadEnd("to", to ?? "", await choose.Of(to, texts, cancel)));
        // Of an id that nobody may know the form says what it says of a name that nothing has.
        if (From.Chosen is Chosen.NoRecord || To.Chosen is Chosen.NoRecord) Response.StatusCode = StatusCodes.Status404NotFound;
        else if (From.Wrong is not null || To.Wrong is not null) Response.StatusCode = StatusCodes.Status400BadRequest;
        if (From.Line is not { } near || To.Line is not { } far) return Page();
        if (await find.Of(near.Id, far.Id, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        Found = found;
        Html = new ClaimHtml(texts, frame, found.Cited);
        if (found.Ways.IsEmpty) return Page();
        frame.HasPicture = true;
        Picture = new PictureShown(Draw(isUpright: false), ViewFiles.Downloads("/thread", found.Query));
        Upright = Draw(isUpright: true);
        return Page();

        Picture Draw(bool isUpright) => ThreadPicture.Draw(found, texts, kinds.Now, frame.To, isUpright, null, cancel);
    }
}

/// <summary>One end of a thread as it was asked for.</summary>
/// <param name="Name">Of its field.</param>
public sealed record ThreadEnd(string Name, string Typed, Chosen Chosen)
{
    public RecordLine? Line => (Chosen as Chosen.One)?.Line;

    /// <summary>What its field holds now: what was found can be changed as well.</summary>
    public string Shown => Chosen is Chosen.One one ? one.Again : Typed;

    /// <summary>The text that says what is not right; null: nothing.</summary>
    public string? Wrong => Chosen switch { Chosen.NotFound or Chosen.NoRecord => "thread.not-found", Chosen.NoWords => "search.notice.no-words", _ => null };
}
