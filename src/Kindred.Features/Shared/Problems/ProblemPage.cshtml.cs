using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Shared;

/// <summary>Explains a problem: by its address, or in place of the page that ended in it.</summary>
public sealed class ProblemPage : PageModel
{
    public Problem Shown { get; private set; } = Problem.NotFound;

    public string? TraceId { get; private set; }

    /// <summary>What somebody had written whose sign-in ended meanwhile, to be copied from here. Single words and choices are not among it.</summary>
    public IReadOnlyList<string> Typed { get; private set; } = [];

    /// <summary>What is not right in the address, each part with its name.</summary>
    public IReadOnlyList<(string Name, string Words)> InAddress { get; private set; } = [];

    public IActionResult OnGet(string slug)
    {
        if (HttpContext.Raised() is { } raised)
        {
            Shown = raised.Problem;
            InAddress = [.. Problems.InAddress(raised)];
            Response.StatusCode = Shown.Status;
            if (Shown.IsFault) TraceId = ProblemAnswer.TraceId(HttpContext);
            if (Shown == Problem.SignInEnded && Request.HasFormContentType)
                Typed = [.. Request.Form.SelectMany(field => field.Value).OfType<string>().Where(text => text.Trim().Any(char.IsWhiteSpace))];
            return Page();
        }
        if (Problem.Named(slug) is not { } problem) return Problems.Result(Problem.NotFound);
        Shown = problem;
        return Page();
    }
}
