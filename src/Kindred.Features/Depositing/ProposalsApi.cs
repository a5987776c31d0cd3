using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Depositing;

/// <summary>A change of a public record, from programs, without an account.</summary>
public sealed class ProposalsApi(SendDeposit send, ProposableRecord proposable, DepositBudget budget, CurrentViewer viewer, TimeProvider time)
{
    public static IReadOnlyList<string> Members { get; } = ["revision", "changes", "why", "sources", "signedAs"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/records/{id}/proposals", (string id, HttpContext context, ProposalsApi api) => api.Send(id, context)).Produces<Proposed>(StatusCodes.Status201Created);

    public sealed record Proposed(
        [property: Description("Seven words, for the header Kindred-Receipt at /api/v1/deposits/current.")] string Receipt,
        [property: Description("The revision that the proposal is of.")] int Revision,
        [property: Description("The parts that it would change.")] IEnumerable<string> Parts);

    /// <summary>For its receipt.</summary>
    public static JsonObject Shown(Proposal proposal, KindList kinds)
    {
        DepositedRecord changed = new() { Ref = ProposalInput.Ref, Entry = default, Kind = proposal.Kind, Content = proposal.Content, Links = proposal.Links };
        JsonObject changes = DepositJson.Record(changed, kinds[proposal.Kind]);
        foreach (string name in new[] { "ref", "kind" }) changes.Remove(name);
        if (!proposal.Parts.Contains(ContentPart.Language)) changes.Remove("language");
        foreach (string gone in proposal.Parts.Where(part => part != ContentPart.Language && ContentPart.Translation(part) is null && ContentPart.NoticeOf(part) is null && changes[part] is null)) changes[gone] = null;
        foreach (string field in proposal.Parts.Select(ContentPart.NoticeOf).OfType<string>().Where(field => FieldNotices.Before(proposal.Content, field) is null))
        {
            if (changes[FieldNotices.Name] is not JsonObject) changes[FieldNotices.Name] = new JsonObject();
            changes[FieldNotices.Name]![field] = null;
        }

        foreach ((string language, string field) in proposal.Parts.Select(ContentPart.Translation).OfType<(string, string)>()
            .Where(of => proposal.Content.Translations.GetValueOrDefault(of.Item1)?.ContainsKey(of.Item2) != true))
        {
            if (changes["translations"] is not JsonObject) changes["translations"] = new JsonObject();
            if (changes["translations"]![language] is not JsonObject) changes["translations"]![language] = new JsonObject();
            changes["translations"]![language]![field] = null;
        }

        JsonObject shown = new()
        {
            ["record"] = proposal.Record.ToString(), ["revision"] = proposal.OfRevision, ["changes"] = changes, ["why"] = proposal.Why, ["sources"] = proposal.Sources,
            ["parts"] = new JsonArray([.. proposal.Parts.Select(part => (JsonNode)part)]), ["taken"] = new JsonArray([.. proposal.Taken.Select(part => (JsonNode)part)]),
        };
        if (proposal.TakenAs is { } revision) shown["takenAs"] = revision;
        return shown;
    }

    private async Task<IResult> Send(string id, HttpContext context)
    {
        if (ProgramHeaders.Key(context, out string key) is { } wrong) return wrong;
        string network = RequestPrefix.Of(context);
        if (!RecordId.TryParse(id, out RecordId record)) return Problems.Result(Problem.NotFound);
        if (!context.Request.HasJsonContentType()) return Problems.Result(Problem.UnknownType);
        if (!budget.MayEnter(network, context.Request.ContentLength ?? DepositReading.MostBytes)) return ProgramHeaders.Later(context);
        try
        {
            if (await DepositReading.Parse(context.Request, context.RequestAborted) is not { } json) return Problems.Result(Problem.TooLarge);
            using (json) return await Send(record, json.RootElement, key, network, context);
        }
        catch (JsonException unread)
        {
            return Problems.Unreadable(unread);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            return Problems.Result(Problem.Unreadable);
        }
    }

    private async Task<IResult> Send(RecordId record, JsonElement json, string key, string network, HttpContext context)
    {
        List<Finding> findings = [];
        if (json.ValueKind != JsonValueKind.Object) return Problems.NotRight(context, [new Finding("deposit-not-an-object")]);
        RecordInput.OnlyMembers(json, "", findings, Members);
        bool hasChanges = json.TryGetProperty("changes", out JsonElement changes) && changes.ValueKind == JsonValueKind.Object;
        if (!hasChanges) findings.Add(new Finding("wrong-shape", "changes"));
        int? revision = json.TryGetProperty("revision", out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int read) ? read : null;
        if (number.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && revision is null) findings.Add(new Finding("wrong-shape", "revision"));
        (string? why, string? sources, string? signed) =
            (RecordInput.Text(json, "why", "", findings), RecordInput.Text(json, "sources", "", findings), RecordInput.Text(json, "signedAs", "", findings));
        if (await proposable.Find(record, context.RequestAborted) is not { } now) return Problems.Result(Problem.NotFound);
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        ProposableReading? seen = revision is null || revision == now.Record.Revision ? now : await proposable.Find(record, revision, context.RequestAborted);
        if (seen is null) return Problems.Result(Problem.ChangedMeanwhile);
        ProposalCarried carried = new() { Record = record.ToString(), OfRevision = seen.Record.Revision, Seen = seen.Seen, Why = why, Sources = sources };
        ProposalInput input = ProposalInput.Of(carried, seen.Seen, Changed(seen.Seen, changes), seen.Kind, signed, time.Today());
        if (!input.Findings.IsEmpty) return Problems.NotRight(context, input.Findings.Select(AsChange));
        if (!budget.MayHold(input.Weighed)) return ProgramHeaders.Later(context);
        string? retry = key is "" ? null : $"api {key} proposal {record} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json.GetRawText())))}";
        context.Response.Headers.CacheControl = "no-store";
        return await send.Send(input, retry, budget.Turn(network), await viewer.Of(context), context.RequestAborted) switch
        {
            SendOutcome.Received received => Results.Json(new Proposed(received.Receipt.Words, input.Proposal.OfRevision, input.Proposal.Parts), statusCode: StatusCodes.Status201Created),
            SendOutcome.NeedsWork work => Problems.NotRight(context, work.Findings),
            SendOutcome.ChangedMeanwhile => Problems.Result(Problem.ChangedMeanwhile),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The record with what is said in place of what was there; what is said to be null is taken out.</summary>
    internal static JsonObject Changed(JsonObject seen, JsonElement changes)
    {
        JsonObject changed = (JsonObject)seen.DeepClone();
        foreach (JsonProperty member in changes.EnumerateObject().Where(member => member.Name is not ("ref" or "kind" or "id" or "revision")))
        {
            if (member is { Name: "translations" or "translationStates", Value.ValueKind: JsonValueKind.Object }) continue;
            else if (member.Value.ValueKind == JsonValueKind.Null) changed.Remove(member.Name);
            else changed[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        // Texts first: other words take what was said of those before with them.
        if (changes.TryGetProperty("translations", out JsonElement texts) && texts.ValueKind == JsonValueKind.Object) Translate(changed, texts);
        if (changes.TryGetProperty("translationStates", out JsonElement states) && states.ValueKind == JsonValueKind.Object) Mark(changed, states);
        return changed;
    }

    private static void Mark(JsonObject changed, JsonElement languages)
    {
        foreach (JsonProperty language in languages.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (JsonProperty field in language.Value.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Object && changed["translations"]?[language.Name]?[one.Name] is not null))
                ProposedTranslation.Put(changed, language.Name, field.Name, JsonNode.Parse(field.Value.GetRawText()));
        }
    }

    private static void Translate(JsonObject changed, JsonElement languages)
    {
        if (changed["translations"] is not JsonObject) changed["translations"] = new JsonObject();
        JsonObject translations = (JsonObject)changed["translations"]!;
        foreach (JsonProperty language in languages.EnumerateObject())
        {
            if (language.Value.ValueKind != JsonValueKind.Object)
            {
                translations[language.Name] = JsonNode.Parse(language.Value.GetRawText());
                continue;
            }

            foreach (JsonProperty field in language.Value.EnumerateObject()) ProposedTranslation.Put(changed, language.Name, field.Name, JsonNode.Parse(field.Value.GetRawText()));
        }
    }

    /// <summary>Where the sender wrote it.</summary>
    private static Finding AsChange(Finding finding) =>
        finding.Field.StartsWith($"records[{ProposalInput.Ref}].", StringComparison.Ordinal) ? finding with { Field = "changes." + finding.Field[$"records[{ProposalInput.Ref}].".Length..] } : finding;
}
