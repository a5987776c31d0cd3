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
}
