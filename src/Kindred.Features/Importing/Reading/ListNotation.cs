using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kindred.Features.Importing.Reading;

/// <summary>Lists as programs write them into one cell: JSON (<c>["protest", "open letter"]</c>) or Python (<c>['protest', "workers' letter", None]</c>,
/// <c>[(40.7, -74.0)]</c>). Both give what the same list gives in a JSON file.</summary>
public static class ListNotation
{
    private const int MostDepth = 32;

    private static readonly SearchValues<char> AfterWord = SearchValues.Create(",:])} \t\r\n");

    private static readonly string[] Nothing = ["None", "null", "NULL", "nan", "NaN", "NaT", "<NA>"];

    /// <summary>False unless the whole cell is one. Square brackets also stand around one of several dates and around words that an editor added: a list of
    /// numbers in a column of dates is for the mapping to know; bare words are no list. Round brackets are one where a text in quotation marks is in them.</summary>
    /// <param name="values">Texts, numbers as they are written, and lists or objects within as JSON; what is nothing is left out.</param>
    public static bool TryRead(string text, out ImmutableArray<string> values)
    {
        values = [];
        ReadOnlySpan<char> cell = text.AsSpan().Trim();
        if (cell.Length < 2 || (cell[0], cell[^1]) is not (('[', ']') or ('(', ')')) || cell.Length > Source.LongestRow) return false;
        Reading reading = new(cell);
        if (!reading.Items(out ImmutableArray<string> items) || !reading.IsAtEnd || (cell[0] == '(' && !reading.HasText)) return false;
        values = items;
        return true;
    }

    /// <summary>A cell that such programs write for nothing. Alone it may be a word, too: it is nothing in a column whose other cells are lists or numbers.</summary>
    public static bool IsNone(string text) => Nothing.Contains(text.Trim(), StringComparer.Ordinal);

    private ref struct Reading(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int at;

        public bool HasText { get; private set; }

        public bool IsAtEnd
        {
            get
            {
                Blank();
                return at == text.Length;
            }
        }

        public bool Items(out ImmutableArray<string> items)
        {
            ImmutableArray<string>.Builder found = ImmutableArray.CreateBuilder<string>();
            char close = text[at++] == '[' ? ']' : ')';
            items = [];
            while (!Takes(close))
            {
                if (!Item(out string? item)) return false;
                if (!string.IsNullOrWhiteSpace(item)) found.Add(item);
                if (Takes(',')) continue;
                if (!Takes(close)) return false;
                break;
            }

            items = found.ToImmutable();
            return true;
        }

        private bool Item(out string? item)
        {
            item = null;
            if (!Peek(out char first)) return false;
            if (first is '[' or '(' or '{')
            {
                ArrayBufferWriter<byte> json = new();
                using (Utf8JsonWriter writer = new(json, JsonText.Readable))
                {
                    if (!Write(writer, 1)) return false;
                }

                item = Encoding.UTF8.GetString(json.WrittenSpan);
                return true;
            }

            return Scalar(out item, out _);
        }

        private bool Write(Utf8JsonWriter writer, int depth)
        {
            if (depth > MostDepth || !Peek(out char first)) return false;
            switch (first)
            {
                case '[' or '(':
                    at++;
                    return WriteList(writer, first == '[' ? ']' : ')', depth);
                case '{':
                    at++;
                    return WriteObject(writer, depth);
            }

            if (!Scalar(out string? scalar, out bool isText)) return false;
            if (scalar is null) writer.WriteNullValue();
            else if (isText) writer.WriteStringValue(scalar);
            else writer.WriteRawValue(scalar, skipInputValidation: true);
            return true;
        }

        private bool WriteList(Utf8JsonWriter writer, char close, int depth)
        {
            writer.WriteStartArray();
            while (!Takes(close))
            {
                if (!Write(writer, depth + 1)) return false;
                if (Takes(',')) continue;
                if (!Takes(close)) return false;
                break;
            }

            writer.WriteEndArray();
            return true;
        }

        private bool WriteObject(Utf8JsonWriter writer, int depth)
        {
            writer.WriteStartObject();
            while (!Takes('}'))
            {
                if (!Scalar(out string? name, out _) || name is null || !Takes(':')) return false;
                writer.WritePropertyName(name);
                if (!Write(writer, depth + 1)) return false;
                if (Takes(',')) continue;
                if (!Takes('}')) return false;
                break;
            }

            writer.WriteEndObject();
            return true;
        }

        /// <summary>A text, a number or a word for true, false or nothing.</summary>
        private bool Scalar(out string? scalar, out bool isText)
        {
            isText = false;
            scalar = null;
            if (!Peek(out char first)) return false;
            // Python's marks of texts of other sorts.
            if (first is 'u' or 'b' or 'r' && at + 1 < text.Length && text[at + 1] is '\'' or '"')
            {
                at++;
                first = text[at];
            }

            if (first is '\'' or '"')
            {
                isText = true;
                HasText = true;
                at++;
                return Quoted(first, out scalar);
            }

            int length = text[at..].IndexOfAny(AfterWord);
            ReadOnlySpan<char> word = length < 0 ? text[at..] : text.Slice(at, length);
            at += word.Length;
            switch (word)
            {
                case "True" or "true":
                    scalar = "true";
                    return true;
                case "False" or "false":
                    scalar = "false";
                    return true;
                case "None" or "null" or "nan" or "NaN":
                    return true;
            }

            scalar = word.ToString();
            return IsNumber(word);
        }

        private bool Quoted(char mark, out string? value)
        {
            StringBuilder built = new();
            value = null;
            while (true)
            {
                int length = text[at..].IndexOfAny(mark, '\\');
                if (length < 0) return false;
                built.Append(text.Slice(at, length));
                at += length + 1;
                if (text[at - 1] == mark) break;
                if (at == text.Length || !Escape(built)) return false;
            }

            value = Whole(built.ToString());
            return true;
        }

        /// <summary>Half a character can be written so, and held by nothing here.</summary>
        private static string Whole(string built)
        {
            if (!built.Any(char.IsSurrogate)) return built;
            StringBuilder whole = new(built.Length);
            foreach (Rune rune in built.EnumerateRunes()) whole.Append(rune);
            return whole.ToString();
        }

        private bool Escape(StringBuilder built)
        {
            char letter = text[at++];
            switch (letter)
            {
                case 'n':
                    built.Append('\n');
                    return true;
                case 't':
                    built.Append('\t');
                    return true;
                case 'r':
                    built.Append('\r');
                    return true;
                case 'b' or 'f' or 'v' or 'a' or '0':
                    built.Append(' ');
                    return true;
                case '\n':
                    return true;
                case '\'' or '"' or '\\' or '/':
                    built.Append(letter);
                    return true;
                case 'x':
                    return Hexadecimal(built, 2);
                case 'u':
                    return Hexadecimal(built, 4);
                case 'U':
                    return Hexadecimal(built, 8);
                default:
                    built.Append('\\').Append(letter);
                    return true;
            }
        }

        private bool Hexadecimal(StringBuilder built, int digits)
        {
            if (text.Length - at < digits || !uint.TryParse(text.Slice(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code) || code > 0x10FFFF) return false;
            at += digits;
            // Halves of a pair are written one after the other.
            if (code <= 0xFFFF) built.Append((char)code);
            else built.Append(new Rune(code));
            return true;
        }

        private static bool IsNumber(ReadOnlySpan<char> word)
        {
            if (word.IsEmpty || !(char.IsAsciiDigit(word[^1]) && (char.IsAsciiDigit(word[0]) || word[0] == '-'))) return false;
            Span<byte> bytes = stackalloc byte[64];
            if (word.Length > bytes.Length || Encoding.UTF8.GetByteCount(word) != word.Length) return false;
            Utf8JsonReader reader = new(bytes[..Encoding.UTF8.GetBytes(word, bytes)]);
            try
            {
                return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
            }
            catch (JsonException)
            {
                return false;
            }
        }

        private bool Takes(char letter)
        {
            if (!Peek(out char next) || next != letter) return false;
            at++;
            return true;
        }

        private bool Peek(out char letter)
        {
            Blank();
            letter = at < text.Length ? text[at] : '\0';
            return at < text.Length;
        }

        private void Blank()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        }
    }
}
