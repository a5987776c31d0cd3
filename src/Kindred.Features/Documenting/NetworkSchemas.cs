using System.Text.Json.Nodes;
using Kindred.Domain.Records;

namespace Kindred.Features.Documenting;

/// <summary>Schemas of the views of the network: circles and threads.</summary>
internal static class NetworkSchemas
{
    public static IEnumerable<(string Name, JsonObject Schema)> All =>
    [
        ("NetworkRecord", Schema.Object(Named)),
        ("NetworkClaim", Schema.Object(
            ("id", Schema.Text().Said("Of the connection: it is read at /c/{id}.")), ("type", Types), ("from", Schema.Text()), ("to", Schema.Text()), ("language?", Schema.Text()), ("words?", Schema.Text()), ("shared?", Schema.Text()), ("distinct?", Schema.Text()),
            ("when?", Schema.Text().Said("EDTF.")), ("sources?", Schema.Array(Schema.Object(("url?", Schema.Text()), ("title?", Schema.Text()), ("locator?", Schema.Text()), ("quotation?", Schema.Text()), ("note?", Schema.Text())))),
            ("disputes", Schema.Array(Schema.Text()).Said("Ids of the first public notes that dispute it.")))),
        ("Circle", Schema.Object(
            ("record", Schema.Ref("NetworkRecord")), ("day", Schema.Day()), ("until?", Schema.Integer()), ("undated", Schema.Integer().Said("How many are there of which nobody wrote when they were.")),
            ("isCut", Schema.Flag().Said("A ring holds so many that no further one was looked for.")),
            ("rings", Schema.Array(Schema.Object(
                ("steps", Schema.Integer()), ("count", Schema.Integer()),
                ("groups", Schema.Array(Schema.Object(("type", Types), ("direction", Schema.OneOf(["out", "in"])), ("count", Schema.Integer()))).Said("By the claim with which the way begins, in the order in which claims are declared."))))),
            ("notWalked", Schema.Array(Schema.Ref("NetworkRecord")).Said("What hundreds share: it is there, and what lies behind it was not looked for.")),
            ("years", Schema.Array(Schema.Object(("from", Schema.Integer()), ("to", Schema.Integer()), ("rings", Schema.Array(Schema.Integer()).Said("How many of each ring began then."))))),
            ("total", Schema.Integer()), ("page", Schema.Integer()), ("size", Schema.Integer()),
            ("records", Schema.Array(Schema.Object([.. Named, ("steps", Schema.Integer()), ("group", Schema.Text().Said("Such as learnedFrom.out.")), ("by", Schema.Ref("NetworkRecord").Said("By which it is come to, one step nearer.")), ("claims", Claims)]))))),
        ("Thread", Schema.Object(
            ("from", Schema.Ref("NetworkRecord")), ("to", Schema.Ref("NetworkRecord")), ("day", Schema.Day()), ("isThroughShared", Schema.Flag().Said("There is no way but through what hundreds share.")),
            ("ways", Schema.Array(Schema.Object(("steps", Schema.Array(Schema.Object(("from", Schema.Ref("NetworkRecord")), ("to", Schema.Ref("NetworkRecord")), ("claims", Claims)))))).Said("Of fewest steps first, of those the best told; five at most.")))),
    ];

    private static (string, JsonObject)[] Named => [("id", Schema.Text()), ("kind", Schema.Text()), ("language", Schema.Text().Said("BCP 47.")), ("title", Schema.Text()), ("when?", Schema.Text().Said("EDTF."))];

    private static JsonObject Types => Schema.OneOf(ConnectionType.All.Select(type => type.Name));

    private static JsonObject Claims => Schema.Array(Schema.Ref("NetworkClaim")).Said("All that is said between the two, the best told first.");
}
