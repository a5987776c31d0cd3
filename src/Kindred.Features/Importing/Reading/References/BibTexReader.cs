using System.Globalization;
using System.Text;

namespace Kindred.Features.Importing.Reading;

/// <summary>Reads one entry of BibTeX, with the abbreviations that the file defined before it.</summary>
internal sealed class BibTexReader
{
    public const string TypeHeading = "entry type";
    public const string KeyHeading = "citation key";

    /// <summary>What stood before the reference and belongs to none.</summary>
    public const string BetweenHeading = "between";

    private const int MostMacros = 10_000;

    private static readonly string[] Names = ["author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "holder", "director", "interviewer"];

    /// <summary>Of these every character stands for itself.</summary>
    private static readonly string[] Verbatim = ["url", "doi", "file", "urldate", "eprint", "pdf"];

    private readonly Dictionary<string, string> macros = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What all macros say: each may be made of others, twice as long every time.</summary>
    private long said;

    public BibTexReader()
    {
        for (int month = 1; month <= 12; month++)
        {
            string name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
            macros[name[..3]] = name;
        }
    }

    public static bool IsReference(string entry) => TypeOf(entry) is not ("string" or "preamble" or "comment");

    /// <summary>False: it defines no abbreviation.</summary>
    public bool TakeMacro(string entry)
    {
        if (TypeOf(entry) != "string") return false;
        Reading reading = new(entry, macros);
        reading.Open();
        if (reading.Field() is not { } macro || macros.Count >= MostMacros || (said += macro.Value.Length) > Source.LongestRow) return false;
        macros[macro.Name] = macro.Value;
        return true;
    }

    public void Read(string entry, ReferenceDraft draft)
    {
        draft.Add(TypeHeading, TypeOf(entry));
        Reading reading = new(entry, macros);
        reading.Open();
        if (reading.Key() is { Length: > 0 } key) draft.Add(KeyHeading, key);
        while (reading.Field() is { } field) Add(draft, field.Name.ToLowerInvariant(), field.Value);
        if (reading.Rest() is { Length: > 0 } rest) draft.Add(BetweenHeading, rest);
    }

    private static void Add(ReferenceDraft draft, string name, string value)
    {
        if (Verbatim.Contains(name))
        {
            draft.Add(name, LatexText.Verbatim(value));
        }
        else if (Names.Contains(name))
        {
            foreach (string one in BibTexNames.Of(value)) draft.Add(name, name == "author" ? BibTexNames.AsJson(one) : BibTexNames.Written(one));
        }
        else
        {
            string text = LatexText.Of(value);
            bool isMonth = name == "month" && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12;
            draft.Add(name, isMonth ? CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(int.Parse(text, CultureInfo.InvariantCulture)) : text);
        }
    }

    private static string TypeOf(string entry)
    {
        int end = entry.AsSpan().IndexOfAny('{', '(');
        return (end < 0 ? entry[1..] : entry[1..end]).Trim().ToLowerInvariant();
    }

    private sealed class Reading(string entry, Dictionary<string, string> macros)
    {
        private int at;
        private int end;

        /// <summary>Goes behind what opens it.</summary>
        public void Open()
        {
            at = entry.AsSpan().IndexOfAny('{', '(') + 1;
            end = entry.Length;
            string trimmed = entry.TrimEnd();
            if (trimmed.Length > at && trimmed[^1] is '}' or ')') end = trimmed.Length - 1;
        }

        public string Key()
        {
            int comma = entry.AsSpan(at, end - at).IndexOfAny(',', '=');
            // A key is left out by some programs.
            if (comma >= 0 && entry[at + comma] == '=') return "";
            int stop = comma < 0 ? end : at + comma;
            string key = entry[at..stop].Trim();
            at = Math.Min(end, stop + 1);
            return key;
        }

        /// <summary>Null: none is left that can be read.</summary>
        public (string Name, string Value)? Field()
        {
            while (at < end && (char.IsWhiteSpace(entry[at]) || entry[at] == ',')) at++;
            int begun = at;
            while (at < end && entry[at] is not ('=' or ',' or '{' or '}' or '"' or '(' or ')' or '#')) at++;
            string name = entry[begun..at].Trim();
            if (at >= end || entry[at] != '=' || name.Length is 0 or > 200)
            {
                at = begun;
                return null;
            }

            at++;
            StringBuilder value = new();
            do Part(value);
            while (Takes('#'));
            return (name, value.ToString());
        }

        /// <summary>What could not be read.</summary>
        public string Rest() => entry[Math.Min(at, end)..end].Trim(' ', '\t', '\r', '\n', ',');

        private void Part(StringBuilder value)
        {
            while (at < end && char.IsWhiteSpace(entry[at])) at++;
            if (at >= end) return;
            char first = entry[at];
            int begun = at;
            if (first is '{' or '"')
            {
                int depth = 0;
                for (at++; at < end; at++)
                {
                    char here = entry[at];
                    if (here == '\\')
                    {
                        at++;
                        continue;
                    }

                    if (here == '{') depth++;
                    else if (depth == 0 && here == (first == '{' ? '}' : '"')) break;
                    else if (here == '}' && depth > 0) depth--;
                }

                at = Math.Min(at, end);
                value.Append(entry, begun + 1, at - begun - 1);
                at = Math.Min(end, at + 1);
                return;
            }

            while (at < end && entry[at] is not (',' or '#')) at++;
            string word = entry[begun..at].Trim();
            string said = macros.GetValueOrDefault(word, word);
            value.Append(value.Length + said.Length > Source.LongestRow ? word : said);
        }

        private bool Takes(char mark)
        {
            while (at < end && char.IsWhiteSpace(entry[at])) at++;
            if (at >= end || entry[at] != mark) return false;
            at++;
            return true;
        }
    }
}
