using Kindred.Domain.Visibility;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>A page for stewards and keepers. A stranger is shown the way to sign in, whatever the address names; nothing of it is kept by a browser.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MembersPageAttribute : Attribute, IAsyncPageFilter
{
    public bool IsForKeepers { get; init; }

    /// <summary>It is where a way in is made whole: who is signed in by a password alone comes here and nowhere else.</summary>
    public bool IsForHalfIn { get; init; }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        IServiceProvider services = context.HttpContext.RequestServices;
        PageFrame frame = services.GetRequiredService<PageFrame>();
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        (frame.Robots, frame.Wide) = ("noindex", true);
        CurrentViewer current = services.GetRequiredService<CurrentViewer>();
        switch (await current.Of(context.HttpContext))
        {
            case Viewer.Member when current.IsHalfIn && !IsForHalfIn:
                context.Result = new RedirectResult(frame.To("/account/code-app"));
                break;
            case Viewer.Member { IsKeeper: true }:
            case Viewer.Member when !IsForKeepers:
                await next();
                break;
            case Viewer.Member:
                context.Result = Problems.Result(Problem.NotYours);
                break;
            default:
                bool isRead = context.HttpContext.Request.Method is "GET" or "HEAD";
                context.Result = isRead ? new RedirectResult(frame.To("/sign-in")) : Problems.Result(Problem.SignInNeeded);
                break;
        }
    }
}
