namespace Kindred.Features.Shared;

/// <summary>Where one is in a list that has pages.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Address">Of a page of the list, without a language.</param>
public sealed record Pager(int Page, bool HasNext, Func<int, string> Address)
{
    /// <summary>How many there are; null: nobody counted.</summary>
    public int? Pages { get; init; }

    /// <summary>The list ends before this page.</summary>
    public bool IsBeyond => Pages is { } pages && Page > Math.Max(1, pages);

    public static Pager Of(int page, int pages, Func<int, string> address) => new(page, page < pages, address) { Pages = pages };
}
