using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Tests.SigningIn;
using Microsoft.AspNetCore.WebUtilities;

namespace Kindred.Tests.Stewarding;

/// <summary>Makes the statement of what a page offers to sign, by the form as its reference page describes it, with no code of the archive's; and has a device sign it.</summary>
internal sealed partial class Signer(SoftPasskey device)
{
    public byte[] Salt { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>What was signed last.</summary>
    public string Statement { get; private set; } = "";

    /// <summary>As the form sends it.</summary>
    public string Sign(string page, string answer = "given", string scope = "publish", string until = "-", string? words = null, string? community = null, Func<string, bool>? isTicked = null)
    {
        JsonNode offer = JsonNode.Parse(WebUtility.HtmlDecode(Offer().Match(page).Groups[1].Value))!;
        Dictionary<string, byte[]> salts = [];
        Dictionary<string, string> statements = [];
        foreach (JsonNode? one in offer["asked"]!.AsArray())
        {
            string of = (string?)one!["community"] ?? community!, key = $"{one["subject"]} {of}";
            if (isTicked?.Invoke((string)one["subject"]!) == false) continue;
            salts[key] = (bool)offer["isList"]! ? RandomNumberGenerator.GetBytes(32) : Salt;
            string said = (string?)one["answer"] ?? answer;
            statements[key] = $"""
                kindred/consent/1
                archive {offer["domain"]}
                community {of}
                subject {one["subject"]}
                revision {one["revision"]}
                content {Commit(salts[key], Convert.FromHexString((string)one["content"]!))}
                answer {said}
                scope {(said == "given" ? (string?)one["scope"] ?? scope : "-")}
                until {until}
                condition {(words is null ? "-" : Commit(salts[key], SHA256.HashData(Encoding.UTF8.GetBytes(words))))}
                day {offer["day"]}

                """.ReplaceLineEndings("\n");
        }

        bool isList = (bool)offer["isList"]!;
        string list = string.Concat(["kindred/consents/1\n", .. statements.Values.Select(one => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one))) + "\n").Order(StringComparer.Ordinal)]);
        Statement = isList ? list : statements.Values.Single();
        JsonObject sent = Json(device.Sign(SHA256.HashData(Encoding.UTF8.GetBytes(Statement))), Salt);
        if (isList)
        {
            sent["list"] = list;
            sent["salts"] = JsonSerializer.SerializeToNode(salts.ToDictionary(one => one.Key, one => WebEncoders.Base64UrlEncode(one.Value)));
        }

        return sent.ToJsonString();
    }

    public static JsonObject Json(PasskeyAssertion assertion, byte[] salt) => new()
    {
        ["id"] = WebEncoders.Base64UrlEncode(assertion.CredentialId.AsSpan()),
        ["salt"] = WebEncoders.Base64UrlEncode(salt),
        ["authenticatorData"] = WebEncoders.Base64UrlEncode(assertion.AuthenticatorData.AsSpan()),
        ["clientDataJSON"] = WebEncoders.Base64UrlEncode(assertion.ClientData.AsSpan()),
        ["signature"] = WebEncoders.Base64UrlEncode(assertion.Signature.AsSpan()),
    };

    public static string Commit(byte[] salt, byte[] hash) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. hash]));

    [GeneratedRegex("data-sign=\"([^\"]+)\"")]
    private static partial Regex Offer();
}
