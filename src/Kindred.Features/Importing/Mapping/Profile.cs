using System.Collections.Immutable;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>What the columns of a source mean in this archive, written down so that it can be read, changed by hand, kept beside the data and used again.
/// <see cref="ProfileJson"/> reads and writes it.</summary>
public sealed record Profile
{
    /// <summary>Of the form that profiles have; one of a later form is not read.</summary>
    public const int Version = 1;

    public string Name { get; init; } = "";

    /// <summary>Where the data come from and what was decided, for whoever uses it next.</summary>
    public string? About { get; init; }

    /// <summary>How the file is read before anything is made of it, where the guess is wrong.</summary>
    public SourceOptions Reading { get; init; } = SourceOptions.None;

    /// <summary>Of the records.</summary>
    public required Chosen Kind { get; init; }

    /// <summary>In which the records are written.</summary>
    public Chosen Language { get; init; } = new("en");

    /// <summary>Headings of what the source calls a row, by which it is known again in its next file. None: it is known by what it says.</summary>
    public ImmutableArray<string> Key { get; init; } = [];

    /// <summary>Rows of one key that follow each other are one record: who took part, a line each.</summary>
    public bool IsTogether { get; init; }

    /// <summary>Values that say nothing, such as <c>N/A</c>, in capitals or small letters.</summary>
    public ImmutableArray<string> Empty { get; init; } = [];

    /// <summary>How a record gets its title where no column gives one: <see cref="TitleRule.Sentence"/> or a template. Null: sentence, then what else is known.</summary>
    public string? Title { get; init; }

    /// <summary>Rows that somebody reads before they are public, because the source does not show them to everyone.</summary>
    public ImmutableArray<ReviewRule> Review { get; init; } = [];

    /// <summary>By what a file is known to be one of these; null: it is taken by nothing but its name.</summary>
    public FileMarks? RecognisedBy { get; init; }

    /// <summary>Columns that are not named here are left out, too, instead of being kept beside the records.</summary>
    public bool DropsOthers { get; init; }

    /// <summary>In the order in which they come to a field that several of them have.</summary>
    public ImmutableArray<ColumnRule> Columns { get; init; } = [];

    /// <summary>Several columns made into one text.</summary>
    public ImmutableArray<Placement> Combined { get; init; } = [];

    /// <summary>What every record says: place and text.</summary>
    public ImmutableArray<(string To, ImmutableArray<string> Values)> Constants { get; init; } = [];
}

/// <summary>What a column says of who may see its row.</summary>
/// <param name="Unless">Values for which nobody needs to read it; an empty cell is the empty one. None: it is read whatever is said there, and where nothing is.</param>
public sealed record ReviewRule(string Heading, ReviewReason Because, ImmutableArray<string> Unless);

/// <summary>Why a row is read before it is public.</summary>
public enum ReviewReason
{
    /// <summary>The source keeps it from the public: private, a draft, unpublished.</summary>
    Private,

    /// <summary>A protocol of a community says who may see it.</summary>
    Protocol,

    /// <summary>A community has put a label on it that asks for something, such as a label of Traditional Knowledge.</summary>
    Label,
}

/// <param name="Form">The form of the file; null: any.</param>
/// <param name="Headings">All of them are there.</param>
public sealed record FileMarks(SourceForm? Form, ImmutableArray<string> Headings)
{
    public bool Fit(Source source) => (Form is null || Form == source.Recognised.Form) && Headings.All(heading => source.Headings.Contains(heading, StringComparer.OrdinalIgnoreCase));
}

/// <summary>The same for every row, or said by a column.</summary>
/// <param name="Constant">Also for rows in which the column says nothing that is known.</param>
public sealed record Chosen(string? Constant, string? Column = null)
{
    /// <summary>What the column's values mean; what is not among them is taken as it is.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>One column and where its values go: to one place or to several.</summary>
public sealed record ColumnRule(string Heading, ImmutableArray<Placement> Places)
{
    /// <summary>Of a guess: why it goes there.</summary>
    public GuessReason? Reason { get; init; }
}

/// <summary>Where values go and what is done to them on the way.</summary>
public sealed record Placement
{
    /// <summary>Kept with the accession, beside the records. What is not placed ends there, too.</summary>
    public const string Leave = "leave";

    /// <summary>The address of a file that the source only leads to: kept as what is left, and told as a file that is not here.</summary>
    public const string File = "file";

    /// <summary>The value is the key of another row.</summary>
    public const string ByKey = "key";

    /// <summary>Its first word is the key of another row, the rest what that is called.</summary>
    public const string ByKeyAndName = "keyAndName";

    /// <summary>Left out, and said so in the loss report.</summary>
    public const string Drop = "drop";

    /// <summary>A field, a part of an entry such as <c>sources.url</c>, or one of the places of docs/reference/import-profiles.md.</summary>
    public required string To { get; init; }

    /// <summary>How one text holds several values: <see cref="Separation"/>.</summary>
    public string? Split { get; init; }

    /// <summary>What stands between several texts that come to a field of one.</summary>
    public string? Join { get; init; }

    /// <summary>What is made of a value: <c>{}</c> stands for it. Of a combined place, <c>{Heading}</c> for the value of that column.</summary>
    public string? Template { get; init; }

    /// <summary>What values mean. None: this one says nothing.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Values { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>What becomes of values that are not among <see cref="Values"/>.</summary>
    public Otherwise Otherwise { get; init; }

    /// <summary><c>guess</c>, <c>dayFirst</c>, <c>monthFirst</c> or <c>edtf</c>.</summary>
    public string? Dates { get; init; }

    /// <summary>The first of the hundred years that two digits stand for.</summary>
    public int? ShortYearsFrom { get; init; }

    /// <summary>Of coordinates and of places; null: town of a point, and as the place is of a place.</summary>
    public string? Precision { get; init; }

    /// <summary>Of a link: <see cref="ByKey"/> or <see cref="ByKeyAndName"/>; null: by name.</summary>
    public string? By { get; init; }

    /// <summary>Texts that are written in HTML become Markdown, or their words alone where a field has no marks.</summary>
    public bool IsHtml { get; init; }

    /// <summary>Other parts of the entry that it makes: <c>{"did": "photographs"}</c>.</summary>
    public ImmutableSortedDictionary<string, string> With { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

public enum Otherwise
{
    /// <summary>Taken as they are, where the field can take them.</summary>
    Keep,

    /// <summary>Kept beside the record, and nothing said.</summary>
    Leave,

    /// <summary>Kept beside the record, with a finding.</summary>
    Tell,
}
