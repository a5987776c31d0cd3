using System.Net;
using System.Text.Json;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Kindred.Tests.Shared;

/// <summary>The shell alone, over the real pages' layout.</summary>
public sealed class ShellTests : IAsyncLifetime
{
    private readonly RememberedLog _log = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.AddShell(_ => new Shell { ArchiveName = "أرشيف", Languages = ["es", "en", "ar"] });
        _app = builder.Build();
        _app.UseShell();
        _app.MapShell();
        _app.MapGet("/breaks", (HttpContext _) => throw new InvalidOperationException("a name nobody may read"));
        _app.MapGet("/r/{id}", (string id) => Problems.Result(id == "gone" ? Problem.Withdrawn : Problem.NotFound));
        _app.MapGet("/api/v1/wrong", () => Problems.Result(Problem.NotRightYet, new Dictionary<string, object?> { ["findings"] = "none" }));
        _app.MapPost("/send", () => "taken");
        _app.MapPost("/api/v1/deposits", () => "taken");
        await _app.StartAsync();
        _client = _app.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_problem_is_a_page_in_plain_words_in_the_language_of_the_reader()
    {
        HttpResponseMessage answer = await Get("/r/x?lang=ar", "text/html");
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", page);
        Assert.Contains("<bdi>أرشيف</bdi>", page);
        Assert.Contains(Problem.NotFound.What(Texts.For("ar")), page);
        Assert.Contains("href=\"/about?lang=ar#stored\"", page);
    }

    [Fact]
    public async Task Two_addresses_where_nothing_is_answer_byte_for_byte_alike()
    {
        string one = await (await Get("/r/0000", "text/html")).Content.ReadAsStringAsync();
        Assert.Contains("<h1>", one);
        Assert.Equal(one, await (await Get("/r/1111", "text/html")).Content.ReadAsStringAsync());
        Assert.Equal(one, await (await Get("/never/was", "text/html")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/r/x", "application/ld+json", 404, "not-found")]
    [InlineData("/r/gone", "application/json", 410, "withdrawn")]
    [InlineData("/api/v1/wrong", "text/html", 400, "not-right-yet")]
    [InlineData("/api/v1/none", "*/*", 404, "not-found")]
    [InlineData("/breaks", "application/json", 500, "fault")]
    public async Task A_program_gets_a_problem_as_JSON(string address, string accept, int status, string slug)
    {
        HttpResponseMessage answer = await Get(address, accept);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("/problems/" + slug, json.RootElement.GetProperty("type").GetString());
        Assert.Equal(status, json.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(status == 500, json.RootElement.TryGetProperty("traceId", out _));
        Assert.Equal(slug == "not-right-yet", json.RootElement.TryGetProperty("findings", out _));
    }

    [Fact]
    public async Task A_fault_logs_its_type_and_trace_and_nothing_that_was_written()
    {
        HttpResponseMessage answer = await Get("/breaks", "text/html");
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("nobody may read", page);
        string line = Assert.Single(_log.Lines, line => line.Contains("InvalidOperationException"));
        Assert.DoesNotContain("nobody may read", line);
        Assert.DoesNotContain("/breaks", line);
    }

    [Fact]
    public async Task Every_problem_explains_itself_at_its_address()
    {
        foreach (Problem problem in Problem.All)
        {
            HttpResponseMessage answer = await Get(problem.Address + "?lang=en", "text/html");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"<h1>{problem.Title(Texts.For("en"))}</h1>", await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/problems/none", "text/html")).StatusCode);
    }

    [Theory]
    [InlineData("/problems/not-found")]
    [InlineData("/never/was")]
    [InlineData("/breaks")]
    [InlineData("/api/v1/none")]
    public async Task Every_answer_carries_the_headers_of_safety(string address)
    {
        HttpResponseMessage answer = await Get(address, "text/html");
        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
        Assert.Equal(SecurityHeaders.PagePolicy, Header("Content-Security-Policy"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Contains("geolocation=()", Header("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("https://archive.example/never", true)]
    [InlineData("https://abcdefgh.onion/never", false)]
    public async Task Only_TLS_outside_onion_is_made_to_stay(string address, bool strict) =>
        Assert.Equal(strict, (await Get(address, "text/html")).Headers.Contains("Strict-Transport-Security"));

    [Theory]
    [InlineData("/send", "http://localhost", null, true)]
    [InlineData("/send", "http://LOCALHOST:80", null, true)]
    [InlineData("/send", "https://localhost", null, true)]
    [InlineData("/send", "http://localhost:8081", null, false)]
    [InlineData("/send", "https://elsewhere.example", null, false)]
    [InlineData("/send", "https://elsewhere.example", "same-origin", false)]
    [InlineData("/send", "https://localhost.elsewhere.example", null, false)]
    [InlineData("/send", "null", null, false)]
    [InlineData("/send", "null", "cross-site", false)]
    [InlineData("/send", "null", "same-origin", true)]
    [InlineData("/send", null, "same-origin", true)]
    [InlineData("/send", null, "none", true)]
    [InlineData("/send", null, "same-site", false)]
    [InlineData("/send", null, null, false)]
    [InlineData("/api/v1/deposits", null, null, true)]
    [InlineData("/api/v1/deposits", "https://elsewhere.example", null, false)]
    [InlineData("/api/v1/deposits", "null", null, false)]
    [InlineData("/api/v1/deposits", null, "cross-site", false)]
    public async Task A_form_must_come_from_here(string address, string? origin, string? site, bool taken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        if (site is not null) request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        HttpResponseMessage answer = await _client.SendAsync(request);
        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public void A_style_sheet_says_the_same_without_what_only_its_writers_read()
    {
        string thin = Asset.Text("archive.css");
        Assert.DoesNotContain("/*", thin, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thin);
        foreach (string kept in (string[])["""content:" <" attr(href) ">";""", "calc(3 * var(--step))", "\"Iowan Old Style\",\"Palatino Linotype\",", "@media (prefers-color-scheme:dark){:root{--paper:#1a1916;", "main.wide > :is(h1,h2,h3,p,.prose,blockquote),.prose{", "header.site details ul{"])
            Assert.Contains(kept, thin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asset_is_kept_for_ever_and_nothing_but_its_hash_leads_to_it()
    {
        HttpResponseMessage answer = await Get(Asset.At("archive.css"), "text/css");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(answer.Headers.CacheControl!.Extensions, extension => extension.Name == "immutable");
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/assets/archive.css", "text/css")).StatusCode);
    }

    [Theory]
    [InlineData(null, "es")]
    [InlineData("fr, ar;q=0.5, en;q=0.2", "ar")]
    [InlineData("en;q=0, ar;q=0.1", "ar")]
    [InlineData("en-GB", "en")]
    [InlineData("!!!", "es")]
    public async Task A_page_is_in_the_first_language_of_the_reader_that_we_have(string? accepted, string given)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/problems/fault");
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        HttpResponseMessage answer = await _client.SendAsync(request);
        Assert.Contains($"<html lang=\"{given}\"", await answer.Content.ReadAsStringAsync());
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    private Task<HttpResponseMessage> Get(string address, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return _client.SendAsync(request);
    }

    private sealed class RememberedLog : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;
        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> format)
        {
            lock (Lines) Lines.Add(format(state, fault) + fault);
        }
        public void Dispose() { }
    }
}
