using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>A citation as reference managers take it.</summary>
internal static class CitationFormats
{
    public static string BibTeX(Citation citation)
    {
        StringBuilder bib = new();
        bib.Append('@').Append(citation.Type switch { "book" => "book", "article-magazine" => "article", "report" => "techreport", _ => "misc" })
            .Append('{').Append(citation.Key).Append(",\n");
        Field("title", "{" + Escaped(citation.Title) + "}");
        Field("author", string.Join(" and ", citation.Authors.Select(name => name.Literal is { } whole ? "{" + Escaped(whole) + "}" : Escaped(name.FamilyFirst))));
        Field("year", citation.Issued?.Year.ToString(CultureInfo.InvariantCulture));
        Field("month", citation.Issued?.Month?.ToString(CultureInfo.InvariantCulture));
        Field(citation.Type == "article-magazine" ? "journal" : "howpublished", Escaped(citation.Container));
        Field(citation.Type == "report" ? "institution" : "publisher", Escaped(citation.Publisher));
        Field("volume", Escaped(citation.Volume));
        Field("number", Escaped(citation.Issue));
        Field("pages", Escaped(citation.Pages));
        Field("doi", Escaped(citation.Doi));
        Field("isbn", Escaped(citation.Isbn));
        Field("langid", citation.Language);
        Field("url", citation.Address.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal));
        return bib.Append("}\n").ToString();

        void Field(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) bib.Append("  ").Append(name).Append(" = {").Append(value).Append("},\n");
        }
    }

    public static string Ris(Citation citation)
    {
        StringBuilder ris = new();
        Line("TY", citation.Type switch
        {
            "book" => "BOOK",
            "article-magazine" => "MGZN",
            "broadcast" => "SOUND",
            "motion_picture" => "VIDEO",
            "report" => "RPRT",
            "dataset" => "DATA",
            "webpage" => "ELEC",
            "graphic" => "ART",
            "personal_communication" => "PCOMM",
            _ => "GEN",
        });
        Line("ID", citation.Key);
        Line("TI", citation.Title);
        foreach (CitedName author in citation.Authors) Line("AU", author.FamilyFirst);
        Line("PY", citation.Issued?.Year.ToString("0000", CultureInfo.InvariantCulture));
        // RIS dates keep all three slashes: YYYY/MM/DD/.
        if (citation.Issued is { Month: not null } issued) Line("DA", string.Join('/', issued.Iso.Split('-').Concat(["", ""]).Take(3)) + "/");
        Line("T2", citation.Container);
        Line("PB", citation.Publisher);
        Line("VL", citation.Volume);
        Line("IS", citation.Issue);
        Line("SP", citation.Pages);
        Line("DO", citation.Doi);
        Line("SN", citation.Isbn);
        Line("AB", citation.Abstract);
        Line("LA", citation.Language);
        Line("UR", citation.Address);
        return ris.Append("ER  - \r\n").ToString();

        void Line(string tag, string? value)
        {
            if (!string.IsNullOrEmpty(value)) ris.Append(tag).Append("  - ").Append(value.ReplaceLineEndings(" ")).Append("\r\n");
        }
    }

    /// <summary>An array of one item, as CSL-JSON is handed around.</summary>
    public static void WriteCsl(Utf8JsonWriter json, Citation citation)
    {
        json.WriteStartArray();
        WriteItem(json, citation);
        json.WriteEndArray();
    }

    /// <summary>One of many.</summary>
    public static void WriteItem(Utf8JsonWriter json, Citation citation)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, citation.Key);
        json.WriteString("type"u8, citation.Type);
        json.WriteString("title"u8, citation.Title);
        if (!citation.Authors.IsEmpty) WriteAuthors(json, citation);
        if (citation.Issued is { } issued)
        {
            json.WriteStartObject("issued"u8);
            json.WriteStartArray("date-parts"u8);
            json.WriteStartArray();
            foreach (int part in issued.Parts) json.WriteNumberValue(part);
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        foreach ((string name, string? value) in new[]
        {
            ("container-title", citation.Container), ("publisher", citation.Publisher), ("volume", citation.Volume), ("issue", citation.Issue),
            ("page", citation.Pages), ("DOI", citation.Doi), ("ISBN", citation.Isbn), ("abstract", citation.Abstract), ("language", citation.Language),
            ("URL", citation.Address),
        })
        {
            if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteAuthors(Utf8JsonWriter json, Citation citation)
    {
        json.WriteStartArray("author"u8);
        foreach (CitedName name in citation.Authors)
        {
            json.WriteStartObject();
            if (name.Family is { } family && name.Literal is null) json.WriteString("family"u8, family);
            if (name.Given is { } given && name.Literal is null) json.WriteString("given"u8, given);
            if (name.Literal is { } literal) json.WriteString("literal"u8, literal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Text that BibTeX reads as text: its special characters escaped, braces dropped because an odd one would eat the entries after it.</summary>
    private static string? Escaped(string? text)
    {
        if (text is null) return null;
        StringBuilder escaped = new(text.Length + 8);
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            if (c is '{' or '}') continue;
            if (c == '\\') escaped.Append(@"\textbackslash ");
            else if (c is '&' or '%' or '$' or '#' or '_') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }
}
