using Kindred.Features.Shared;

namespace Kindred.Features.Reviewing;

/// <summary>One page of a list at the desk.</summary>
/// <param name="Total">How many there are on all its pages.</param>
public sealed record DeskList<T>(IReadOnlyList<T> Shown, int Total, int Asked, int Size)
{
    public static DeskList<T> Empty { get; } = new([], 0, 1, 1);

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>From 1; what lies beyond the last is the last.</summary>
    public int Page => Math.Clamp(Asked, 1, Pages);

    /// <param name="name">Of the list: its query, and its heading's id.</param>
    public Pager At(string name) => Pager.Of(Page, Pages, page => $"/desk?{name}={page}#{name}");
}

public static class DeskList
{
    public static DeskList<T> Of<T>(IReadOnlyList<T> all, int asked, int size)
    {
        DeskList<T> list = new(all, all.Count, asked, size);
        return list with { Shown = [.. all.Skip((list.Page - 1) * size).Take(size)] };
    }
}
