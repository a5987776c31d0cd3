namespace Kindred.Features.Importing.Reading;

/// <summary>Names as BibTeX has them: <c>Weston, Deborah and {Red Cross} and Anna van der Meer</c>.</summary>
internal static class BibTexNames
{
    public static IEnumerable<string> Of(string value)
    {
        int depth = 0, begun = 0;
        for (int at = 0; at < value.Length; at++)
        {
            if (value[at] == '\\') at++;
            else if (value[at] == '{') depth++;
            else if (value[at] == '}') depth--;
            else if (depth <= 0 && IsAnd(value, at))
            {
                yield return value[begun..at].Trim();
                at += 4;
                begun = at;
            }
        }

        yield return value[Math.Min(begun, value.Length)..].Trim();
    }

    public static string Written(string name)
    {
        (string family, string given) = Parts(name);
        return $"{given} {family}".Trim();
    }

    public static string AsJson(string name)
    {
        (string family, string given) = Parts(name);
        if (family.Length + given.Length == 0) return "";
        return family.Length == 0 || given.Length == 0 ? JsonText.Object(("literal", family + given)) : JsonText.Object(("family", family), ("given", given));
    }

    private static (string Family, string Given) Parts(string name)
    {
        string bare = name.Trim();
        // Who is written within braces is one name, whatever is in it.
        if (bare.StartsWith('{') && bare.EndsWith('}') && Closing(bare) == bare.Length - 1) return (LatexText.Of(bare), "");
        string[] parts = [.. Split(bare, ',').Select(LatexText.Of)];
        if (parts.Length == 2) return (parts[0], parts[1]);
        if (parts.Length == 3) return (parts[0], $"{parts[2]}, {parts[1]}");
        if (parts.Length > 3) return (LatexText.Of(bare), "");
        string[] words = [.. Split(bare, ' ').Where(word => word.Length > 0)];
        if (words.Length < 2) return (LatexText.Of(bare), "");
        // The family begins with the first word in small letters (van der Meer), or is the last.
        int family = Array.FindIndex(words, 1, word => char.IsLower(word[0]));
        if (family < 0 || family == words.Length - 1) family = words.Length - 1;
        return (LatexText.Of(string.Join(' ', words[family..])), LatexText.Of(string.Join(' ', words[..family])));
    }

    private static int Closing(string text)
    {
        int depth = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == '{') depth++;
            else if (text[at] == '}' && --depth == 0) return at;
        }

        return -1;
    }

    private static IEnumerable<string> Split(string text, char at)
    {
        int depth = 0, begun = 0;
        for (int here = 0; here < text.Length; here++)
        {
            if (text[here] == '\\') here++;
            else if (text[here] == '{') depth++;
            else if (text[here] == '}') depth--;
            else if (depth <= 0 && (text[here] == at || (at == ' ' && char.IsWhiteSpace(text[here]))))
            {
                yield return text[begun..here];
                begun = here + 1;
            }
        }

        yield return text[begun..];
    }

    private static bool IsAnd(string value, int at) =>
        at + 5 <= value.Length && char.IsWhiteSpace(value[at]) && value.AsSpan(at + 1, 3).Equals("and", StringComparison.OrdinalIgnoreCase) && char.IsWhiteSpace(value[at + 4]);
}
