using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kindred.Features.Importing.Reading;

/// <summary>The YAML between two lines of hyphens at the beginning of a Markdown file. Read as events, which make nothing: a tag, which would name a type, and an
/// alias, by which ten lines become a billion, are refused.</summary>
internal static class FrontMatter
{
    private const int MostDepth = 16;
    private const int MostCharacters = 256 * 1024;

    private static readonly string[] PlainTags = ["str", "int", "float", "bool", "null", "timestamp", "seq", "map"];

    public static bool Begins(ReadOnlySpan<byte> characters)
    {
        if (!characters.StartsWith("---"u8)) return false;
        int end = characters.IndexOf((byte)'\n');
        return end >= 0 && characters[3..end].Trim(" \t\r"u8).IsEmpty && (characters[end..].IndexOf("\n---"u8) >= 0 || characters[end..].IndexOf("\n..."u8) >= 0);
    }

    /// <summary>Parts a file into its front matter, without the lines of hyphens, and its body.</summary>
    public static (string? Matter, string Body) Part(string file)
    {
        int end = file.StartsWith("---", StringComparison.Ordinal) ? file.IndexOf('\n', StringComparison.Ordinal) : -1;
        if (end < 0 || !string.IsNullOrWhiteSpace(file[3..end])) return (null, file);
        for (int line = end + 1; line < file.Length;)
        {
            int next = file.IndexOf('\n', line) is var found and >= 0 ? found : file.Length;
            if (file.AsSpan(line, next - line).TrimEnd() is "---" or "...") return (file[(end + 1)..line], file[Math.Min(file.Length, next + 1)..]);
            line = next + 1;
        }

        return (null, file);
    }

    /// <summary>Keys with their values, those of keys within others joined by dots.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    /// <exception cref="UnsafeYamlException">It has what is refused.</exception>
    public static List<(string Heading, List<string> Values)> Read(string matter)
    {
        if (matter.Length > MostCharacters) throw new UnsafeYamlException();
        List<(string Heading, List<string> Values)> cells = [];
        Parser parser = new(new StringReader(matter));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return cells;
        if (parser.Accept<MappingStart>(out _)) ReadMapping(parser, "", cells, 0);
        else if (!parser.TryConsume<Scalar>(out Scalar? only) || only.Value.Length > 0) throw new YamlException("No mapping.");
        return cells;
    }

    private static void ReadMapping(Parser parser, string way, List<(string Heading, List<string> Values)> cells, int depth)
    {
        Check(parser.Consume<MappingStart>(), depth);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            string name = Scalar(parser, depth)?.Trim() ?? "";
            ReadValue(parser, Source.Heading(way, name), cells, depth + 1);
        }
    }

    private static void ReadValue(Parser parser, string heading, List<(string Heading, List<string> Values)> cells, int depth)
    {
        if (parser.Accept<MappingStart>(out _))
        {
            ReadMapping(parser, heading, cells, depth);
            return;
        }

        List<string> values = [];
        if (parser.TryConsume<SequenceStart>(out SequenceStart? sequence))
        {
            Check(sequence, depth);
            while (!parser.TryConsume<SequenceEnd>(out _))
                if ((parser.Accept<MappingStart>(out _) || parser.Accept<SequenceStart>(out _) ? Json(parser, depth + 1) : Scalar(parser, depth)) is { } value && !string.IsNullOrWhiteSpace(value)) values.Add(value);
        }
        else if (Scalar(parser, depth) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            values.Add(value);
        }

        if (values.Count > 0) cells.Add((heading.Length == 0 ? "#1" : heading, values));
    }

    private static string? Scalar(Parser parser, int depth)
    {
        if (parser.Accept<AnchorAlias>(out _)) throw new UnsafeYamlException();
        Scalar scalar = parser.Consume<Scalar>();
        Check(scalar, depth);
        return scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null" or "Null" or "NULL" or "" ? null : scalar.Value;
    }

    private static string Json(Parser parser, int depth)
    {
        System.Buffers.ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes, JsonText.Readable)) Write(parser, writer, depth);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Parser parser, Utf8JsonWriter writer, int depth)
    {
        if (parser.TryConsume<MappingStart>(out MappingStart? mapping))
        {
            Check(mapping, depth);
            writer.WriteStartObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                writer.WritePropertyName(Scalar(parser, depth) ?? "");
                Write(parser, writer, depth + 1);
            }

            writer.WriteEndObject();
        }
        else if (parser.TryConsume<SequenceStart>(out SequenceStart? sequence))
        {
            Check(sequence, depth);
            writer.WriteStartArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) Write(parser, writer, depth + 1);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStringValue(Scalar(parser, depth));
        }
    }

    private static void Check(NodeEvent node, int depth)
    {
        if (depth > MostDepth) throw new UnsafeYamlException();
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific) return;
        const string plain = "tag:yaml.org,2002:";
        if (!node.Tag.Value.StartsWith(plain, StringComparison.Ordinal) || !PlainTags.Contains(node.Tag.Value[plain.Length..])) throw new UnsafeYamlException();
    }
}

/// <summary>Front matter has a tag, an alias, or more within each other than anybody means.</summary>
internal sealed class UnsafeYamlException : Exception;
