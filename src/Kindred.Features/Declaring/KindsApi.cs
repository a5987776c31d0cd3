using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Declaring;

/// <summary>The declaration for keepers' programs: what <c>archive.json</c> holds, to read and to change.</summary>
public static class KindsApi
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 12, AllowDuplicateProperties = false };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/keep/kinds", Read);
        routes.MapPut("/api/v1/keep/kinds", Put);
    }

    private static async Task<IResult> Read(KindList kinds, CurrentViewer viewer, HttpContext context) =>
        await Refused(viewer, context) ?? Answer(kinds.Now.Own);

    private static async Task<IResult> Put(DeclareKinds declare, CurrentViewer viewer, HttpContext context)
    {
        if (await Refused(viewer, context) is { } refused) return refused;
        if (!context.Request.HasJsonContentType()) return Problems.Result(Problem.UnknownType);
        try
        {
            using JsonDocument json = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return Problems.NotRight(context, new Finding("wrong-shape"));
            string? reason = RecordInput.Text(json.RootElement, "reason");
            (OwnKinds declared, var findings) = OwnKindsJson.Read(json.RootElement);
            findings = [.. findings.Where(finding => finding.Field != "reason")];
            if (Finding.ReasonMissing(reason) is { } missing) findings = findings.Add(missing);
            if (!findings.IsEmpty) return Problems.NotRight(context, findings);
            return await declare.Do(declared, (await viewer.Of(context)).AsMember!.Handle, reason!, context.RequestAborted) switch
            {
                DeclareOutcome.Done done => Answer(done.Own),
                DeclareOutcome.NotRight wrong => Problems.NotRight(context, wrong.Findings),
                _ => Problems.Result(Problem.NotYours),
            };
        }
        catch (JsonException wrong)
        {
            return Problems.Unreadable(wrong);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return Problems.Result(Problem.Unreadable);
        }
    }

    private static IResult Answer(OwnKinds own) => Results.Text(OwnKindsJson.Write(own), "application/json");

    private static async Task<IResult?> Refused(CurrentViewer viewer, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await viewer.Of(context) switch
        {
            Viewer.Member { IsKeeper: true } => null,
            Viewer.Member => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.SignInNeeded),
        };
    }
}
