using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Features.Documenting;

/// <summary>What OpenAPI says of a route beyond what the route table knows.</summary>
/// <param name="Key">As <see cref="ApiRoute.Key"/>.</param>
/// <param name="Summary">English, in a line: OpenAPI has one language, and it is documentation.</param>
public sealed record ApiOperation(string Key, string Summary)
{
    /// <summary>Name of a schema under <c>components</c>; null: an answer without a described form.</summary>
    public string? Answer { get; init; }

    public string? Body { get; init; }

    /// <summary>Who may ask: nobody need say who they are, someone with a token, or someone with a receipt.</summary>
    public ApiAccess Access { get; init; }

    public ImmutableArray<string> Query { get; init; } = [];

    public int Status { get; init; } = 200;

    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET /api/v1/records", "Public records, searched, narrowed and sorted; facets with counts beside them.")
        { Answer = "RecordList", Query = ["q", "kind", "when", "where", "sort", "page", "size", "community", "strategy", "axis", "topic", "place", "language", "campaign", "history", "tempo", "audience", "type", "form", "behindTheScenes"] },
        new("GET /api/v1/records/{id}", "One record.") { Answer = "Record" },
        new("GET /api/v1/records/{id}/history", "Its revisions, newest first.") { Answer = "History" },
        new("GET /api/v1/records/{id}/history/{number}", "The record as one revision of it said.") { Answer = "Revision" },
        new("GET /api/v1/records/{id}/connections", "Its connections, with their words and sources.")
        { Answer = "ConnectionList", Query = ["type", "direction", "kind", "page", "size"] },
        new("POST /api/v1/records/{id}/proposals", "Proposes a change, without an account.") { Body = "AnyRecord", Answer = "Receipt", Status = 201 },
        new("POST /api/v1/deposits", "Hands in a deposit, without an account. An Idempotency-Key of 22 random characters or more makes a retry of the same body deposit once; who knows it can have the receipt.") { Body = "Deposit", Answer = "Receipt", Status = 201 },
        new("GET /api/v1/deposits/current", "The deposit of a receipt: where it stands, what was asked.") { Answer = "DepositState", Access = ApiAccess.Receipt },
        new("PUT /api/v1/deposits/current", "Corrects it.") { Body = "Deposit", Answer = "DepositState", Access = ApiAccess.Receipt },
        new("POST /api/v1/deposits/current/reply", "Answers a question about it.") { Body = "Text", Access = ApiAccess.Receipt },
        new("POST /api/v1/deposits/current/withdraw", "Withdraws it: everything that came with it is destroyed.") { Access = ApiAccess.Receipt },
        new("GET /api/v1/desk/waiting", "What waits for a steward or keeper: deposits a page at a time, those of a flood last; a whole one is at /api/v1/desk/deposits/{id}.") { Query = ["page"], Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/accept", "Accepts a deposit: the communities it names are asked.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/ask", "Asks the depositor something.") { Body = "Text", Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/decline", "Declines a deposit, with a reason for the depositor.") { Body = "Text", Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/answer", "Answers for a community.") { Body = "Answer", Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/withdraw", "Withdraws a community's consent: the record is hidden at once.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/hide", "Hides a record at once, with a reason.") { Access = ApiAccess.Token },
        new("GET /api/v1/desk/deposits/{id}", "A deposit, as one who may review it sees it.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/release", "Lets a deposit out of quarantine.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/show", "Ends a hide.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/members", "Members and their roles.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/members", "Gives somebody a role, with a reason; the one-time link is in the answer, or where it waits for a second keeper in theirs.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/members/{handle}/link", "Makes a new one-time link for a member who has lost their password; it waits for a second keeper, who is given the link.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/terms", "Terms that hold today.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/terms", "Grants, renews or ends a term.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/waiting", "Acts that wait for a second keeper.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/waiting/{number}/agree", "Agrees to an act as second keeper; a one-time link that comes with it is in the answer.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/waiting/{number}/refuse", "Refuses it.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/settings", "The archive's settings.") { Access = ApiAccess.Token },
        new("PUT /api/v1/keep/settings", "Changes them, with a reason.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/records/{id}/withdraw", "Withdraws a record by keepers' power, with a reason.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/imports", "Imports, newest first.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/imports", "Imports records from a file.") { Access = ApiAccess.Token },
    ];

    private static readonly FrozenDictionary<string, ApiOperation> ByKey = All.ToFrozenDictionary(operation => operation.Key, StringComparer.Ordinal);

    public static ApiOperation? Of(ApiRoute route) => ByKey.GetValueOrDefault(route.Key);
}

public enum ApiAccess
{
    Anyone,
    Receipt,
    Token,
}
