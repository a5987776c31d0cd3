using System.Text;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Life.Matrix;

/// <summary>What came back, without what is new each time by its nature (the day's header, cookies).</summary>
internal sealed record Answer(int Status, string Text, string? Route, Changes Changes)
{
    /// <summary>The house's way of refusing a stranger: the sign-in page, or a problem that says so.</summary>
    public bool IsSignInNeeded => Status == 401 || (Status == 302 && Text.Contains("Location: /sign-in", StringComparison.Ordinal));
}

/// <summary>Somebody in a role who asks: with the cookie of a browser for pages, with a token or receipt for programs, from a network that nobody asked from before.</summary>
internal sealed class Caller(MatrixArchive matrix, Asker role)
{
    private static int networks;
    private readonly TestServer server = (TestServer)matrix.Archive.Get<Microsoft.AspNetCore.Hosting.Server.IServer>();
    private readonly (string? Browser, string? Token) secrets = matrix.SignedIn(role);
    private readonly Lazy<Task<AntiforgeryTokenSet>> form = new(() => FormOf(matrix, matrix.SignedIn(role).Browser));

    public async Task<Answer> Send(Ask ask, string? receipt)
    {
        Changes changes = UndoneWriter.Listen();
        AntiforgeryTokenSet tokens = await form.Value;
        // So that what it writes is known to be its own.
        server.PreserveExecutionContext = true;
        HttpContext context = await server.SendAsync(context => Write(context, ask, receipt, tokens));
        StringBuilder text = new($"{context.Response.StatusCode}\n");
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Response.Headers.OrderBy(header => header.Key, StringComparer.Ordinal))
            if (name is not ("Date" or "Set-Cookie" or "Content-Length")) text.Append($"{name}: {value}\n");
        using StreamReader body = new(context.Response.Body);
        text.Append(await body.ReadToEndAsync());
        return new Answer(context.Response.StatusCode, text.ToString(), context.GetEndpoint() is RouteEndpoint endpoint ? Asks.NameOf(endpoint) : null, changes);
    }

    private void Write(HttpContext context, Ask ask, string? receipt, AntiforgeryTokenSet tokens)
    {
        HttpRequest request = context.Request;
        string[] parts = ask.Path.Split('?');
        (request.Method, request.Scheme, request.Host, request.Path) = (ask.Method, "http", new HostString("localhost"), parts[0]);
        request.QueryString = parts is [_, var query] ? new QueryString("?" + query) : default;
        request.Headers.Accept = ask.Accept;
        request.Headers.Origin = "http://localhost";
        // No budget is used up by another's asking.
        int network = Interlocked.Increment(ref networks);
        context.Connection.RemoteIpAddress = new System.Net.IPAddress([0x20, 1, (byte)(network >> 24), (byte)(network >> 16), (byte)(network >> 8), (byte)network, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        if (ask.IsForPrograms && secrets.Token is { } token) request.Headers.Authorization = "Bearer " + token;
        if (ask.IsForPrograms && receipt is not null) request.Headers["Kindred-Receipt"] = receipt;
        if (!ask.IsForPrograms && secrets.Browser is { } browser) request.Headers.Cookie = $"kindred={browser}; kindred-form={tokens.CookieToken}";
        else if (ask.IsForm) request.Headers.Cookie = "kindred-form=" + tokens.CookieToken;
        if (ask.Json is { } json) Put("application/json", json);
        else if (ask.IsForm)
        {
            IEnumerable<(string Name, string Value)> fields = ask.Form.Where(field => receipt is null || field.Name is not ("words" or "sealed")).Append((tokens.FormFieldName, tokens.RequestToken!));
            if (receipt is not null) fields = fields.Append(("words", receipt));
            Put("application/x-www-form-urlencoded", string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));
        }

        void Put(string type, string sent)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(sent);
            (request.ContentType, request.ContentLength, request.Body) = (type, bytes.Length, new MemoryStream(bytes));
            context.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>(new HasBody());
        }
    }

    /// <summary>Whoever may not must be refused for that, not for want of the form's token.</summary>
    private static async Task<AntiforgeryTokenSet> FormOf(MatrixArchive matrix, string? browser)
    {
        using IServiceScope scope = matrix.Archive.Services.CreateScope();
        DefaultHttpContext context = new() { RequestServices = scope.ServiceProvider };
        context.Request.Path = "/";
        if (browser is not null) context.Request.Headers.Cookie = "kindred=" + browser;
        await scope.ServiceProvider.GetRequiredService<CurrentViewer>().Of(context);
        return scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetTokens(context);
    }

    private sealed class HasBody : Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
