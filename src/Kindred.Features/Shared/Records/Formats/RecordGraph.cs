using System.Collections.Immutable;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>What a statement says of its subject.</summary>
internal abstract record Node
{
    private Node()
    {
    }

    internal sealed record Text(string Value, string? Language = null) : Node;

    internal sealed record Number(double Value) : Node;

    internal sealed record Iri(string Address) : Node;

    /// <summary>Something described in place.</summary>
    /// <param name="Address">Its IRI, where it has one.</param>
    internal sealed record Thing(string? Address, string? Type, ImmutableArray<Statement> Statements) : Node;
}

/// <param name="Property">schema.org's bare, Dublin Core's after <c>dc:</c>.</param>
internal sealed record Statement(string Property, Node Value);

/// <summary>A record as linked data: what its kind's fields map to in schema.org and Dublin Core. Fields that map to neither are left out:
/// <c>Lossy on purpose</c>, the JSON has them.</summary>
internal static class RecordGraph
{
    public const string SchemaOrg = "https://schema.org/";
    public const string AskFirst = "Ask the communities named here before you use it.";
    public const string DublinCore = "http://purl.org/dc/terms/";

    /// <param name="defaultRights">What keepers say of every record that says nothing of its own; empty: nothing.</param>
    public static Node.Thing Of(RecordSheet sheet, string defaultRights, string origin)
    {
        Record record = sheet.Record;
        string address = $"{origin}/r/{record.Id}";
        List<Statement> said =
        [
            new("identifier", new Node.Text(record.Id.ToString())),
            new("inLanguage", new Node.Text(record.Content.Language)),
            new("dc:language", new Node.Text(record.Content.Language)),
            new("version", new Node.Text(record.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        ];
        if (record.PublishedDay is { } day) said.Add(new Statement("dc:available", new Node.Text(day.Written())));
        foreach (Field field in sheet.Kind.Fields.Where(field => field.SchemaOrg is not null || field.DublinCore is not null))
        {
            // The archive's word is about what is told here; a book that is cited is another's.
            bool isOfArchive = field.Name == "rights" && sheet.Content["rights"] is null && defaultRights.Length > 0 && sheet.Kind.Name != Resource.Kind.Name;
            foreach (Node node in isOfArchive ? [new Node.Text(defaultRights)] : Nodes(sheet, field, origin))
            {
                // No licence where somebody named has not agreed to any use: what is stated stays readable as dc:rights.
                if (field.SchemaOrg is { } schema && !(field.Name == "rights" && sheet.AsksFirst)) said.Add(new Statement(schema, node));
                if (field.DublinCore is { } dublin) said.Add(new Statement("dc:" + dublin, Plain(node)));
            }
        }

        if (sheet.AsksFirst) said.Add(new Statement("conditionsOfAccess", new Node.Text(AskFirst, "en")));
        said.AddRange(sheet.Kind.Fields.Where(field => field.IsOwn).Select(field => Own(sheet, field, origin)).OfType<Statement>());
        said.AddRange(FieldNotices.All(record.Content).Select(one => Notice(sheet, one.Field, one.Notice)));
        return new Node.Thing(address, sheet.Kind.SchemaOrg, [.. said.Distinct()]);
    }

    /// <summary>What an archive's own field says is a property that schema.org has no name for.</summary>
    private static Statement? Own(RecordSheet sheet, Field field, string origin)
    {
        Node[] values = [.. Nodes(sheet, field, origin)];
        if (values is [] || field.Words.Best(Texts.Source, "label") is not var (label, language)) return null;
        return new Statement("additionalProperty", new Node.Thing(null, "PropertyValue",
            [new("propertyID", new Node.Text(field.Name)), new("name", new Node.Text(label, language)), .. values.Select(value => new Statement("value", value))]));
    }

    /// <summary>Nor for what is said before one field: a rating, or an accessibility hazard, would be a claim that nobody made.</summary>
    private static Statement Notice(RecordSheet sheet, string field, string notice) => new("additionalProperty", new Node.Thing(null, "PropertyValue",
        [new("propertyID", new Node.Text($"{FieldNotices.Name}.{field}")), new("name", new Node.Text(Texts.For(Texts.Source).Format("notices.of", Texts.For(Texts.Source).Label(sheet.Kind.Name, field)), Texts.Source)), new("value", new Node.Text(notice, sheet.Content.Language))]));

    private static IEnumerable<Node> Nodes(RecordSheet sheet, Field field, string origin)
    {
        if (field.IsLink)
        {
            foreach (LinkLine link in sheet.Links.GetValueOrDefault(field.Name, LinkLines.None).First) yield return Linked(link.Other, origin);
            yield break;
        }

        RecordContent content = sheet.Content;
        foreach (Node node in Values(sheet, field, content[field.Name], origin)) yield return node;
        if (!field.IsTranslatable) yield break;
        foreach ((string language, var fields) in content.Translations)
        {
            // A literal can't say who made it: what no person stands for isn't given out as the record's words.
            if (fields.TryGetValue(field.Name, out Translation? translation) && !translation.IsMachine) yield return new Node.Text(translation.Text, language);
        }
    }

    private static IEnumerable<Node> Values(RecordSheet sheet, Field field, FieldValue? value, string origin) => value switch
    {
        FieldValue.One one => [Value(sheet, field, one.Text)],
        FieldValue.Many many => many.Texts.Select(text => Value(sheet, field, text)).Distinct(),
        FieldValue.Range range => new (string, long?)[] { ("minValue", range.Low), ("maxValue", range.High) }.Where(_ => field.IsOwn)
            .Where(end => end.Item2 is not null).Select(Node (end) => new Node.Thing(null, "QuantitativeValue", [new(end.Item1, new Node.Number(end.Item2!.Value))])),
        FieldValue.Entries entries => entries.Items.Select(Node (entry) => Described(sheet, field, entry, origin)),
        FieldValue.Coordinates point =>
        [
            new Node.Thing(null, "GeoCoordinates", [new("latitude", new Node.Number(point.Latitude)), new("longitude", new Node.Number(point.Longitude))]),
        ],
        _ => [],
    };

    private static Node Value(RecordSheet sheet, Field field, string text) => field.Type switch
    {
        FieldType.Url => new Node.Iri(text),
        FieldType.Term when field.Choices.WordsOf(text).Best(Texts.Source, "label") is var (word, language) => new Node.Text(word, language),
        FieldType.Term => new Node.Text(Texts.For(Texts.Source)[$"term.{field.Vocabulary}.{field.Current(text)}"], Texts.Source),
        FieldType.Text or FieldType.Markdown => new Node.Text(text, sheet.Content.Language),
        _ => new Node.Text(text),
    };

    private static Node.Thing Linked(RecordLine other, string origin) =>
        new(origin + other.Address, null, [new("name", new Node.Text(other.Title, other.Language))]);

    private static Node.Thing Described(RecordSheet sheet, Field field, Entry entry, string origin) => field.Type switch
    {
        FieldType.Sources => Cited(sheet, entry, origin),
        FieldType.Creators => entry["literal"] is { } whole
            ? new Node.Thing(null, null, [new("name", new Node.Text(whole))])
            : new Node.Thing(null, "Person", [.. Parts(entry, ("family", "familyName"), ("given", "givenName"))]),
        // A credit may be a person's or a group's: which, nobody was asked.
        _ => new Node.Thing(null, null, [.. Parts(entry, ("name", "name"), ("did", "description"))]),
    };

    private static Node.Thing Cited(RecordSheet sheet, Entry entry, string origin)
    {
        string? address = RecordId.TryParse(entry["resource"], out RecordId id) ? $"{origin}/r/{id}" : entry["url"];
        IEnumerable<Statement> said = Parts(entry, ("title", "name"), ("quotation", "text"), ("locator", "pagination"), ("note", "description"));
        if (entry["title"] is null && sheet.Cited.TryGetValue(id, out RecordLine? line)) said = said.Append(new Statement("name", new Node.Text(line.Title, line.Language)));
        return new Node.Thing(address, "CreativeWork", [.. said]);
    }

    private static IEnumerable<Statement> Parts(Entry entry, params (string Part, string Property)[] parts) =>
        from part in parts let text = entry[part.Part] where text is not null select new Statement(part.Property, new Node.Text(text));

    /// <summary>Dublin Core points at things and leaves their description to themselves.</summary>
    private static Node Plain(Node node) => node switch
    {
        Node.Thing { Address: { } address } => new Node.Iri(address),
        Node.Thing { Type: "Person" } person => new Node.Text(string.Join(", ", person.Statements.Select(one => ((Node.Text)one.Value).Value))),
        Node.Thing thing when thing.Statements.FirstOrDefault(one => one.Property == "name")?.Value is Node.Text name => name,
        _ => node,
    };
}
