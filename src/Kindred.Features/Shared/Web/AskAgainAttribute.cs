using System.Text.Json;
using Kindred.Domain.Visibility;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Kindred.Features.Shared;

/// <summary>A page on which something is done that a stranger at an open browser must not do: what it sends (<c>POST</c>) is done only by a session that has shown a
/// passkey, or password and code, within the last minutes. Otherwise the form goes to <c>/sign-in/again</c>, which keeps what was typed, asks, and sends
/// it here once more. Programs have the API, which does not ask: a token alone opens no such page. <c>[AskAgain]</c>, or <c>[AskAgain("link", "protocol")]</c> for some handlers alone.</summary>
/// <param name="handlers">Names of handlers as in <c>?handler=</c>; <c>""</c> is the one without a name; none: all of them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AskAgainAttribute(params string[] handlers) : Attribute, IAsyncPageFilter
{
    public IReadOnlyList<string> Handlers { get; } = handlers;

    /// <summary>An argument of the handler and its value with which nothing is done that asks: <c>basis=Consent</c>. What the handler was given is weighed, wherever it was sent.</summary>
    public string? Unless { get; init; }

    // Here, and not later: what the handler is given is read from the form after this.
    public async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        HttpContext http = context.HttpContext;
        // What is no form can keep nothing and show nothing: it is asked below.
        if (!http.Request.HasFormContentType || !Asks(context.HandlerMethod?.Name, http.Request) || await Session(http) is not { } session) return;
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        KeptForm? kept = http.RequestServices.GetRequiredService<KeptForms>().Open(form[KeptForms.Field], http.Request);
        FreshProofs proofs = http.RequestServices.GetRequiredService<FreshProofs>();
        if (kept is not null && !proofs.IsFresh(session))
        {
            ProofOutcome outcome = await http.RequestServices.GetRequiredService<IProve>().Prove(http, form);
            if (outcome == ProofOutcome.Shown) proofs.Note(session);
            http.Items[typeof(ProofOutcome)] = outcome;
        }

        if (kept is not null && proofs.IsFresh(session)) http.Request.Form = kept.Form();
    }

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!Asks(context.HandlerMethod?.Name, http.Request) || IsHarmless(context)
            || await Session(http) is not { } session || http.RequestServices.GetRequiredService<FreshProofs>().IsFresh(session))
        {
            await next();
            return;
        }

        string address = http.Request.Path + http.Request.QueryString;
        string wrong = http.Items[typeof(ProofOutcome)] is ProofOutcome.Later ? "&wrong=later" : http.Items[typeof(ProofOutcome)] is ProofOutcome.NotRight ? "&wrong=true" : "";
        PageFrame frame = http.RequestServices.GetRequiredService<PageFrame>();
        // 307: the form is sent on as it is, by browsers without scripts too.
        context.Result = new RedirectResult(frame.To($"/sign-in/again?to={Uri.EscapeDataString(address)}{wrong}"), permanent: false, preserveMethod: true);
    }

    private bool Asks(string? handler, HttpRequest request) => HttpMethods.IsPost(request.Method)
        && (Handlers.Count == 0 || Handlers.Contains(handler ?? "", StringComparer.OrdinalIgnoreCase));

    private bool IsHarmless(PageHandlerExecutingContext context)
    {
        if (Unless?.Split('=') is not [var name, var value]) return false;
        // Nothing sent is what the handler is given then.
        if (!context.HandlerArguments.TryGetValue(name, out object? given) && context.HandlerMethod!.Parameters.First(one => one.Name == name).ParameterType is { IsValueType: true } type)
            given = Activator.CreateInstance(type);
        return string.Equals(given?.ToString(), value, StringComparison.Ordinal);
    }

    // A stranger is not asked anything: the page itself turns them away.
    private static async ValueTask<byte[]?> Session(HttpContext http)
    {
        CurrentViewer viewer = http.RequestServices.GetRequiredService<CurrentViewer>();
        return await viewer.Of(http) is Viewer.Member ? viewer.SessionHash : null;
    }
}

/// <summary>What shows that it is still the member who sits there.</summary>
public interface IProve
{
    Task<ProofOutcome> Prove(HttpContext context, IFormCollection form);
}

public enum ProofOutcome
{
    Shown,
    NotRight,

    /// <summary>Too many tries wait already.</summary>
    Later,
}

/// <summary>A form on its way through the question: to where, and each field with its values.</summary>
public sealed record KeptForm(string To, string Session, IReadOnlyList<KeptFormField> Fields)
{
    public FormCollection Form() => new(Fields.ToDictionary(field => field.Name, field => new StringValues([.. field.Values])));
}

public sealed record KeptFormField(string Name, IReadOnlyList<string?> Values);

/// <summary>Keeps what was typed in a hidden field, for one session and one address.</summary>
public sealed class KeptForms(TimedField seal)
{
    public const string Field = "again.kept";

    private const string Purpose = "form kept while asked again";
    private const string Token = "__RequestVerificationToken";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public string Keep(string to, byte[] session, IFormCollection form) => seal.Seal(
        Purpose,
        JsonSerializer.Serialize(new KeptForm(to, Convert.ToHexString(session), [.. form.Where(field => field.Key != Token).Select(field => new KeptFormField(field.Key, [.. field.Value]))])),
        Lasts);

    /// <summary>Null where nothing was kept for this address and this session.</summary>
    public KeptForm? Open(string? field, HttpRequest request) => OpenFor(field, request.Path + request.QueryString, request);

    public KeptForm? OpenFor(string? field, string to, HttpRequest request) =>
        seal.Open(Purpose, field) is { } json && JsonSerializer.Deserialize<KeptForm>(json) is { } kept && kept.To == to
        && request.HttpContext.RequestServices.GetRequiredService<CurrentViewer>().SessionHash is { } session && kept.Session == Convert.ToHexString(session)
            ? kept
            : null;
}
