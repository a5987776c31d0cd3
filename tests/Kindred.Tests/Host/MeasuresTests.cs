using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Depositing;
using Kindred.Host;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Host;

/// <summary>Counts are numbers alone, and go nowhere unless somebody says where.</summary>
public sealed class MeasuresTests
{
    [Fact]
    public async Task Counts_are_by_route_and_status_and_name_nobody_and_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        using Listener listener = new(archive);
        RecordId record = await archive.Publish("practice", Told.Content("A vigil by the river"));
        using HttpClient anyone = archive.Anyone();
        await anyone.GetAsync($"/r/{record}");
        await anyone.GetAsync($"/r/{record}/a-vigil");
        await anyone.GetAsync($"/r/{RecordId.Mint()}");
        await anyone.GetAsync("/search?q=vigil");
        await anyone.GetAsync("/nothing-here");
        Assert.Equal(2, listener.Sum("kindred.requests", "GET /r/{id}/{slug?}", "2xx"));
        Assert.Equal(1, listener.Sum("kindred.requests", "GET /r/{id}/{slug?}", "4xx"));
        Assert.Equal(1, listener.Sum("kindred.requests", "GET /search", "2xx"));
        Assert.Equal(1, listener.Sum("kindred.requests", "GET /none", "4xx"));
        Assert.Equal(["route", "status"], listener.Heard.SelectMany(one => one.Tags.Keys).Distinct().Order());
        Assert.DoesNotContain(listener.Heard.SelectMany(one => one.Tags.Values), value => value.Contains(record.ToString(), StringComparison.Ordinal) || value.Contains("vigil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_people_hand_in_is_counted_by_the_day_and_not_as_they_do_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        using Listener listener = new(archive);
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])["/contribute", "/receipt", $"/r/{RecordId.Mint()}/concern", "/api/v1/deposits/current"]) await anyone.GetAsync(address);
        (_, ReceiptCode receipt, _) = await Vigil.Published(archive);
        Assert.DoesNotContain(listener.Heard, one => one.Tags.GetValueOrDefault("route") is { } route && (string[])["contribute", "receipt", "concern", "deposits"] is var words && words.Any(word => route.Contains(word, StringComparison.Ordinal)));
        await archive.Pass(1);
        Assert.Equal([1, 1, 0, 0], listener.Read("kindred.deposits", "kindred.publications", "kindred.withdrawals", "kindred.writes.waiting"));
        await archive.Get<FollowDeposit>().Withdraw(receipt, CancellationToken.None);
        await archive.Pass(1);
        Assert.Equal([0, 0, 1, 0], listener.Read("kindred.deposits", "kindred.publications", "kindred.withdrawals", "kindred.writes.waiting"));
    }

    [Fact]
    public async Task Every_count_is_in_the_reference()
    {
        await using TestArchive archive = await TestArchive.Start();
        using Listener listener = new(archive);
        Assert.Equal(5, listener.Instruments.Count);
        string page = await File.ReadAllTextAsync(Path.Combine(House.Checkout.Root, "docs", "reference", "settings.md"));
        Assert.All(listener.Instruments, one => Assert.Contains($"| `{one.Name}` | {one.Description} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task They_are_sent_where_a_setting_says_and_else_nobody_counts()
    {
        using TcpListener collector = new(IPAddress.Loopback, 0);
        collector.Start();
        string address = $"http://{collector.LocalEndpoint}/v1/metrics";
        await using (TestArchive archive = await TestArchive.Start(set: ("KINDRED_METRICS", address)))
        {
            RecordId record = await archive.Publish("practice", Told.Content("A vigil by the river"));
            await archive.Anyone().GetAsync($"/r/{record}");
            Task<string> heard = Hear(collector);
            Assert.True(await Task.Run(archive.Get<Measures>().Tell));
            string sent = await heard;
            Assert.StartsWith("POST /v1/metrics ", sent, StringComparison.Ordinal);
            Assert.Contains("kindred.requests", sent, StringComparison.Ordinal);
            foreach (string secret in (string[])[record.ToString(), "vigil", Environment.MachineName, archive.Folder]) Assert.DoesNotContain(secret, sent, StringComparison.OrdinalIgnoreCase);
            // Its last counts, as it stops.
            heard = Hear(collector);
        }

        await using TestArchive silent = await TestArchive.Start();
        await silent.Anyone().GetAsync("/");
        Assert.False(silent.Get<Measures>().Tell());
        Assert.False(silent.Get<Measures>().AreCounted);
        Assert.False(collector.Pending());
    }

    private static async Task<string> Hear(TcpListener collector)
    {
        using TcpClient client = await collector.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        StringBuilder sent = new();
        byte[] buffer = new byte[64 * 1024];
        for (int whole = int.MaxValue; sent.Length < whole;)
        {
            int read = await stream.ReadAsync(buffer);
            if (read == 0) break;
            sent.Append(Encoding.Latin1.GetString(buffer, 0, read));
            string text = sent.ToString();
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
                whole = end + 4 + int.Parse(text.Split("Content-Length: ")[1].Split('\r')[0], null);
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return sent.ToString();
    }

    /// <summary>Hears what this archive counts, and no other's.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly MeterListener listener = new();

        public Listener(TestArchive archive)
        {
            object meters = archive.Get<IMeterFactory>();
            listener.InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name != Measures.Name || instrument.Meter.Scope != meters) return;
                Instruments.Add(instrument);
                own.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Heard.Add((instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!))));
            listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Heard.Add((instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!))));
            listener.Start();
        }

        public List<Instrument> Instruments { get; } = [];

        public ConcurrentBag<(string Name, long Value, Dictionary<string, string> Tags)> Heard { get; } = [];

        public long Sum(string name, string route, string status) => Heard.Where(one => one.Name == name && one.Tags["route"] == route && one.Tags["status"] == status).Sum(one => one.Value);

        /// <summary>What is observed now.</summary>
        public long[] Read(params string[] names)
        {
            Heard.Clear();
            listener.RecordObservableInstruments();
            return [.. names.Select(name => Heard.Single(one => one.Name == name).Value)];
        }

        public void Dispose() => listener.Dispose();
    }
}
