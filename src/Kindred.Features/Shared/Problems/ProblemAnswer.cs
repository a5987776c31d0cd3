using System.Diagnostics;
using System.Text.Json;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Shared;

/// <summary>Answers every problem, every bare status and every exception, in the form the other side reads: a page in plain words, or
/// <c>application/problem+json</c>. One of the two edges where exceptions are caught. Of a request nothing is logged but the exception's
/// type, where in our code it came from, and the trace id: a message may hold what somebody wrote.</summary>
public sealed class ProblemAnswer(RequestDelegate next, ILogger<ProblemAnswer> log)
{
    private static readonly string[] KeptHeaders = [HeaderNames.Allow, HeaderNames.RetryAfter, HeaderNames.WWWAuthenticate];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            Refuse(unreadable, context);
        }
        catch (ArchiveUnwritableException full) when (!context.Response.HasStarted)
        {
            // The disk, not the request: nothing of it was kept, and reading goes on.
            Log(full, context);
            context.Response.Headers.RetryAfter = "60";
            context.Raise(full is JournalUnwritableException ? Problem.NotTakenAway : Problem.NotNow);
        }
        catch (UnconsentedPublicationException alarm) when (!context.Response.HasStarted)
        {
            // A bug of ours, stopped by the store: to try again would do the same. Reading goes on.
            Log(alarm, context);
            context.Raise(Problem.HeldBack);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            Log(fault, context);
            context.Raise(Problem.Fault);
        }

        if (context.Raised() is null && IsBare(context.Response)) context.Raise(Problem.Of(context.Response.StatusCode));
        if (context.Raised() is { } raised && !context.Response.HasStarted) await Answer(context, raised);
    }

    private static void Refuse(BadHttpRequestException unreadable, HttpContext context)
    {
        if (unreadable.InnerException is not JsonException json) context.Raise(Problem.Of(unreadable.StatusCode));
        else (BodyJson.Wrong(json, context) is { } finding ? Problems.NotRight(context, finding) : Problems.Unreadable(json)).Raise(context);
    }

    private static bool IsBare(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0 } && string.IsNullOrEmpty(response.ContentType);

    private async Task Answer(HttpContext context, RaisedProblem raised)
    {
        // What a page had said of itself before it ended must not show: a private record and none at all answer byte for byte alike.
        KeyValuePair<string, StringValues>[] kept = [.. context.Response.Headers.Where(header => KeptHeaders.Contains(header.Key))];
        context.Response.Clear();
        SecurityHeaders.Put(context);
        foreach ((string name, StringValues value) in kept) context.Response.Headers[name] = value;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = "Accept, Accept-Language";
        if (raised.Problem == Problem.SignInNeeded) context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.StatusCode = raised.Problem.Status;
        if (WantsPage(context.Request) && await AnswerWithPage(context, raised.Problem)) return;
        await AnswerWithJson(context, raised);
    }

    private async Task<bool> AnswerWithPage(HttpContext context, Problem problem)
    {
        (PathString path, string method) = (context.Request.Path, context.Request.Method);
        try
        {
            context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
            context.SetEndpoint(null);
            context.Request.Path = problem.Address;
            context.Request.Method = HttpMethods.Get;
            await next(context);
            return true;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            Log(fault, context);
            return false;
        }
        finally
        {
            (context.Request.Path, context.Request.Method) = (path, method);
        }
    }

    private static async Task AnswerWithJson(HttpContext context, RaisedProblem raised)
    {
        Problem problem = raised.Problem;
        Texts texts = context.RequestServices.GetService<Texts>() ?? Texts.For(Texts.Source);
        var members = new Dictionary<string, object?>
        {
            ["type"] = problem.Address,
            ["title"] = problem.Title(texts),
            ["status"] = problem.Status,
            ["detail"] = $"{problem.What(texts)} {problem.Now(texts)}",
        };
        if (problem.IsFault) members["traceId"] = TraceId(context);
        foreach ((string name, object? value) in raised.More ?? new Dictionary<string, object?>()) members[name] = value;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(members, JsonSerializerOptions.Web);
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>The trace id of this request: says nothing of who made it.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private static bool WantsPage(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api")) return false;
        (double page, double json) = (0, 0);
        foreach (MediaTypeHeaderValue accepted in request.GetTypedHeaders().Accept)
        {
            double quality = accepted.Quality ?? 1;
            if (accepted.SubTypeWithoutSuffix == "json" || accepted.Suffix == "json") json = Math.Max(json, quality);
            else if (accepted.MediaType == "text/html" || accepted.MatchesAllTypes) page = Math.Max(page, quality);
        }
        return page >= json;
    }

    private void Log(Exception fault, HttpContext context)
    {
        string where = new StackTrace(fault).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.FullName)
            .FirstOrDefault(name => name?.StartsWith("Kindred.", StringComparison.Ordinal) == true) ?? "";
        log.LogError("{Exception} in {Where}, trace {Trace}", fault.GetType().FullName, where, TraceId(context));
    }
}
