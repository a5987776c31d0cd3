using Kindred.Domain.Visibility;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Shared;

/// <summary>A form came from a page that somebody had open when their sign-in ended. Its token holds for that sign-in alone and is looked at before anything
/// else: without this they would be told that the line broke off.</summary>
public sealed class EndedSignIn : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult
            && await context.HttpContext.RequestServices.GetRequiredService<CurrentViewer>().Of(context.HttpContext) is not Viewer.Member)
            context.Result = Problems.Result(Problem.SignInEnded);
        await next();
    }
}
