using System.Globalization;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>A citation in words, to copy: APA 7, Chicago 17 (bibliography), MLA 9, as far as our records and plain text go: what the styles set in
/// italics stands as it is. Dates and "and" are in the language of the page.</summary>
public sealed class CitationText(Citation citation, Texts texts)
{
    /// <summary>From so many on, Chicago names the first seven, MLA the first.</summary>
    private const int MostInChicago = 10, NamedInChicago = 7, ManyInMla = 3;

    // Whole works are set in italics, which plain text can't; what is part of a whole is quoted.
    private bool IsWhole => citation.Type is "book" or "report" or "dataset" or "motion_picture";

    private string Where => citation.Doi is { } doi ? "https://doi.org/" + doi : citation.Address;

    /// <summary>Author. (Date). Title. Container, 12(3), 1–2. Publisher. Address. Without an author the title comes first; who publishes what is their own is
    /// named once.</summary>
    public string Apa()
    {
        string date = $"({(citation.Issued is { } issued ? YearFirst(issued) : texts["citation.no-date"])})";
        string? volume = citation.Volume is null ? citation.Issue : citation.Volume + (citation.Issue is { } issue ? $"({issue})" : "");
        string? container = citation.Container is null ? null : Listed(citation.Container, volume, citation.Pages);
        string? publisher = citation.Authors is [{ Whole: var only }] && only == citation.Publisher ? null : citation.Publisher;
        return citation.Authors.IsEmpty
            ? Sentences(citation.Title, date, container, publisher, Where)
            : Sentences(Joined([.. citation.Authors.Select(Initialled)], texts["citation.ampersand"]), date, citation.Title, container, publisher, Where);
    }

    /// <summary>Author. “Title.” Container. Publisher, date. Address; of an article: Container 12, no. 3 (date): 1–2.</summary>
    public string Chicago()
    {
        string? date = citation.Issued is { } issued ? MonthFirst(issued) : null;
        if (citation.Volume is not null)
        {
            string volume = Listed($"{citation.Container} {citation.Volume}".Trim(), Numbered("no.", citation.Issue));
            return Sentences(Names(MostInChicago, NamedInChicago), Title, $"{volume}{(date is null ? "" : $" ({date})")}{(citation.Pages is { } pages ? ": " + pages : "")}", Where);
        }

        bool isPeriodical = citation.Publisher is null && citation.Type != "webpage";
        return isPeriodical
            ? Sentences(Names(MostInChicago, NamedInChicago), Title, Listed(citation.Container, date), Where)
            : Sentences(Names(MostInChicago, NamedInChicago), Title, citation.Container, Listed(citation.Publisher, date), Where);
    }

    /// <summary>Author. “Title.” Container, Publisher, vol. 12, no. 3, date, pp. 1–2, address.</summary>
    public string Mla() => Sentences(
        Names(ManyInMla - 1, 1), Title,
        Listed(citation.Container, citation.Publisher, Numbered("vol.", citation.Volume), Numbered("no.", citation.Issue), citation.Issued is { } issued ? DayFirst(issued) : null, Numbered(citation.Pages?.All(char.IsAsciiDigit) == true ? "p." : "pp.", citation.Pages), Where));

    private string Title => IsWhole ? citation.Title : IsEnded(citation.Title) ? $"“{citation.Title}”" : texts.Format("citation.quoted", citation.Title);

    /// <summary>The first by family name, the others as they are called; of too many only the first few.</summary>
    private string? Names(int most, int named)
    {
        bool isTooMany = citation.Authors.Length > most;
        string[] names = [.. citation.Authors.Take(isTooMany ? named : most).Select((name, at) => at == 0 ? name.FamilyFirst : name.Whole)];
        return names is [] ? null
            : isTooMany ? texts.Format("citation.and-others", string.Join(", ", names))
            : Joined(names, texts["citation.and"]);
    }

    private static string Joined(string[] names, string and) => names is [.. var others, var last] && others.Length > 0 ? string.Join(", ", others) + and + last : names[0];

    /// <summary>As APA has it: initials where a name's script has capitals.</summary>
    private static string Initialled(CitedName name)
    {
        if (name.Literal is not null || name.Family is null || name.Given is not { } given) return name.FamilyFirst;
        return $"{name.Family}, {string.Join(' ', given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => string.Join('-', one.Split('-').Select(Initial))))}";

        static string Initial(string part) => part.Length > 0 && char.IsUpper(part[0]) ? part[0] + "." : part;
    }

    private string YearFirst(CitedDay day) => day.Month is null ? Year(day) : texts.Format("citation.year-first", Year(day), MonthOf(day));

    private string MonthFirst(CitedDay day) => day.Month is null ? Year(day) : texts.Format(day.Day is null ? "citation.month-year" : "citation.month-first", MonthOf(day), Year(day));

    private string DayFirst(CitedDay day)
    {
        if (day.Month is not { } month) return Year(day);
        string name = texts["citation.months"].Split(',')[month - 1];
        return day.Day is { } number ? texts.Format("citation.day-first", number, name, Year(day)) : texts.Format("citation.month-year", name, Year(day));
    }

    private string Year(CitedDay day) => Digits(day.Year.ToString(CultureInfo.InvariantCulture));

    /// <summary>A month, with its day where that is known.</summary>
    private string MonthOf(CitedDay day) => Digits(new DateOnly(day.Year, day.Month!.Value, day.Day ?? 1).ToString(day.Day is null ? "MMMM" : texts.Culture.DateTimeFormat.MonthDayPattern, texts.Culture));

    private string Digits(string text) => NativeDigits.In(text, texts.Culture);

    private static string? Numbered(string word, string? number) => number is null ? null : $"{word} {number}";

    private static string Listed(params ReadOnlySpan<string?> parts) => string.Join(", ", parts.ToArray().Where(part => !string.IsNullOrEmpty(part)));

    private static string Sentences(params ReadOnlySpan<string?> parts) =>
        string.Join(' ', parts.ToArray().Where(part => !string.IsNullOrEmpty(part)).Select(part => IsEnded(part!) || IsAddress(part!) ? part : part + "."));

    private static bool IsEnded(string part) => part.TrimEnd('”') is [.., '.' or '?' or '!'];

    // An address must not take a stop along when it is copied.
    private static bool IsAddress(string part) => part.Contains("://", StringComparison.Ordinal);
}
