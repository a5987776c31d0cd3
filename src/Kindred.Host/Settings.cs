using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Kindred.Host;

/// <summary>What the operator sets: environment variables, or <c>kindred.json</c> in the data folder with the same names. The environment wins.</summary>
public sealed class Settings
{
    private readonly Dictionary<string, string> values;

    private Settings(string data, Dictionary<string, string> values) => (Data, this.values) = (data, values);

    /// <summary>Each setting there is; docs/reference/settings.md is held against this list.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("KINDRED_DATA", "./kindred-data", "The folder that holds the archive."),
        new("KINDRED_URLS", "http://127.0.0.1:8080", "Where `kindred serve` listens; several are parted by `;`."),
        new("KINDRED_ORIGIN", null, "The public address, such as `https://archive.example`: what forms must come from, what links are made with. Several are parted by `;`, such as an onion address: forms may come from each, links lead to the one that was asked for, and what is cited has the first. Passkeys are good for the host that they were made at. Unset: the host of each request, and passkeys at `localhost` alone."),
        new("KINDRED_KEYSTORE", null, "The file that holds every key. Unset: `keystore.json` in the data folder. On another disk than the database, neither tells anything without the other."),
        new("KINDRED_JOURNAL", null, "The journal of withdrawals, kept outside back-ups and replayed when one is restored. Unset: beside the data folder, `kindred-data.withdrawals.jsonl`."),
        new("KINDRED_TRUSTED_PROXIES", null, "Addresses or networks (`10.0.0.0/8`), parted by commas, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, but never of a request for an onion address. Tor must not come from one of them: let its service lead to a listener of its own, such as `http://[::1]:8081`."),
        new("KINDRED_DEPOSITS_PER_HOUR", "100", "Deposits an hour from one network before further ones wait in quarantine."),
        new("KINDRED_DEPOSITS_PER_HOUR_IN_ALL", "3000", "Deposits an hour from everyone together before further ones wait in quarantine."),
        new("KINDRED_DEPOSITS_PER_MINUTE", "1200", "Deposits a minute, quarantine included, before further ones are asked to come back in a minute (429). One network has a quarter of it, and half of it as steps on the way to one. As many concerns, counted apart."),
        new("KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE", "64", "What deposits may weigh a minute, quarantine included, and concerns as much again; what the steps of one network carry, a quarter of it."),
        new("KINDRED_IMPORT_MEGABYTES", "512", "What a file may weigh that keepers send in to import it. It waits on disk in the data folder, is never held in memory, and goes when its import has begun or after seven days."),
        new("KINDRED_LEAVE_ADDRESS", "https://www.wikipedia.org/", "Where *leave this page* leads."),
        new("KINDRED_SOURCE_ADDRESS", null, "Where the source of this very version is, which the AGPL promises to everyone. Unset: `/about#source`."),
        new("KINDRED_PAGE_CACHE", "on", "`on` or `off`: whether public pages are kept in memory until something changes. Off for measurements."),
        new("KINDRED_LOG", "plain", "`plain` or `json`: how log lines are written, to standard error."),
        new("KINDRED_LOG_LEVEL", "information", "`trace`, `information`, `warning` or `error`. At none of them is there a line for a request."),
        new("KINDRED_METRICS", null, "Where counts go, once an hour, over OTLP, such as `http://127.0.0.1:4318/v1/metrics`. Unset: nothing is counted and nothing leaves."),
        new("KINDRED_DATABASE", null, "A PostgreSQL connection string.", IsBuilt: false),
        new("KINDRED_BLOBS", null, "An S3 bucket for files.", IsBuilt: false),
        new("KINDRED_PROXY", null, "A SOCKS proxy for outgoing requests.", IsBuilt: false),
    ];

    private static readonly string[] Bounds =
        ["KINDRED_DEPOSITS_PER_HOUR", "KINDRED_DEPOSITS_PER_HOUR_IN_ALL", "KINDRED_DEPOSITS_PER_MINUTE", "KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE", "KINDRED_IMPORT_MEGABYTES"];

    private static readonly string[] Addresses = ["KINDRED_LEAVE_ADDRESS", "KINDRED_SOURCE_ADDRESS", "KINDRED_METRICS"];

    public string Data { get; }

    public string this[string name] => values.GetValueOrDefault(name) ?? All.First(setting => setting.Name == name).Default ?? "";

    /// <summary>Zero where it is none.</summary>
    public int Number(string name) => int.TryParse(this[name], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0;

    public string Urls => this["KINDRED_URLS"];

    /// <summary>Where forms may come from; hosts are written in ASCII, as browsers send them.</summary>
    public IReadOnlyList<Uri> Origins => this["KINDRED_ORIGIN"] is { Length: > 0 } origins ? [.. origins.Split(';', StringSplitOptions.TrimEntries).Select(OriginOf)] : [];

    /// <summary>What is cited, and what commands print links with.</summary>
    public Uri? Origin => Origins is [var first, ..] ? first : null;

    public string Keystore => this["KINDRED_KEYSTORE"] is { Length: > 0 } path ? Path.GetFullPath(path) : Path.Combine(Data, "keystore.json");

    public string Journal => this["KINDRED_JOURNAL"] is { Length: > 0 } path ? Path.GetFullPath(path) : Data + ".withdrawals.jsonl";

    /// <summary>Addresses are networks of one.</summary>
    public IEnumerable<IPNetwork> TrustedProxies => this["KINDRED_TRUSTED_PROXIES"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(
        proxy => IPNetwork.TryParse(proxy, out IPNetwork network) ? network
            : IPAddress.TryParse(proxy, out IPAddress? address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : throw new WrongUsageException("KINDRED_TRUSTED_PROXIES holds addresses or networks, parted by commas."));

    /// <param name="data">What <c>--data</c> says, if it was given.</param>
    /// <param name="environment">Names beginning with <c>KINDRED_</c> are ours.</param>
    /// <exception cref="WrongUsageException">A setting that is unknown, cannot be read, or is not built yet.</exception>
    public static Settings Read(string? data, IEnumerable<KeyValuePair<string, string>> environment)
    {
        Dictionary<string, string> set = environment.Where(pair => pair.Key.StartsWith("KINDRED_", StringComparison.Ordinal) && pair.Value is not "").ToDictionary();
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(data ?? set.GetValueOrDefault("KINDRED_DATA") ?? All[0].Default!));
        foreach ((string name, string value) in InFile(Path.Combine(folder, "kindred.json"))) set.TryAdd(name, value);
        foreach (string name in set.Keys) Check(name);
        Settings settings = new(folder, set);
        settings.Check();
        return settings;
    }

    public static Settings FromEnvironment(string? data) =>
        Read(data, from System.Collections.DictionaryEntry pair in Environment.GetEnvironmentVariables() select KeyValuePair.Create((string)pair.Key, (string?)pair.Value ?? ""));

    /// <summary>The same for another folder, or with another value; for tests and for restoring.</summary>
    public Settings In(string folder) => new(folder, values);

    public Settings With(string name, string value) => new(Data, new Dictionary<string, string>(values) { [name] = value });

    private static void Check(string name)
    {
        Setting setting = All.FirstOrDefault(one => one.Name == name)
            ?? throw new WrongUsageException($"There is no setting {name}: unset it, or nothing would be as you expect it. There are {string.Join(", ", All.Where(one => one.IsBuilt).Select(one => one.Name))}.");
        if (!setting.IsBuilt) throw new WrongUsageException($"{name} is set, but this version cannot do that yet: unset it, or nothing would be where you expect it.");
    }

    private void Check()
    {
        _ = Origins.Count;
        ListeningAddress.Check(Urls);
        _ = TrustedProxies.Count();
        foreach (string name in Addresses.Where(name => this[name] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))))
            throw new WrongUsageException($"{name} is an address that begins with https:// or http://.");
        foreach (string bound in Bounds.Where(bound => Number(bound) < 1)) throw new WrongUsageException($"{bound} is a number from 1.");
        if (this["KINDRED_PAGE_CACHE"] is not ("on" or "off")) throw new WrongUsageException("KINDRED_PAGE_CACHE is on or off.");
        if (this["KINDRED_LOG"] is not ("plain" or "json")) throw new WrongUsageException("KINDRED_LOG is plain or json.");
        if (this["KINDRED_LOG_LEVEL"] is not ("trace" or "information" or "warning" or "error")) throw new WrongUsageException("KINDRED_LOG_LEVEL is trace, information, warning or error.");
    }

    private static Uri OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? new UriBuilder(uri) { Host = uri.IdnHost }.Uri
            : throw new WrongUsageException("KINDRED_ORIGIN is a scheme and a host, such as https://archive.example; several are parted by `;`.");

    private static Dictionary<string, string> InFile(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path)) ?? [];
        }
        catch (JsonException)
        {
            throw new WrongUsageException("kindred.json in the data folder is one JSON object of names and texts; it could not be read.");
        }
    }
}

/// <param name="IsBuilt">False: refused when set, rather than passed over in silence.</param>
public sealed record Setting(string Name, string? Default, string Help, bool IsBuilt = true);

/// <summary>Asked for in a way that can't be: exit status 2. Its message is for who asked.</summary>
public sealed class WrongUsageException(string message) : Exception(message)
{
    public WrongUsageException()
        : this("")
    {
    }

    public WrongUsageException(string message, Exception cause)
        : this($"{message} {cause.Message}")
    {
    }
}
