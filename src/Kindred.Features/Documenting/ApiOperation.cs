using System.Collections.Immutable;
using System.Globalization;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Documenting;

/// <summary>What is said of an address for programs beyond what its endpoint tells.</summary>
/// <param name="Key">As <see cref="ApiRoute.Key"/>.</param>
/// <param name="Summary">English, in a line: OpenAPI has one language, and it is documentation.</param>
public sealed record ApiOperation(string Key, string Summary)
{
    private static readonly ImmutableArray<string> Lines = ["application/x-ndjson"];
    private static readonly ImmutableArray<ApiParameter> Ends = [new("from") { What = "Id of a record." }, new("to") { What = "Id of another." }];

    private static readonly ImmutableArray<ApiParameter> Silos =
    [
        new("kind") { Words = ["action", "practice", "campaign"], What = "Left out: all three." }, new("where") { What = "Name or id of a place: what happened in it or within it." }, new("when") { What = "EDTF." },
        .. SearchRecords.Facets.Where(facet => facet != "kind").Select(ApiParameter.Facet),
    ];

    private static readonly ImmutableArray<ApiParameter> KinOf = [new("of") { What = "Id of a practice or community. Left out: all." }];

    /// <summary>Who may ask: nobody need say who they are, someone with a token, or someone with a receipt.</summary>
    public ApiAccess Access { get; init; }

    public ImmutableArray<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Name of the schema of a body that the endpoint reads itself.</summary>
    public string? Body { get; init; }

    /// <summary>Fields of a form with a file (<c>multipart/form-data</c>) that the endpoint reads itself.</summary>
    public ImmutableArray<ApiParameter> Form { get; init; } = [];

    /// <summary>Name of the schema of an answer that the endpoint writes itself.</summary>
    public string? Answer { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Other forms of the answer.</summary>
    public ImmutableArray<string> Media { get; init; } = [];

    /// <summary>The page that answers here too, as the route table has it.</summary>
    public string? OfPage { get; init; }

    public string Method => Key[..Key.IndexOf(' ', StringComparison.Ordinal)];

    public string Path => Key[(Key.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public static ImmutableArray<ApiOperation> All { get; } =
    [
        new("GET /api/v1/records", "Public records, searched, narrowed and sorted; facets with counts beside them.")
        {
            Answer = "RecordList",
            Parameters =
            [
                new("q") { What = "Words, phrases, facets: as in the search box." }, new("when") { What = "EDTF." }, new("where") { What = "Name or id of a place: what happened in it or within it." }, new("sort") { Words = ValueName.All<SearchSort>() },
                .. ApiParameter.Pages(ListAddress.MostPages), .. SearchRecords.Facets.Select(ApiParameter.Facet),
            ],
        },
        new("GET /api/v1/acts", "Public acts of power, newest first: of one kind, or by one keeper, where that is asked for.")
        {
            Parameters =
            [
                new("kind") { Words = [.. PowerActs.Names], What = "Left out: every kind." }, new("by") { What = "Handle of a keeper." }, ApiParameter.Page(PowerActs.MostPages),
            ],
        },
        new("GET /api/v1/records/{id}", "One record. One that was merged answers 308 with the address of the record that stands for it, as do all addresses below.") { Answer = "Record" },
        new("GET /api/v1/records/{id}/history", "Its revisions, newest first.") { Answer = "RevisionList" },
        new("GET /api/v1/records/{id}/history/{number}", "The record as one revision of it said.") { Answer = "Revision" },
        new("GET /api/v1/records/{id}/connections", "Its connections, with their words and sources.")
        {
            Answer = "ConnectionList",
            Parameters = [new("type") { What = "Of the connection." }, new("direction") { Words = ["out", "in"] }, new("kind") { What = "Of the other record." }, .. ApiParameter.Pages(ListAddress.MostPagesOfConnections)],
        },
        new("POST /api/v1/records/{id}/proposals", "Suggests a change of a public record, without an account: only what changes. 412 where somebody changed the same since that revision.")
        {
            Body = "Proposal", Status = 201,
            Parameters = [new("Idempotency-Key") { IsHeader = true, What = "22 to 200 random characters: a retry of the same body proposes once. Who knows it can have the receipt." }],
        },
        new("POST /api/v1/records/{id}/concerns", "Tells of a concern about a record, without an account: first on every desk, and never public. The receipt is shown this once.")
        {
            Parameters = [new("Idempotency-Key") { IsHeader = true, What = "22 to 200 random characters: a retry of the same body tells it once. Who knows it can have the receipt." }],
        },
        new("GET /api/v1/concerns/current", "The concern of a receipt, and what was said about it.") { Access = ApiAccess.Receipt },
        new("POST /api/v1/concerns/current/reply", "Writes to the desk about it.") { Access = ApiAccess.Receipt },
        new("POST /api/v1/concerns/current/withdraw", "Takes it back: what was written is destroyed.") { Access = ApiAccess.Receipt },
        new("POST /api/v1/deposits", "Hands in a deposit, without an account. The receipt is shown this once.")
        {
            Body = "Deposit", Status = 201,
            Parameters = [new("Idempotency-Key") { IsHeader = true, What = "22 to 200 random characters: a retry of the same body deposits once. Who knows it can have the receipt." }],
        },
        new("GET /api/v1/deposits/current", "The deposit of a receipt: where it stands, what was asked.") { Answer = "DepositState", Access = ApiAccess.Receipt },
        new("PUT /api/v1/deposits/current", "Corrects it. 412 with what stands there now, where it is not what If-Match names any more.")
        {
            Body = "Deposit", Answer = "DepositState", Access = ApiAccess.Receipt,
            Parameters = [new("If-Match") { IsHeader = true, What = "The ETag of what was read: what came in since is not overwritten." }],
        },
        new("POST /api/v1/deposits/current/reply", "Answers a question about it.") { Body = "Reply", Answer = "DepositState", Access = ApiAccess.Receipt },
        new("POST /api/v1/deposits/current/withdraw", "Withdraws it: everything that came with it is destroyed. With a body of record and field (and target, of a link), only that part of the record, in every revision.") { Access = ApiAccess.Receipt },
        new("GET /api/v1/desk/waiting", "What waits for a steward or keeper: deposits a page at a time, those of a flood last; a whole one is at /api/v1/desk/deposits/{id}.")
        { Access = ApiAccess.Token, Parameters = [ApiParameter.Page(ListAddress.MostPagesAtDesk)] },
        new("GET /api/v1/desk/deposits/{id}", "A deposit, as one who may review it sees it.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/accept", "Accepts a deposit: the communities it names are asked. 202: a second keeper is needed.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/take", "Takes a proposal, whole or in part. 202: a second keeper is needed.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/ask", "Asks the depositor something.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/decline", "Declines a deposit, with words for the depositor or none.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/release", "Lets a deposit out of quarantine.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/bulk", "Releases, declines or gives to a reader up to a hundred deposits; each is answered for, and none is accepted.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/deposits/{id}/embargo", "Sets or ends the day before which what nobody could read yet of a deposit is not public.") { Access = ApiAccess.Token },
        new("GET /api/v1/desk/concerns", "Open concerns, the gravest first, a page at a time; those of a flood last.") { Access = ApiAccess.Token, Parameters = [ApiParameter.Page(ListAddress.MostPagesAtDesk)] },
        new("GET /api/v1/desk/concerns/{id}", "One concern.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/concerns/{id}/say", "Answers it in words that the receipt reads, and closes it where that is said: what was told is destroyed then.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/concerns/{id}/name", "A keeper finds that the record speaks of the community which was not asked: every revision asks it from now on.") { Access = ApiAccess.Token },
        new("GET /api/v1/desk/communities/{id}", "A steward's own community: protocol, settings, stewards, and what some of them wish. Its ETag is of the settings.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/communities/{id}/wishes", "Wishes for one thing among a community's stewards. 202: it waits for others. 412 where other settings hold by now than If-Match names.")
        {
            Access = ApiAccess.Token, Parameters = [new("If-Match") { IsHeader = true, What = "Of settings: the ETag of what was read, so that what others decided since is not overwritten." }],
        },
        new("POST /api/v1/desk/communities/{id}/wishes/{number}/agree", "Wishes for the same; a one-time link that comes with it is in the answer. 202: it waits for more.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/communities/{id}/wishes/{number}/take-back", "Wishes for it no longer.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/communities/{id}/lay-down", "Lays down one's own role as its steward.") { Access = ApiAccess.Token },
        new("GET /api/v1/desk/records/{id}/claims", "Communities that the record asks because it was found to speak of them: for keepers, and of their own for stewards.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/claims/{community}/lift", "A keeper finds that it does not, with a reason, where nobody answers for that community. 202: it waits for a second keeper.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/embargo", "Sets or ends the day before which a record or connection is not public: a steward's word, or a keeper's before anyone could read it.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/answer", "Answers for a community. A yes to a deposit that is not her own is also its review.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/withdraw", "Withdraws a community's consent: the record is hidden at once. With a field, takes out only that: withdrawn, or hidden until more stewards say so.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/hide", "Hides a record at once, with a reason.") { Access = ApiAccess.Token },
        new("POST /api/v1/desk/records/{id}/show", "Ends a hide.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/members", "Members and their roles.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/members", "Gives somebody a role, with a reason; the one-time link is in the answer. 202: it waits for a second keeper, and the link is in theirs.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/members/{handle}/link", "Makes a new one-time link for a member who has lost their password. 202: it waits for a second keeper, who is given the link.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/imports", "The register of imports, newest first.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/imports", "Sends in a file: with dryRun what would come of it, and nothing is written; without, the import, which goes on in the background (202).")
        {
            Access = ApiAccess.Token,
            Form =
            [
                new("file") { What = "Its bytes; packed as .gz, too." },
                new("kind") { What = "Of records whose rows name none; with a profile, the profile says it." },
                new("profile") { What = "guess (without it), own for Kindred's own JSON Lines, shipped:NAME of one that comes with Kindred, or saved:NAME of one that this archive keeps." },
                new("profileFile") { What = "A profile as JSON; it counts before profile." },
                new("encoding") { What = "By its name on the web, such as windows-1256. This and the five below say how the file is read, and count before what its profile says; left out, that or a guess holds." },
                new("delimiter") { What = "The sign between cells; tab for a tab." },
                new("sheet") { What = "The name of the sheet." },
                new("headingRow") { What = "The number of the row with the headings; 0: there is none." },
                new("list") { What = "In JSON the way to the list of rows, names joined by dots." },
                new("repairsMojibake") { Words = ["true", "false"], What = "Letters that were spoilt before are put right." },
                new("review") { Words = ["true", "false"], What = "All of it waits at the desk." },
                new("dryRun") { Words = ["true", "false"] },
            ],
        },
        new("POST /api/v1/keep/imports/{id}/resume", "Goes on with one that was stopped or cut off, in the background (202). A form with the same file, where it is not kept any more.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/imports/{id}", "One import, by its number or id.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/imports/{id}/losses", "What its source says that no field has a place for, by heading and reason.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/imports/{id}/losses.csv", "The same as a spreadsheet.") { Access = ApiAccess.Token, Media = ["text/csv"] },
        new("GET /api/v1/keep/imports/{id}/rows", "What became of its rows, a thousand after a place.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/imports/{id}/stop", "Stops it at the end of a batch; it can be resumed.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/imports/{id}/undo", "Takes back exactly what it did. 409: people went on with some of it, and nothing is done until it is said what becomes of that.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/duplicates", "Pairs of public records of one kind that are called alike, the surest first. None is merged by itself.")
        {
            Access = ApiAccess.Token, Parameters = [new("kind") { What = "Left out: organisation." }, ApiParameter.Page(800)],
        },
        new("POST /api/v1/keep/duplicates/not-same", "Remembers that two records are not of one thing, or takes that back.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/merges", "What was merged, newest first; of one record, where that is asked for.") { Access = ApiAccess.Token, Parameters = [new("record") { What = "Id: it was merged, or others into it." }, ApiParameter.Page(100_000)] },
        new("POST /api/v1/keep/merges", "Merges a record into another of its kind, with a reason: its address leads there from then on (308), and what is said of it counts there.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/merges/{id}/part", "Parts a record again from the one into which it was merged, with a reason: both are as they were, with what was said since.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/records/{id}/move", "Moves connections of a record that holds two things to another of its kind or to a new one, with a reason.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/terms", "Terms that hold today.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/terms", "Grants, renews or ends a term. 202: it waits for a second keeper.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/waiting", "Acts that wait for a second keeper.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/waiting/{number}/agree", "Agrees to an act as second keeper, with a reason where one is given; a one-time link that comes with it is in the answer.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/waiting/{number}/refuse", "Refuses it, with a reason, or takes back one's own.") { Access = ApiAccess.Token },
        new("POST /api/v1/keep/hand-over", "Hands one's own role of keeper over to another. 202: it waits for a second keeper.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/settings", "The archive's settings.") { Access = ApiAccess.Token },
        new("PUT /api/v1/keep/settings", "Puts these in their place, with a reason; what is left out is as in a new archive. 202: a policy among them waits for a second keeper.") { Access = ApiAccess.Token },
        new("GET /api/v1/keep/kinds", "Kinds, fields, vocabularies and terms of the archive's own, as archive.json holds them.") { Answer = "OwnKinds", Access = ApiAccess.Token },
        new("PUT /api/v1/keep/kinds", "Adds and changes what it names, with a reason; what it leaves out stays. It holds at once, everywhere.") { Body = "OwnKinds", Answer = "OwnKinds", Access = ApiAccess.Token },
        new("POST /api/v1/keep/records/{id}/withdraw", "Withdraws a record by keepers' power, with a reason. 202: it waits for a second keeper.") { Access = ApiAccess.Token },
        new("GET /r/{id}", "A record in the form that Accept asks for.") { Answer = "Record", Media = [.. RecordFormat.All.Select(format => format.MediaType)], OfPage = "PAGE /r/{id}/{slug}" },
        new("GET /r/{id}.{format}", "A record in the form that its address names.")
        {
            Answer = "Record", Media = [.. RecordFormat.Named.Select(format => format.MediaType)], OfPage = "PAGE /r/{id}/{slug}",
            Parameters = [new("format") { Words = [.. RecordFormat.Named.Select(format => format.Suffix[1..])] }],
        },
        new("GET /export/{format}", "The public archive, for anyone to take away, whole or one kind or what a search finds; exports.md says what each format holds.")
        {
            Media =
            [
                "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip", .. Lines, "application/ld+json", "text/turtle", "application/x-bibtex", "application/x-research-info-systems",
                "application/vnd.citationstyles.csl+json", "application/geo+json", "application/graphml+xml", "application/gexf+xml", "image/svg+xml", "text/calendar", "application/atom+xml",
            ],
            Parameters =
            [
                new("format") { Words = ["csv", "xlsx", "md", "static", "jsonl", "jsonld", "turtle", "bibtex", "ris", "csl", "geojson", "graphml", "gexf", "svg", "ics", "atom"] },
                new("q") { What = "As typed into the search box." }, new("kind") { What = "Only records of this kind." },
            ],
        },
        new("GET /api/v1/network/silos", "Groups of organisations that are told to have acted together, and what bridges them, with how many there are of each.") { Parameters = Silos },
        new("GET /silos.svg", "The same as one picture.") { Media = ["image/svg+xml"], Parameters = Silos },
        new("GET /silos.{format}", "Who acted with whom as a graph, each organisation with its silo.") { Media = ["application/graphml+xml", "application/gexf+xml"], Parameters = [new("format") { Words = ["graphml", "gexf"] }, .. Silos] },
        new("GET /api/v1/network/kin", "Pairs far apart that share a root, a message, a strategy or an audience and are not connected: a question, without any weight. Of all, each day in another order, or of one record.") { Parameters = KinOf },
        new("GET /kin.svg", "The same as one picture.") { Media = ["image/svg+xml"], Parameters = KinOf },
        new("GET /kin.{format}", "The same as a graph.") { Media = ["application/graphml+xml", "application/gexf+xml"], Parameters = [new("format") { Words = ["graphml", "gexf"] }, .. KinOf] },
        new("GET /api/v1/network/map", "Where public records are told of, no closer than it may be shown: marks as the map of the page has them, and its places.") { Parameters = [.. ApiParameter.View, .. ApiParameter.Narrowed] },
        new("GET /map.svg", "The map as a picture by itself.") { Media = ["image/svg+xml"], Parameters = [.. ApiParameter.View, .. ApiParameter.Narrowed] },
        new("GET /map.geojson", "The places of the map (RFC 7946), with how many records are told of each: in the order of their ids, 5,000 at most. leftOut says how many more there are; a closer map, or a narrower one, has them.") { Media = ["application/geo+json"], Parameters = [.. ApiParameter.View, .. ApiParameter.Narrowed] },
        new("GET /api/v1/network/timeline", "Public records in the order of time, gathered where they are many: each under the unit of time in which it began or happened. when narrows it to a stretch of time, told in smaller units; total counts also what began earlier and was then going on.") { Parameters = [.. ApiParameter.Narrowed] },
        new("GET /timeline.svg", "The timeline as a picture by itself.") { Media = ["image/svg+xml"], Parameters = [.. ApiParameter.Narrowed] },
        new("GET /api/v1/network/circle/{id}", "What is one, two and three steps away from a record, in groups by the claim with which the way begins; and one page of it, each record with the way to it.")
        {
            Parameters =
            [
                new("until") { What = "A year: only what had begun at its end, and what is undated." }, new("ring") { Most = 3, What = "Of the records only those so many steps away." },
                new("group") { What = "Of the records only those whose way begins with this claim, such as learnedFrom.out." }, .. ApiParameter.Pages(ListAddress.MostPagesOfConnections),
            ],
        },
        new("GET /circle/{id}.svg", "The circle as a picture of its own.") { Media = ["image/svg+xml"], Parameters = [new("until") { What = "A year." }] },
        new("GET /circle/{id}.graphml", "The circle as GraphML, its nearest 1,000 records at most.") { Media = ["application/graphml+xml"], Parameters = [new("until") { What = "A year." }] },
        new("GET /circle/{id}.gexf", "The same as GEXF.") { Media = ["application/gexf+xml"], Parameters = [new("until") { What = "A year." }] },
        new("GET /api/v1/network/thread", "The shortest explanations between two records, five at most, of fewest steps first, then the best told; each step with all that is said of it.") { Parameters = Ends },
        new("GET /thread.svg", "The same as a picture; 404 where there is no way.") { Media = ["image/svg+xml"], Parameters = Ends },
        new("GET /thread.graphml", "The same as GraphML.") { Media = ["application/graphml+xml"], Parameters = Ends },
        new("GET /thread.gexf", "The same as GEXF.") { Media = ["application/gexf+xml"], Parameters = Ends },
        new("GET /withdrawals.jsonl", "Id and day of every published record that was withdrawn, one a line.") { Media = Lines },
        new("GET /openapi/v1.json", "This description.") { Media = ["application/json"] },
        new("GET /api/v1/network/roots/{id}", "What a record grows from, back through time, with the words and sources of each step, and what nobody has written down yet; of a history what grows from it too."),
        new("GET /roots/{id}.svg", "The same as a picture of its own.") { Media = ["image/svg+xml"] },
        new("GET /roots/{id}.graphml", "The same as GraphML; distance is how many steps back a record is.") { Media = ["application/graphml+xml"] },
        new("GET /roots/{id}.gexf", "The same as GEXF.") { Media = ["application/gexf+xml"] },
        new("GET /api/v1/network/showing-up/{id}", "What a campaign, an organisation or a community did over the years, a hundred on a page: strategies, audiences, tempo and messages, and the silences. Words that have a notice before them are left out, and the notice is there.")
        { Parameters = [ApiParameter.Page(20)] },
        new("GET /showing-up/{id}.svg", "The same as a picture of its own, all of it.") { Media = ["image/svg+xml"] },
        new("GET /health/live", "The archive answers.") { Media = ["text/plain"] },
        new("GET /health/ready", "Its database can be read, its disk and its journal of withdrawals written; 503 where not.") { Media = ["text/plain"] },
    ];
}

public enum ApiAccess
{
    Anyone,
    Receipt,
    Token,
}

/// <summary>A parameter in the query, in a header, or in the path where its name is there.</summary>
public sealed record ApiParameter(string Name)
{
    public static ImmutableArray<ApiParameter> Pages(int most) =>
        [Page(most), new("size") { Most = SearchRequest.MostOnPage, What = $"{SearchRequest.MostOnPage} at most." }];

    /// <summary>What narrows a picture, as it narrows a list.</summary>
    public static ImmutableArray<ApiParameter> Narrowed =>
    [
        new("q") { What = "Words, phrases, facets: as in the search box." }, new("when") { What = "EDTF." }, new("where") { What = "Name or id of a place: what happened in it or within it." },
        .. Pages(ListAddress.MostPages), .. SearchRecords.Facets.Select(Facet),
    ];

    /// <summary>The part of the world that a map shows.</summary>
    public static ImmutableArray<ApiParameter> View =>
        [new("around") { What = "Longitude and latitude of the middle, in degrees, a comma between them; with zoom." }, new("zoom") { Most = 7, What = "Each is half as wide as the one before; left out: the whole world." }];

    public static ApiParameter Facet(string facet) => new(facet) { IsMany = true, What = "A facet's value, as the answer lists it; may be given several times." };

    public static ApiParameter Page(int most) => new("page") { Most = most, What = string.Create(CultureInfo.InvariantCulture, $"From 1 to {most:N0}.") };

    public string? What { get; init; }

    /// <summary>The only values there are; empty: any.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>A number from 1 to this; null: a text.</summary>
    public int? Most { get; init; }

    /// <summary>It may stand there several times.</summary>
    public bool IsMany { get; init; }

    public bool IsHeader { get; init; }
}
