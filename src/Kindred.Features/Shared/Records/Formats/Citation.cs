using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records.Formats;

/// <summary>What a citation says, in the variables of CSL 1.0.2. A resource is cited as itself; anything else as a page of this archive.</summary>
/// <param name="Key">For BibTeX and CSL: short, ASCII, unique in the archive.</param>
public sealed record Citation(
    string Key, string Type, string Title, string Language, ImmutableArray<CitedName> Authors, CitedDay? Issued, string? Container, string? Publisher,
    string Address)
{
    public string? Doi { get; init; }

    public string? Isbn { get; init; }

    public string? Volume { get; init; }

    public string? Issue { get; init; }

    public string? Pages { get; init; }

    public string? Abstract { get; init; }

    public static Citation Of(RecordSheet sheet, string archive, string origin)
    {
        RecordContent content = sheet.Content;
        string address = $"{origin}/r/{sheet.Record.Id}";
        string id = sheet.Record.Id.ToString();
        if (sheet.Kind.Name != Resource.Kind.Name)
        {
            string? by = content.Text("wordsBy") ?? content.Text("by");
            return new Citation(
                KeyOf(content.Title, id), "webpage", content.Title, content.Language, by is null ? Tellers(sheet) : [new CitedName(null, null, by)],
                sheet.Record.PublishedDay is { } day ? new CitedDay(day.Year, day.Month, day.Day) : null, archive, null, address)
            { Abstract = Summary(content) };
        }

        ImmutableArray<CitedName> authors = [.. content.Entries("creators").Select(one => new CitedName(one["family"], one["given"], one["literal"]))];
        return new Citation(
            KeyOf(authors.FirstOrDefault()?.Whole ?? content.Title, id), TypeOf(content.Text("type")), content.Title, content.Language, authors,
            CitedDay.Of(content.Text("issued")), content.Text("container"), content.Text("publisher"), content.Text("url") ?? address)
        {
            Doi = content.Text("doi"), Isbn = content.Text("isbn"), Volume = content.Text("volume"), Issue = content.Text("issue"),
            Pages = content.Text("pages"), Abstract = Summary(content),
        };
    }

    /// <summary>Reference managers show it unasked.</summary>
    private static string? Summary(RecordContent content) => FieldNotices.Before(content, "summary") is null ? content.Text("summary") : null;

    /// <summary>A telling is cited as the words of the communities that tell it.</summary>
    private static ImmutableArray<CitedName> Tellers(RecordSheet sheet) => sheet.Kind.Name != Telling.Kind.Name ? []
        : [.. sheet.Links.GetValueOrDefault("toldBy", LinkLines.None).First.Select(line => new CitedName(null, null, line.Other.Title))];

    private static string TypeOf(string? type) => type switch
    {
        "article" => "article-magazine",
        "book" => "book",
        "podcast" => "broadcast",
        "video" => "motion_picture",
        "letter" => "personal_communication",
        "speech" => "speech",
        "photograph" => "graphic",
        "dataset" => "dataset",
        "report" => "report",
        _ => "document",
    };

    private static string KeyOf(string words, string id)
    {
        string start = string.Concat(NormalText.Of(words, System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit).Take(16)).ToLowerInvariant();
        return (start.Length == 0 ? "record" : start) + "-" + id[..6].ToLowerInvariant();
    }
}

public sealed record CitedName(string? Family, string? Given, string? Literal)
{
    public string Whole => Literal ?? string.Join(' ', new[] { Given, Family }.Where(part => part is not null));

    public string FamilyFirst => Literal ?? string.Join(", ", new[] { Family, Given }.Where(part => part is not null));
}

/// <summary>A day as far as it is known.</summary>
public sealed record CitedDay(int Year, int? Month, int? Day)
{
    /// <summary>The first day of an EDTF date, as exactly as it was given; null where citations can't say it.</summary>
    public static CitedDay? Of(string? edtf)
    {
        if (!EdtfDate.TryParse(edtf, out EdtfDate? date) || date.Shape is not EdtfShape.Single { Point: var point }) return null;
        return point.Year.Value is { } year and > 0 and < 10_000 ? new CitedDay((int)year, point.Month?.Value, point.Month?.Value is null ? null : point.Day?.Value) : null;
    }

    public string Iso => string.Join('-', Parts.Select((part, at) => part.ToString(at == 0 ? "0000" : "00", CultureInfo.InvariantCulture)));

    public ImmutableArray<int> Parts => [.. new[] { Year, Month, Day }.OfType<int>()];
}
