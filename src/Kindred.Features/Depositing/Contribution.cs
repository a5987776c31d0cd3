using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Kindred.Features.Depositing;

/// <summary>What somebody has typed so far on the steps of a deposit. It travels in a hidden field of the form, under a key of ours, and is
/// stored nowhere until it is sent or kept for later. Records have the form of <c>POST /api/v1/deposits</c>, exactly as typed.</summary>
public sealed class Contribution
{
    /// <summary>Made up with the first step: sending twice on a bad line deposits once.</summary>
    public required string Key { get; init; }

    public string Step { get; set; } = Steps.Tell;

    /// <summary>Which of the records is being told.</summary>
    public int At { get; set; }

    public JsonArray Records { get; set; } = [];

    public JsonArray Connections { get; set; } = [];

    /// <summary>Which of the connections is being changed; null: the one being told is new.</summary>
    public int? Editing { get; set; }

    public string? SignedAs { get; set; }

    /// <summary>The day before which nothing of it is to be public, as typed.</summary>
    public string? EmbargoUntil { get; set; }

    /// <summary>Words of the receipt of the deposit that is gone on with or corrected; null: a new one.</summary>
    public string? Receipt { get; set; }

    /// <summary>Tag of what was read of that deposit: what came in since is not overwritten. Null: a new one.</summary>
    public string? Read { get; set; }

    /// <summary>What is told is a change of a public record; null: it is not.</summary>
    public ProposalCarried? Proposal { get; set; }

    /// <summary>The deposit gone on with was kept for later.</summary>
    public bool IsDraft { get; set; }

    /// <summary>What is shown as a name but stands for an id or <c>#ref</c>.</summary>
    public Dictionary<string, string> Names { get; init; } = [];

    /// <summary>Names for which near ones were shown already and, after "end ", ends of connections that were said to be nothing's; neither is asked twice.</summary>
    public HashSet<string> Shown { get; init; } = [];

    /// <summary>Refused names that were told beside a text already, each as field and name.</summary>
    public string[] NamesTold { get; set; } = [];

    /// <summary>The record being told. A deposit may be of connections only: then it is one that is in no list and goes nowhere.</summary>
    [JsonIgnore]
    public JsonObject Record => HasRecords ? (JsonObject)Records[Math.Clamp(At, 0, Records.Count - 1)]! : new() { ["ref"] = "", ["kind"] = Practice.Kind.Name, ["language"] = Language };

    /// <summary>In which connections alone are told.</summary>
    public string Language { get; init; } = "en";

    [JsonIgnore]
    public bool HasRecords => Records.Count > 0;

    public static Contribution New(string kind, string language)
    {
        Contribution fresh = new() { Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) };
        fresh.Add(kind, language);
        return fresh;
    }

    /// <summary>Of connections alone: the first is told now.</summary>
    public static Contribution OfConnections(string language) => new() { Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Step = Steps.Connection, Language = language };

    public void Add(string kind, string language)
    {
        int number = Records.Count + 1;
        // Nor a name by which the deposit knows one that was left out: it would take its place.
        while (Records.Any(record => (string?)record!["ref"] == Ref(number)) || Names.ContainsValue("#" + Ref(number))) number++;
        Records.Add(new JsonObject { ["ref"] = Ref(number), ["kind"] = kind, ["language"] = language });
        At = Records.Count - 1;
        static string Ref(int number) => "r" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Another kind: what was told stays as far as that kind can say it.</summary>
    public void Become(Kind kind)
    {
        Record["kind"] = kind.Name;
        foreach (string name in Record.Select(member => member.Key).Where(name => name is not ("ref" or "kind" or "language" or FieldDays.Member) && kind[name] is null).ToArray()) Record.Remove(name);
        WarnedBefore.Become(Record, kind);
        if (Record[FieldDays.Member] is not JsonObject days) return;
        foreach (string field in days.Select(day => day.Key).Where(field => kind[field] is null).ToArray()) days.Remove(field);
    }

    /// <summary>Puts a name that the archive knows in the place of one that was typed.</summary>
    public void Use(string field, string typed, string chosen)
    {
        if (Record[field] is not JsonArray targets) return;
        for (int at = 0; at < targets.Count; at++)
        {
            if (targets[at] is JsonObject link && (string?)link["id"] == typed) link["id"] = chosen;
            else if (targets[at] is JsonValue value && (string?)value == typed) targets[at] = chosen;
        }
    }

    public Kind KindOf(KindList kinds) => kinds[(string)Record["kind"]!];

    /// <summary>As <c>POST /api/v1/deposits</c> takes it.</summary>
    public JsonElement ToJson()
    {
        JsonObject deposit = new() { ["records"] = Records.DeepClone(), ["connections"] = Connections.DeepClone() };
        if (SignedAs is not null) deposit["signedAs"] = SignedAs;
        // Of what was handed in before it is said in each case: none ends what was set.
        if (EmbargoUntil is not null || Receipt is not null) deposit["embargoUntil"] = EmbargoUntil;
        return JsonSerializer.SerializeToElement(deposit);
    }

    /// <summary>Adds the connection, or puts it in the place of the one that is changed, unless it isn't right yet.</summary>
    public ImmutableArray<Finding> Connect(JsonObject connection, KindList kinds, DateOnly today)
    {
        JsonNode? before = Editing is { } edited && edited < Connections.Count ? Connections[edited]!.DeepClone() : null;
        int at = before is null ? Connections.Count : Editing!.Value;
        if (before is null) Connections.Add(connection);
        else Connections[at] = connection;
        string path = $"connections[{at}]";
        (_, ImmutableArray<Finding> findings) = DepositInput.Read(ToJson(), kinds, today);
        findings = [.. findings.Where(finding => finding.Field.StartsWith(path, StringComparison.Ordinal))];
        if (findings.IsEmpty) return findings;
        if (before is null) Connections.RemoveAt(at);
        else Connections[at] = before;
        return findings;
    }

    /// <summary>A retry of the same words deposits once; other words are another deposit.</summary>
    public string RetryKey(bool isDraft) =>
        $"form {Key} {(isDraft ? "draft" : "sent")} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson().GetRawText())))}";

    /// <summary>The target that a name as typed stands for.</summary>
    public string Target(string typed) => Names.GetValueOrDefault(typed, typed);

    /// <summary>The name shown for a target.</summary>
    public string Name(string target) => Names.FirstOrDefault(pair => pair.Value == target).Key ?? target;

    public bool IsOf(RecordId id) => Names.ContainsValue(id.ToString());
}

/// <summary>The steps on the way, in their order.</summary>
public static class Steps
{
    public const string Tell = "tell";
    public const string More = "more";
    public const string Connection = "connection";
    public const string Preview = "preview";

    /// <summary>Those that ask for fields of a record, then the preview.</summary>
    public static IReadOnlyList<string> All { get; } = [Tell, "people", "context", "learn", "sources", More, Preview];

    public static FieldStep? FieldsOf(string step) => ValueName.Read<FieldStep>(step);

    public static string After(string step) => All[Math.Min(All.Count - 1, IndexOf(step) + 1)];

    public static string Before(string step) => All[Math.Max(0, IndexOf(step) - 1)];

    private static int IndexOf(string step) => Math.Max(0, ((List<string>)[.. All]).IndexOf(step));
}

/// <summary>Seals what a hidden field carries, so that nobody can slip something into another's form and no proxy reads it.</summary>
public sealed class SealedField(IDataProtectionProvider protection)
{
    /// <summary>Sealed text; more is not a person's typing.</summary>
    public const int MostCharacters = 1_500_000;

    /// <summary>The length of a sitting: what holds a receipt is as good as the seven words.</summary>
    private static readonly TimeSpan WithReceipt = TimeSpan.FromHours(12);

    /// <summary>Somebody types slowly, and goes on tomorrow.</summary>
    private static readonly TimeSpan Without = TimeSpan.FromHours(48);

    private readonly ITimeLimitedDataProtector steps = protection.CreateProtector("kindred", "contribute").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector receipts = protection.CreateProtector("kindred", "receipt").ToTimeLimitedDataProtector();

    public string Seal(Contribution contribution)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(brotli, contribution);
        return WebEncoders.Base64UrlEncode(steps.Protect(packed.ToArray(), contribution.Receipt is null ? Without : WithReceipt));
    }

    /// <summary>Null where it is not one of ours, or has ended.</summary>
    public Contribution? Open(string? text)
    {
        if (text is not { Length: > 0 and <= MostCharacters }) return null;
        try
        {
            using BrotliStream brotli = new(new MemoryStream(steps.Unprotect(WebEncoders.Base64UrlDecode(text))), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Contribution>(brotli);
        }
        catch (Exception notOurs) when (notOurs is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    public string SealReceipt(string words) => WebEncoders.Base64UrlEncode(receipts.Protect(Encoding.UTF8.GetBytes(words), WithReceipt));

    public string? OpenReceipt(string? text)
    {
        if (text is not { Length: > 0 and < 4_000 }) return null;
        try
        {
            return Encoding.UTF8.GetString(receipts.Unprotect(WebEncoders.Base64UrlDecode(text)));
        }
        catch (Exception notOurs) when (notOurs is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
