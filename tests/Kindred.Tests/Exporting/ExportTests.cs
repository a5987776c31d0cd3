using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Exporting;
using Kindred.Features.Sampling;
using Kindred.Host;
using Kindred.Host.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Exporting;

public sealed class ExportTests
{
    [Fact]
    public async Task Anyone_takes_all_that_is_public_away_and_nothing_else()
    {
        await using TestArchive archive = await Sample();
        HttpResponseMessage answer = await archive.Anyone().GetAsync("/export/jsonl");
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        string[] ids = [.. Lines(await answer.Content.ReadAsStringAsync()).Select(record => record.GetProperty("id").GetString()!)];
        JsonElement listed = JsonDocument.Parse(await archive.Anyone().GetStringAsync("/api/v1/records?size=1")).RootElement;
        Assert.Equal(listed.GetProperty("total").GetInt32(), ids.Distinct().Count());

        RecordId hidden = RecordId.Parse(ids[0]);
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden, HiddenBecause = "A reason." }));
        // A keeper too is given what everyone is given: the file is the public archive.
        foreach (HttpClient client in new[] { archive.Anyone(), archive.With(await archive.Member("mika")) })
            Assert.DoesNotContain(hidden.ToString(), await client.GetStringAsync("/export/jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_network_takes_it_away_once_at_a_time_and_keeps_nobody_else_from_it()
    {
        await using TestArchive archive = await Sample(("KINDRED_TRUSTED_PROXIES", "127.0.0.1"));
        using HttpResponseMessage slow = await Ask(archive, "203.0.113.9");
        Assert.Equal(HttpStatusCode.OK, slow.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(archive, "203.0.113.77")).StatusCode);
        using HttpResponseMessage other = await Ask(archive, "198.51.100.9");
        Assert.NotEmpty(Lines(await other.Content.ReadAsStringAsync()));
        Assert.NotEmpty(Lines(await slow.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, (await Ask(archive, "203.0.113.77")).StatusCode);
    }

    [Fact]
    public async Task Who_comes_by_the_onion_has_half_of_the_places_together()
    {
        await using TestArchive archive = await Sample(("KINDRED_TRUSTED_PROXIES", "127.0.0.1"), ("KINDRED_ORIGIN", "https://archive.example;http://abcdef.onion"));
        using HttpResponseMessage first = await Ask(archive, "203.0.113.9", "abcdef.onion"), second = await Ask(archive, "203.0.113.9", "abcdef.onion");
        HttpResponseMessage[] slow = [first, second];
        Assert.All(slow, one => Assert.Equal(HttpStatusCode.OK, one.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(archive, "203.0.113.9", "abcdef.onion")).StatusCode);
        // Nor does one reader that comes both ways leave no place to others.
        using HttpResponseMessage same = await Ask(archive, "203.0.113.9"), other = await Ask(archive, "198.51.100.9");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (same.StatusCode, other.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(archive, "192.0.2.9")).StatusCode);
        foreach (HttpResponseMessage one in slow) Assert.NotEmpty(Lines(await one.Content.ReadAsStringAsync()));
        using HttpResponseMessage next = await Ask(archive, "203.0.113.9", "abcdef.onion");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_reader_that_stands_still_loses_its_place()
    {
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint());
        Settings settings = Settings.Read(Path.Combine(folder, "data"), [KeyValuePair.Create("KINDRED_URLS", "http://127.0.0.1:0"), KeyValuePair.Create("KINDRED_LOG_LEVEL", "error")]);
        using (DataFolder taken = DataFolder.TryTake(settings)!)
        {
            FirstEnd first = new();
            await using WebApplication app = Serve.Build(settings, builder =>
            {
                builder.Services.AddSingleton<IStartupFilter>(first);
                builder.Services.AddSingleton(new ExportPace(new MinDataRate(bytesPerSecond: 1_000_000, gracePeriod: TimeSpan.FromSeconds(2))));
                // So that the machine holds less for the reader than the sample has.
                builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = endpoint =>
                {
                    Socket listening = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                    listening.SendBufferSize = 4096;
                    return listening;
                });
            });
            await Serve.Open(app, CancellationToken.None);
            await app.Services.GetRequiredService<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
            await app.StartAsync();
            Uri address = new(app.Urls.First() + "/export/jsonl");
            using Socket still = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            await still.ConnectAsync(address.Host, address.Port);
            await still.SendAsync(Encoding.ASCII.GetBytes($"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
            byte[] began = new byte[15];
            await still.ReceiveAsync(began);
            Assert.Equal("HTTP/1.1 200 OK", Encoding.ASCII.GetString(began));

#pragma warning disable RS0030 // The reader of an archive under test, on this machine.
            using HttpClient other = new();
#pragma warning restore RS0030
            Assert.Equal(HttpStatusCode.TooManyRequests, (await other.GetAsync(address)).StatusCode);
            await first.Ended.WaitAsync(TimeSpan.FromMinutes(1));
            Assert.NotEmpty(Lines(await other.GetStringAsync(address)));
            await app.StopAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_format_that_is_not_there_is_not_found()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Anyone().GetAsync("/export/marc")).StatusCode);
    }

    /// <summary>Reads no more than what the answer begins with.</summary>
    private static Task<HttpResponseMessage> Ask(TestArchive archive, string address, string? host = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/export/jsonl");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", address);
        return archive.Anyone().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<TestArchive> Sample(params (string Name, string Value)[] set)
    {
        TestArchive archive = await TestArchive.Start(set: set);
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        return archive;
    }

    private static IEnumerable<JsonElement> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>Says when the archive is done with the first request, however that ended.</summary>
    private sealed class FirstEnd : IStartupFilter
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int requests;

        public Task Ended => ended.Task;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                bool isFirst = Interlocked.Increment(ref requests) == 1;
                try
                {
                    await rest(context);
                }
                finally
                {
                    if (isFirst) ended.SetResult();
                }
            });
            next(app);
        };
    }
}
