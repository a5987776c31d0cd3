using System.Text.Json;
using Kindred.Domain;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>How a page or endpoint ends in a problem. It only says which; <see cref="ProblemAnswer"/> writes it, as a page or as JSON.</summary>
public static class Problems
{
    private const string Findings = "findings";

    /// <summary>For a minimal endpoint and for a Razor page alike.</summary>
    /// <param name="problem">Which.</param>
    /// <param name="more">Further members of the JSON form, such as <c>findings</c>: plain values, arrays and dictionaries.</param>
    public static ProblemResult Result(Problem problem, IReadOnlyDictionary<string, object?>? more = null) => new(problem, more);

    /// <summary>What isn't right yet, each with its path, its code and words in the reader's language. Of what is only read it is the address: then each says too what may stand there.</summary>
    public static ProblemResult NotRight(HttpContext context, params IEnumerable<Finding> findings)
    {
        Texts texts = context.RequestServices.GetRequiredService<Texts>();
        bool isAddress = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return Result(isAddress ? Problem.AddressNotRight : Problem.NotRightYet, new Dictionary<string, object?>
        {
            [Findings] = findings.Select(finding => new Dictionary<string, object?> { ["path"] = finding.Field, ["code"] = finding.Code, ["words"] = isAddress ? OfAddress(finding, texts) : texts.Words(finding) }).ToArray(),
        });
    }

    /// <summary>What is not right in a part of an address, and what may stand there.</summary>
    public static string OfAddress(Finding finding, Texts texts)
    {
        string may = "address." + finding.Field;
        return texts.Has(may) ? texts.Words(finding) + " " + texts[may] : texts.Words(finding);
    }

    /// <summary>No JSON at all, with the place where it ends to be.</summary>
    public static ProblemResult Unreadable(JsonException unread) =>
        Result(Problem.Unreadable, new Dictionary<string, object?> { ["line"] = unread.LineNumber + 1, ["byte"] = unread.BytePositionInLine });

    /// <summary>Ends the request in a problem, from a middleware.</summary>
    public static void Raise(this HttpContext context, Problem problem, IReadOnlyDictionary<string, object?>? more = null)
    {
        context.Response.StatusCode = problem.Status;
        context.Features.Set(new RaisedProblem(problem, more));
    }

    /// <summary>What isn't right in an address: the name of each part, and what is said of it.</summary>
    public static IEnumerable<(string Name, string Words)> InAddress(RaisedProblem raised) =>
        raised.Problem == Problem.AddressNotRight && raised.More?[Findings] is Dictionary<string, object?>[] findings ? findings.Select(finding => ((string?)finding["path"] ?? "", (string?)finding["words"] ?? "")) : [];

    /// <summary>The problem this request has ended in so far.</summary>
    public static RaisedProblem? Raised(this HttpContext context) => context.Features.Get<RaisedProblem>();
}

public sealed record RaisedProblem(Problem Problem, IReadOnlyDictionary<string, object?>? More);

public sealed class ProblemResult(Problem problem, IReadOnlyDictionary<string, object?>? more) : IResult, IActionResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        Raise(httpContext);
        return Task.CompletedTask;
    }

    public void Raise(HttpContext context) => context.Raise(problem, more);

    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);
}
