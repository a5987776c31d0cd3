using System.Collections.Immutable;
using System.Text;

namespace Kindred.Features.Importing.Mapping;

/// <summary>A text with places in braces: <c>{city}, {country}</c>. What stands between two places is left out where one of them is empty, so that nothing dangles.</summary>
public sealed class Template
{
    private readonly ImmutableArray<(string Text, bool IsPlace)> parts;

    private Template(ImmutableArray<(string Text, bool IsPlace)> parts) => this.parts = parts;

    /// <summary>What stands in its braces, each once.</summary>
    public IEnumerable<string> Places => parts.Where(part => part.IsPlace).Select(part => part.Text).Distinct();

    public static Template Of(string text)
    {
        ImmutableArray<(string, bool)>.Builder parts = ImmutableArray.CreateBuilder<(string, bool)>();
        for (int at = 0; at < text.Length;)
        {
            int open = text.IndexOf('{', at), close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0) open = text.Length;
            if (open > at) parts.Add((text[at..open], false));
            if (close < 0) break;
            parts.Add((text[(open + 1)..close].Trim(), true));
            at = close + 1;
        }

        return new Template(parts.ToImmutable());
    }

    /// <summary>Null: every place is empty.</summary>
    public string? Fill(Func<string, string?> value)
    {
        StringBuilder filled = new();
        string? between = null;
        bool isAny = false, isLast = false;
        foreach ((string text, bool isPlace) in parts)
        {
            if (!isPlace)
            {
                between = text;
                continue;
            }

            if (value(text) is { Length: > 0 } said)
            {
                // What stands before the first place belongs to it; between two, to both.
                if (isAny || parts[0].Text == between) filled.Append(between);
                filled.Append(said);
                isAny = isLast = true;
            }
            else
            {
                isLast = false;
            }

            between = null;
        }

        if (!isAny) return null;
        return isLast && between is not null ? filled.Append(between).ToString() : filled.ToString();
    }
}
