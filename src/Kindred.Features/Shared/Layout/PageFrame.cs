using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Shared;

/// <summary>What a page tells the layout about itself. One for each request; a page sets it (<c>Frame.Title = …</c>), the layout reads it.</summary>
public sealed class PageFrame(Texts texts, Shell shell, IHttpContextAccessor contexts)
{
    private readonly string? _chosenLanguage = PageLanguage.Chosen(contexts.HttpContext!.Request, shell)?.Language;

    public Texts Texts { get; } = texts;
    public Shell Shell { get; } = shell;

    /// <summary>Without the archive's name, which the layout adds. Null on the home page.</summary>
    public string? Title { get; set; }

    /// <summary>The language of <see cref="Title"/> where it is not the page's own.</summary>
    public string? TitleLanguage { get; set; }

    public string? Description { get; set; }

    /// <summary>The permanent address of what the page shows, from the root.</summary>
    public string? Canonical { get; set; }

    public string? Robots { get; set; }

    /// <summary>Feeds and other formats of the same thing.</summary>
    public IReadOnlyList<PageLink> Links { get; set; } = [];

    /// <summary>What the page shows in other languages, by their tags.</summary>
    public IReadOnlyList<(string Language, string Address)> Alternates { get; set; } = [];

    /// <summary>Shows <em>leave this page</em> at hand: on contribute, receipt and concern.</summary>
    public bool LeavePage { get; set; }

    /// <summary>Id of a form that is shown again as it was filled in when it is sent with <c>go=stay</c>: another language is chosen by sending it, so that
    /// nothing typed is lost.</summary>
    public string? UnsentForm { get; set; }

    /// <summary>Seconds after which a browser without scripts loads the page anew, while it tells of something that goes on; null: it does not.</summary>
    public int? RefreshSeconds { get; set; }

    /// <summary>More than one column of reading: results with facets, tables, desks.</summary>
    public bool Wide { get; set; }

    /// <summary>The page shows a picture that the server drew.</summary>
    public bool HasPicture { get; set; }

    /// <summary>What was asked for in the search box, so that it stays there.</summary>
    public string? Query { get; set; }

    /// <summary>The page has a search box of its own, so that the header shows none.</summary>
    public bool HasSearch { get; set; }

    /// <summary>Forgets what a page said of itself before it ended in a problem.</summary>
    internal void Clear()
    {
        (Title, TitleLanguage, Description, Canonical, Robots, Query, UnsentForm) = (null, null, null, null, null, null, null);
        (Links, Alternates, LeavePage, Wide, HasSearch, HasPicture, RefreshSeconds) = ([], [], false, false, false, false, null);
    }

    /// <summary>An address of the archive that keeps the language the reader chose by <c>?lang=</c>. Every link inside the archive goes through this.</summary>
    public string To(string address)
    {
        if (_chosenLanguage is null) return address;
        int hash = address.IndexOf('#');
        (string path, string fragment) = hash < 0 ? (address, "") : (address[..hash], address[hash..]);
        return $"{path}{(path.Contains('?') ? '&' : '?')}lang={_chosenLanguage}{fragment}";
    }

    /// <summary>The language a GET form carries in a hidden field; null where none was chosen.</summary>
    public string? ChosenLanguage => _chosenLanguage;

    /// <summary>This page in another language, as a relative address: it names no path, so that answers which must not differ by address don't.</summary>
    public string InLanguage(string language)
    {
        IEnumerable<KeyValuePair<string, string?>> kept = contexts.HttpContext!.Request.Query
            .Where(pair => pair.Key != "lang")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return QueryString.Create([.. kept, KeyValuePair.Create<string, string?>("lang", language)]).Value!;
    }
}

/// <summary>A <c>link</c> in the head of a page: a feed or another format of what it shows.</summary>
public sealed record PageLink(string Address, string MediaType, string Title);
