using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>A published archive, serving on loopback.</summary>
internal sealed class Archive : IDisposable
{
    // No budget stands in the way of a measurement.
    private static readonly Dictionary<string, string> Unbounded = new()
    {
        ["KINDRED_DEPOSITS_PER_HOUR"] = "100000000",
        ["KINDRED_DEPOSITS_PER_HOUR_IN_ALL"] = "100000000",
        ["KINDRED_DEPOSITS_PER_MINUTE"] = "100000000",
        ["KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE"] = "100000",
    };

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });

    private Archive(Child child, string address, TimeSpan startTook) => (Child, Address, StartTook) = (child, address, startTook);

    public Child Child { get; }

    /// <summary>http://127.0.0.1:PORT</summary>
    public string Address { get; }

    /// <summary>From the start of the process until its first page was read.</summary>
    public TimeSpan StartTook { get; }

    public static async Task<Archive> Start(string program, string data, bool pageCache = true)
    {
        string address = $"http://127.0.0.1:{Child.FreePort()}";
        Stopwatch watch = Stopwatch.StartNew();
        Child child = Child.Start(program, ["serve", "--data", data, "--urls", address], new Dictionary<string, string>(Unbounded)
        {
            ["KINDRED_PAGE_CACHE"] = pageCache ? "on" : "off",
        });
        Archive archive = new(child, address, TimeSpan.Zero);
        while (true)
        {
            if (child.HasEnded) throw new InvalidOperationException("The archive ended before its first page.");
            try
            {
                (int status, _) = await archive.Ask("GET", "/");
                if (status == 200) return new Archive(child, address, watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>One request, and its answer as text.</summary>
    /// <exception cref="HttpRequestException">The connection was lost or refused.</exception>
    public async Task<(int Status, string Text)> Ask(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), Address + path);
        if (json is not null) request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json", "utf-8"));
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await client.SendAsync(request, CancellationToken.None);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A token of a member, made beside the running archive.</summary>
    public static async Task<string> Token(string program, string data, string handle) =>
        (await Child.Run(program, "member", "token", handle, "--data", data)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];

    public async Task<JsonNode> Json(string path, params (string Name, string Value)[] headers)
    {
        (int status, string text) = await Ask("GET", path, null, headers);
        return status == 200 ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path} answered {status}.");
    }

    public void Dispose()
    {
        Child.Dispose();
        client.Dispose();
    }
}
