using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Importing.Sending;

/// <summary>A page of keepers whose form holds a file: it is read here, before anything else reads the form, and only when a keeper sends it. The form's token is looked at afterwards, as
/// everywhere.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFileAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the token of the form is asked for.</summary>
    public int Order => -1_000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        HttpContext http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true) return;
        CurrentViewer current = http.RequestServices.GetRequiredService<CurrentViewer>();
        switch (await current.Of(http))
        {
            case Viewer.Member { IsKeeper: true } when !current.IsHalfIn:
                break;
            case Viewer.Member:
                context.Result = Problems.Result(Problem.NotYours);
                return;
            default:
                context.Result = Problems.Result(Problem.SignInNeeded);
                return;
        }

        if (await SentForm.Read(http, http.RequestServices.GetRequiredService<SentFiles>()) is not { } form)
        {
            context.Result = Problems.Result(Problem.Unreadable);
            return;
        }

        http.Request.Form = new FormCollection(form.Fields);
        http.Items[typeof(SentForm)] = form;
    }

    /// <summary>What came with the request; null: no file did.</summary>
    public static SentForm? Of(HttpContext context) => context.Items[typeof(SentForm)] as SentForm;
}
