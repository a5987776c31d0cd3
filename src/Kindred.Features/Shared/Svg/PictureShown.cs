using System.Collections.Immutable;

namespace Kindred.Features.Shared.Svg;

/// <summary>A picture in a page: what <c>_Picture</c> shows.</summary>
/// <param name="Picture">At most 150 marks: more are gathered by who draws.</param>
/// <param name="Downloads">The whole picture and the same as data: addresses without a language, and what each is called.</param>
public sealed record PictureShown(Picture Picture, ImmutableArray<PictureDownload> Downloads)
{
    /// <summary>A picture no wider than this is seen whole on any screen.</summary>
    public const double Narrow = 340;

    /// <summary>How wide the widest page is, a page of text, and what is left of the widest beside a list that narrows.</summary>
    public const double Page = 1_152, Text = 660, Beside = 848;

    /// <summary>How wide it may be where it stands, on a screen as wide as that.</summary>
    public double Room { get; init; } = Page;

    /// <summary>Id of the same facts in words on its page: who does not see it gets there without a step through all its marks. Null: the page leads there itself.</summary>
    public string? Table { get; init; } = "table";

    /// <summary>It is moved sideways on every screen.</summary>
    public bool IsWide => Picture.IsBeyond(Room);

    /// <summary>On a narrow screen it stays as wide as that: it was drawn for one. Others are moved sideways.</summary>
    public bool IsNarrow { get; init; } = Picture.Width <= Narrow;

    /// <summary>What it is of is in its middle, from where it is seen on a narrow screen; others are seen from where reading begins.</summary>
    public bool IsRound { get; init; }
}

/// <param name="Address">From the root.</param>
/// <param name="Name">Of the form, such as <c>SVG</c>.</param>
public sealed record PictureDownload(string Address, string Name);
