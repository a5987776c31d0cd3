using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Stewarding;

/// <summary>What was said in a community's name, as files to take away.</summary>
public static class SaidInName
{
    public const string CsvHead = "id,what,title,other,state,public,withdrawn_on,answered_on,answer,revision,scope,until,words,steward,signed\r\n";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row for each answer; one without an answer where there is none.</summary>
    public static string Csv(SaidLine line, IReadOnlyDictionary<long, SignedAnswer> signatures)
    {
        StringBuilder rows = new();
        foreach (Consent? answer in line.Answers.Select(one => (Consent?)one).DefaultIfEmpty())
        {
            string[] cells =
            [
                line.Subject.ToString(), line.What ?? "", line.Record?.Title ?? "", line.Far?.Title ?? "", line.State is { } state ? ValueName.Of(state) : "", line.IsPublic ? "yes" : "no", line.Tombstone?.Day.Written() ?? "",
                answer?.Day.Written() ?? "", answer is null ? "" : ValueName.Of(answer.Answer), answer is { Revision: > 0 } ? answer.Revision.ToString(CultureInfo.InvariantCulture) : "",
                answer is null ? "" : string.Join(' ', Scopes(answer)), answer?.Until?.Written() ?? "", answer?.Condition ?? "", answer?.Steward ?? "",
                answer is not null && signatures.TryGetValue(answer.Number, out SignedAnswer? signed) ? ValueName.Of(signed.State) : "",
            ];
            rows.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return rows.ToString();
    }

    public static string Json(SaidLine line, IReadOnlyDictionary<long, SignedAnswer> signatures, IReadOnlyDictionary<int, byte[]> words)
    {
        JsonObject json = new() { ["id"] = line.Subject.ToString(), ["public"] = line.IsPublic };
        if (line.What is { } what) json["what"] = what;
        if (line.Record is { } record) json["title"] = record.Title;
        if (line.Far is { } far) json["other"] = far.Title;
        if (line.State is { } state) json["state"] = ValueName.Of(state);
        if (line.Tombstone is { } tombstone) json["withdrawnOn"] = tombstone.Day.Written();
        json["answers"] = new JsonArray([.. line.Answers.Select(answer => Json(answer, signatures.GetValueOrDefault(answer.Number), words.GetValueOrDefault(answer.Revision)))]);
        return json.ToJsonString(Form) + "\n";
    }

    public static IEnumerable<string> Scopes(Consent answer) => answer.Answer != ConsentAnswer.Given ? []
        : Enum.GetValues<ConsentScope>().Where(one => one != ConsentScope.None && answer.Scope.HasFlag(one)).Select(ValueName.Of);

    private static JsonObject Json(Consent answer, SignedAnswer? signed, byte[]? content)
    {
        JsonObject json = new() { ["day"] = answer.Day.Written(), ["answer"] = ValueName.Of(answer.Answer), ["steward"] = answer.Steward };
        if (answer.Revision > 0) json["revision"] = answer.Revision;
        if (answer.Answer == ConsentAnswer.Given) json["scope"] = new JsonArray([.. Scopes(answer).Select(one => (JsonNode)one)]);
        if (answer.Until is { } until) json["until"] = until.Written();
        if (answer.Condition is { } words) json["words"] = words;
        if (signed is null) return json;
        json["signed"] = ValueName.Of(signed.State);
        if (signed.Signature is { } signature) json["signature"] = Json(signature, content);
        return json;
    }

    /// <summary>All that it takes to verify it elsewhere: see docs/howto/verify-a-consent.md.</summary>
    private static JsonObject Json(ConsentSignature signature, byte[]? content)
    {
        JsonObject json = new()
        {
            ["statement"] = signature.Statement,
            ["authenticatorData"] = Base64Url.EncodeToString(signature.Assertion.AuthenticatorData.AsSpan()),
            ["clientDataJSON"] = Base64Url.EncodeToString(signature.Assertion.ClientData.AsSpan()),
            ["signature"] = Base64Url.EncodeToString(signature.Assertion.Signature.AsSpan()),
            ["id"] = Base64Url.EncodeToString(signature.Assertion.CredentialId.AsSpan()),
            ["publicKey"] = Base64Url.EncodeToString(signature.PublicKey.AsSpan()),
        };
        if (CoseKey.Read(signature.PublicKey.AsSpan())?.Pem() is { } pem) json["publicKeyPem"] = pem;
        if (signature.List is { } list) json["list"] = list;
        if (signature.Entry is { } entry) json["entry"] = entry.ToString();
        if (signature.Salt is { } salt) json["salt"] = Base64Url.EncodeToString(salt.AsSpan());
        if (content is not null) json["content"] = Encoding.UTF8.GetString(content);
        return json;
    }

    /// <summary>Quoted where it must be; what a spreadsheet would run is made a text.</summary>
    private static string Cell(string text)
    {
        if (text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
