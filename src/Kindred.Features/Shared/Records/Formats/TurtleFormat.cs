using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>RDF 1.1 Turtle: the same graph as the JSON-LD.</summary>
internal static class TurtleFormat
{
    private static readonly SearchValues<char> NotInIris = SearchValues.Create("<>\"{}|^`\\ ");

    public const string Prefixes = $"@prefix schema: <{RecordGraph.SchemaOrg}> .\n@prefix dc: <{RecordGraph.DublinCore}> .\n\n";

    public static string Write(RecordSheet sheet, string defaultRights, string origin)
    {
        StringBuilder turtle = new(Prefixes);
        Append(turtle, sheet, defaultRights, origin);
        return turtle.ToString();
    }

    /// <summary>One of many, under the prefixes of all of them.</summary>
    public static void Append(StringBuilder turtle, RecordSheet sheet, string defaultRights, string origin)
    {
        List<Node.Thing> later = [];
        Subject(turtle, RecordGraph.Of(sheet, defaultRights, origin), later);
        foreach (Node.Thing thing in later.GroupBy(thing => thing.Address).Select(same => same.First())) Subject(turtle.Append('\n'), thing, []);
    }

    /// <summary>An IRI with what RFC 3987 does not let stand in one written as octets.</summary>
    public static string Iri(string address)
    {
        if (!address.AsSpan().ContainsAny(NotInIris) && !address.Any(char.IsControl)) return address;
        StringBuilder iri = new();
        foreach (char c in address)
        {
            if (c <= ' ' || NotInIris.Contains(c)) iri.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else iri.Append(c);
        }

        return iri.ToString();
    }

    private static void Subject(StringBuilder turtle, Node.Thing thing, List<Node.Thing> later)
    {
        turtle.Append('<').Append(Iri(thing.Address!)).Append('>');
        Predicates(turtle, thing, later, "\n    ");
        turtle.Append(" .\n");
    }

    private static void Predicates(StringBuilder turtle, Node.Thing thing, List<Node.Thing> later, string between)
    {
        bool isFirst = true;
        if (thing.Type is not null) Next("a").Append("schema:").Append(thing.Type);
        foreach (IGrouping<string, Statement> same in thing.Statements.GroupBy(statement => statement.Property))
        {
            Next(same.Key.Contains(':', StringComparison.Ordinal) ? same.Key : "schema:" + same.Key);
            bool isFirstValue = true;
            foreach (Statement statement in same)
            {
                if (!isFirstValue) turtle.Append(", ");
                isFirstValue = false;
                Object(turtle, statement.Value, later);
            }
        }

        StringBuilder Next(string predicate)
        {
            if (!isFirst) turtle.Append(" ;");
            isFirst = false;
            return turtle.Append(between).Append(predicate).Append(' ');
        }
    }

    private static void Object(StringBuilder turtle, Node node, List<Node.Thing> later)
    {
        switch (node)
        {
            case Node.Number number:
                // As JSON-LD reads the same number: an integer, or a double in its canonical form.
                turtle.Append(number.Value.ToString(double.IsInteger(number.Value) ? "0" : "0.0##############E0", CultureInfo.InvariantCulture));
                break;
            case Node.Text text:
                Literal(turtle, text);
                break;
            case Node.Iri iri:
                turtle.Append('<').Append(Iri(iri.Address)).Append('>');
                break;
            case Node.Thing { Address: { } address } thing:
                turtle.Append('<').Append(Iri(address)).Append('>');
                if (thing.Type is not null || !thing.Statements.IsEmpty) later.Add(thing);
                break;
            case Node.Thing thing:
                turtle.Append('[');
                Predicates(turtle, thing, later, " ");
                turtle.Append(" ]");
                break;
        }
    }

    private static void Literal(StringBuilder turtle, Node.Text text)
    {
        turtle.Append('"');
        foreach (char c in text.Value)
        {
            _ = c switch
            {
                '"' => turtle.Append("\\\""),
                '\\' => turtle.Append("\\\\"),
                '\n' => turtle.Append("\\n"),
                '\r' => turtle.Append("\\r"),
                '\t' => turtle.Append("\\t"),
                < ' ' => turtle.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => turtle.Append(c),
            };
        }

        turtle.Append('"');
        if (text.Language is { } language) turtle.Append('@').Append(language);
    }
}
