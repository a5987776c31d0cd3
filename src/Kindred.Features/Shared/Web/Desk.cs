using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Visibility;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>What the endpoints of stewards and keepers have in common.</summary>
public static class Desk
{
    /// <summary>Lets stewards and keepers in; others are told to sign in, or that this isn't theirs.</summary>
    public static async ValueTask<object?> MembersOnly(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        HttpContext context = invocation.HttpContext;
        return await context.RequestServices.GetRequiredService<CurrentViewer>().Of(context) switch
        {
            Viewer.Member { IsKeeper: true } or Viewer.Member { IsSteward: true } => await next(invocation),
            Viewer.Member => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.SignInNeeded),
        };
    }

    /// <summary>The problem that lists findings, each with its path, its code and words in the reader's language.</summary>
    public static IResult NotRight(HttpContext context, ImmutableArray<Finding> findings)
    {
        Texts texts = context.RequestServices.GetRequiredService<Texts>();
        return Problems.Result(Problem.NotRightYet, new Dictionary<string, object?>
        {
            ["findings"] = findings
                .Select(finding => new Dictionary<string, object?> { ["code"] = finding.Code, ["field"] = finding.Field, ["words"] = texts.Format($"finding.{finding.Code}", finding.Value) })
                .ToArray(),
        });
    }
}
