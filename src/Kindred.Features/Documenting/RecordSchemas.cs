using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Shared;

namespace Kindred.Features.Documenting;

/// <summary>Schemas of records and deposits, from the kinds: how the archive gives a record, and how one is handed in and read back with its receipt.</summary>
internal static class RecordSchemas
{
    public static IEnumerable<(string Name, JsonObject Schema)> Of(KindSet kinds)
    {
        Texts words = OwnTexts.Of(kinds, Texts.For(Texts.Source), Texts.Source);
        foreach (Kind kind in kinds.All)
        {
            yield return (Given(kind), Schema.Object([.. Envelope(kind), .. Fields(kind, isDeposited: false, words)]));
            yield return (Deposited(kind), Schema.Object([.. DepositedEnvelope(kind), .. Fields(kind, isDeposited: true, words)]));
        }

        yield return ("Record", OneOf(kinds, Given));
        yield return ("DepositedRecord", OneOf(kinds, Deposited));
        yield return ("RecordList", Page("records", "Record", ("didYouMean?", Schema.Text()), ("facets", Schema.By("By facet.", Schema.Array(
            Schema.Object(("value", Schema.Text()), ("label", Schema.Text()), ("count", Schema.Integer())))))));
        yield return ("RevisionList", Schema.Object(("id", Schema.Text()), ("shown", Schema.Integer().Said("Number of the revision that the record is shown as.")), ("total", Schema.Integer()), ("revisions", Schema.Array(Schema.Object(Revision)))));
        yield return ("Revision", Schema.Object([.. Revision, ("record", Schema.Ref("Record"))]));
        yield return ("Connection", Schema.Object(
        [
            ("id", Schema.Text()), ("type", ConnectionTypes), ("from", Schema.Text()), ("to", Schema.Text()), ("revision", Schema.Integer()),
            ("other", Schema.Object(("id", Schema.Text()), ("kind", Schema.Text()), ("language", Schema.Text()), ("title", Schema.Text()))), .. Words(isDeposited: false),
            ("disputes", Schema.Array(Schema.Text()).Said("Ids of the first public notes that dispute it; their answers are notes on those.")),
        ]));
        yield return ("ConnectionList", Page("connections", "Connection"));
        yield return ("DepositedConnection", Schema.Object(
        [
            ("type", ConnectionTypes), ("from", Target), ("to", Target), ("id?", Schema.Text().Said("Once it has one; minted at accession.")), .. Words(isDeposited: true),
        ]));
        yield return ("Deposit", Schema.Object(
        [
            ("records?", Schema.Array(Schema.Any(kinds.All.Select(Whole)))), .. Handed,
            .. from name in (string[])["state", "day", "questions", "replies", "answers", "embargoes", "declinedBecause", "proposal"] select (name + "?", new JsonObject { ["readOnly"] = true }),
        ]));
        yield return ("DepositState", Schema.Object(
        [
            ("state", Schema.OneOf(ValueName.All<DepositState>())), ("day", Schema.Day()), ("records", Schema.Array(Schema.Ref("DepositedRecord"))), .. Handed,
            ("questions", Messages), ("replies", Messages),
            ("answers", Schema.Array(Schema.Object(("record?", Schema.Text()), ("connection?", Schema.Text()), ("community", Schema.Text()), ("answer", Schema.OneOf(ValueName.All<CommunityAnswer>())), ("publicUntil?", Schema.Text())))),
            ("embargoes", Schema.Array(Schema.Object(("by", Schema.OneOf(ValueName.All<EmbargoBy>())), ("community?", Schema.Text()), ("until", Schema.Day()),
                ("record?", Schema.Text().Said("Of one part: the ref of its record.")), ("field?", Schema.Text()), ("target?", Schema.Text().Said("Of one link of the field: to what."))))),
            ("declinedBecause?", Schema.Text()),
            ("proposal?", Schema.Object(
                ("record", Schema.Text()), ("revision", Schema.Integer()), ("changes", Changes), ("why", Schema.Text()), ("sources", Schema.Text()),
                ("parts", Schema.Array(Schema.Text())), ("taken", Schema.Array(Schema.Text())), ("takenAs?", Schema.Integer().Said("The revision that it became.")))),
        ]));
        yield return ("Proposal", Schema.Object(
            ("revision?", Schema.Integer().Said("The revision that was read; left out: the one that is shown.")), ("changes", Changes), ("why?", Schema.Text().Said("Stands beside the revision for good.")),
            ("sources?", Schema.Text().Said("Where it can be read that it is so; for the desk.")), ("signedAs?", Schema.Text().Said("Name or pseudonym for the revision; left out: anonymous."))));
        yield return ("OwnKinds", Schema.Object(
            ("kinds?", Schema.By("By name: docs/reference/archive-json.md.", OwnKind)), ("vocabularies?", Schema.By("By name.", Schema.Object(("terms?", Schema.By("By path.", OwnTerm))))),
            ("reason?", Schema.Text().Said("Why; needed, and public on the list of acts. In no answer."))));
        yield return ("Reply", Schema.Object(("text", Schema.Text())));
    }

    private static JsonObject OwnKind => Schema.Object(
        ("plural?", Schema.Text()), ("words?", OwnWords), ("schemaOrg?", Schema.Text()), ("offered?", Schema.Flag()), ("browsed?", Schema.Flag()), ("retired?", Schema.Flag()),
        ("fields?", Schema.By("By name.", Schema.Object(
            ("type", Schema.OneOf(OwnKindsJson.Types.Select(type => type.Name))), ("words?", OwnWords), ("vocabulary?", Schema.Text()),
            ("connection?", Schema.OneOf(OwnKindsCheck.Connections.Select(type => type.Name))), ("kinds?", Schema.Array(Schema.Text())), ("step?", Schema.OneOf(Enum.GetValues<FieldStep>().Select(OwnKindsJson.StepName))),
            ("asking?", Schema.Flag()), ("searchable?", Schema.Flag()), ("facet?", Schema.Flag()), ("required?", Schema.Flag()), ("translatable?", Schema.Flag()), ("retired?", Schema.Flag())))));

    private static JsonObject OwnTerm => Schema.Object(("words?", Schema.By("By language tag.", Schema.Text())), ("now?", Schema.Text().Said("The term as which it reads now.")), ("retired?", Schema.Flag()));

    private static JsonObject OwnWords => Schema.By("By language tag.", Schema.By("one, many and about of a kind; label and help of a field.", Schema.Text()));

    private static JsonObject ConnectionTypes => Schema.OneOf(ConnectionType.All.Select(type => type.Name));

    private static JsonObject Target => Schema.Text().Said("An id, an exact name, or #ref of a record in the same deposit.");

    private static JsonObject Changes =>
        new JsonObject { ["type"] = "object" }.Said("Only the fields that change, as a deposit has them; null: to be taken out. Translations by language and field: a text, or {text, isMachine}; of one that is there, {isStale: false}: it still fits.");

    private static JsonObject Messages => Schema.Array(Schema.Object(("day", Schema.Day()), ("text", Schema.Text())));

    private static (string, JsonObject)[] Handed =>
        [("connections?", Schema.Array(Schema.Ref("DepositedConnection"))), ("signedAs?", Schema.Text().Said("Name or pseudonym for the revision; left out: anonymous.")),
            ("embargoUntil?", new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date" }.Said("Nothing of it is public before this day. Left out of a correction: what was said before stays; null ends it."))];

    private static (string, JsonObject)[] Revision => [("number", Schema.Integer()), ("day", Schema.Day()), ("who", Schema.Text()), ("note", Schema.Text())];

    private static (string, JsonObject)[] Envelope(Kind kind) =>
    [
        ("id", Schema.Text()), ("kind", new JsonObject { ["const"] = kind.Name }), ("revision", Schema.Integer()), ("language", Schema.Text().Said("BCP 47.")),
        ("state", Schema.OneOf(ValueName.All<RecordState>())), ("visibility", Schema.OneOf(ValueName.All<RecordVisibility>())),
        ("terms", Schema.Object(("contentNotices", Schema.Array(Schema.Text())), ("sisterArchives", Schema.OneOf(ValueName.All<SisterShare>())),
            ("reuse?", Schema.OneOf(["ask-first", "given"]).Said("Whether every community named agrees that others use it, within the rights stated; ask-first: ask them. Left out: none is named.")))),
        ("fieldEmbargoes?", Schema.By("By field: the day before which only those who see the record's way read it or, of a link field, some of it. For nobody else is it here.", Schema.Day())),
        ("links", Schema.By("Addresses of the record; under the name of a field that a list gives the first 50 links of, where all of them are.", Schema.Text())), ("translations?", Translations), ("translationStates?", TranslationStates),
    ];

    private static (string, JsonObject)[] DepositedEnvelope(Kind kind) =>
    [
        ("ref?", Schema.Text().Said("Its name within the deposit; left out: its place, from 0.")), ("kind", new JsonObject { ["const"] = kind.Name }),
        ("language?", Schema.Text().Said("BCP 47; left out: en.")), ("translations?", HandedTranslations), ("translationStates?", TranslationStates), ("visibility?", new JsonObject { ["const"] = "public" }),
        ("fieldEmbargoes?", Schema.By("By field: the first day on which it may be public, while the record may be before. Left out of a correction, or null: what was said before stays; {} ends it, as it ends for each field that is not named here and still says something.", Schema.Day())),
        .. from name in (string[])["id", "revision", "state", "terms", "links"] select (name + "?", new JsonObject { ["readOnly"] = true }),
    ];

    private static JsonObject TranslationStates => Schema.By("By language tag, then by field: which revision a translation translates, whether its source says something else by now, and whether a machine made it and nobody read it over. On the way in only isMachine counts.",
        Schema.By("By field.", new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["ofRevision"] = Schema.Integer(), ["isStale"] = Schema.Flag(), ["isMachine"] = Schema.Flag() } }));

    private static JsonObject Translations => Schema.By("By language tag, then by field.", Schema.By("By field.", Schema.Text()));

    private static JsonObject HandedTranslations =>
        Schema.By("By language tag, then by field.", Schema.By("By field.", Schema.Any(Schema.Text(), Schema.Object(("text", Schema.Text()), ("isMachine?", Schema.Flag())))));

    /// <summary>With what must be there for it to be taken; a draft that is read back may lack it.</summary>
    private static JsonObject Whole(Kind kind) => new()
    {
        ["allOf"] = new JsonArray(Schema.Ref(Deposited(kind)), new JsonObject { ["required"] = new JsonArray([.. kind.Fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name)]) }),
    };

    private static IEnumerable<(string, JsonObject)> Fields(Kind kind, bool isDeposited, Texts words) =>
        kind.Fields.Select(field => (field.Name == "title" && !isDeposited ? "title" : field.Name + "?", OfField(kind, field, isDeposited, words)));

    private static JsonObject OfField(Kind kind, Field field, bool isDeposited, Texts words)
    {
        JsonObject one = field.Type switch
        {
            FieldType.Link when field.Name == CommonFields.Where && field.Link == ConnectionType.InPlace => Schema.Any(
                isDeposited ? Target : Schema.Text(),
                Schema.Object(("id", Schema.Text()), ("note?", Schema.Text()), ("precision?", Schema.OneOf(ValueName.All<Precision>()).Said("The closest that this place may be shown in this record; left out: as the place is. Told only to those who see the record's way to the public.")))),
            FieldType.Link => Schema.Any(isDeposited ? Target : Schema.Text(), Schema.Object(("id", Schema.Text()), ("note", Schema.Text()))),
            FieldType.Range => Schema.Object(("low?", Schema.Integer()), ("high?", Schema.Integer())),
            FieldType.Coordinates => Schema.Object(("latitude", Schema.Number()), ("longitude", Schema.Number()), (isDeposited ? "precision?" : "precision", Schema.OneOf(ValueName.All<Precision>()))),
            FieldType.Flag => Schema.Flag(),
            FieldType.Day => Schema.Day(),
            FieldType.Url => new JsonObject { ["type"] = "string", ["format"] = "uri" },
            FieldType.Term => Schema.OneOf(field.Choices.Terms),
            FieldType.Notices => Schema.By($"By the name of a field of text that the record holds: what readers are told before it is opened, in one line of {FieldNotices.Longest} characters at most.", Schema.Text()),
            FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => isDeposited ? Schema.Any(Parts(field), Schema.Text()) : Parts(field),
            _ => Schema.Text(),
        };
        JsonObject whole = field.Type == FieldType.Notices ? one : (field.IsMany ? Schema.Array(one) : one).Said(words.Label(kind.Name, field.Name));
        if (field.IsSaidByOther) whole["readOnly"] = true;
        return whole;
    }

    private static JsonObject Parts(Field field) => Schema.Object(field.Parts.Select(part => (part + "?", Schema.Text())));

    private static (string, JsonObject)[] Words(bool isDeposited) =>
    [
        .. from name in (string[])["language", "words", "shared", "distinct", "when"] select (name + "?", Schema.Text()),
        ("sources?", Schema.Array(isDeposited ? Schema.Any(Parts(new Field("", FieldType.Sources)), Schema.Text()) : Parts(new Field("", FieldType.Sources)))),
    ];

    private static JsonObject Page(string name, string schema, params IEnumerable<(string, JsonObject)> more) =>
        Schema.Object([("total", Schema.Integer()), ("page", Schema.Integer()), ("size", Schema.Integer()), (name, Schema.Array(Schema.Ref(schema))), .. more]);

    private static JsonObject OneOf(KindSet kinds, Func<Kind, string> name) => new()
    {
        ["oneOf"] = new JsonArray([.. kinds.All.Select(kind => (JsonNode)Schema.Ref(name(kind)))]),
        ["discriminator"] = new JsonObject
        {
            ["propertyName"] = "kind", ["mapping"] = new JsonObject(kinds.All.Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)("#/components/schemas/" + name(kind))))),
        },
    };

    // An archive's own kind may be called as anything else here is.
    private static string Given(Kind kind) => kind.IsOwn ? "own." + kind.Name : Capital(kind);

    private static string Deposited(Kind kind) => kind.IsOwn ? "own.deposited." + kind.Name : "Deposited" + Capital(kind);

    private static string Capital(Kind kind) => char.ToUpperInvariant(kind.Name[0]) + kind.Name[1..];
}
