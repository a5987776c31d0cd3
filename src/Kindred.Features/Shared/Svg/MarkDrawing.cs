using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Kinds;

namespace Kindred.Features.Shared.Svg;

/// <summary>The marks of kinds as a picture declares them once and puts them wherever a record stands.</summary>
internal sealed class MarkDrawing
{
    private readonly SvgSheet sheet;
    private readonly FrozenDictionary<string, string> ids;

    private MarkDrawing(SvgSheet sheet, ImmutableArray<KindMark> marks, FrozenDictionary<string, string> ids) => (this.sheet, Marks, this.ids) = (sheet, marks, ids);

    /// <summary>By the names of their kinds.</summary>
    public ImmutableArray<KindMark> Marks { get; }

    /// <param name="small">Radius of marks that stand close; the usual one: none do.</param>
    public static MarkDrawing Declare(SvgSheet sheet, IEnumerable<Kind> kinds, double small = KindMark.Radius)
    {
        ImmutableArray<KindMark> marks = KindMark.Of(kinds.DistinctBy(kind => kind.Name).OrderBy(kind => kind.Name, StringComparer.Ordinal));
        MarkDrawing drawing = new(sheet, marks, marks.Index().ToFrozenDictionary(mark => mark.Item.Kind.Name, mark => sheet.Id("m" + SvgSheet.Number(mark.Index + 1)), StringComparer.Ordinal));
        foreach (KindMark mark in marks) sheet.Add(mark.Declared(drawing.IdOf(mark.Kind), KindMark.Radius)).Add("\n");
        if (small >= KindMark.Radius) return drawing;
        foreach (KindMark mark in marks) sheet.Add(mark.Declared(drawing.IdOf(mark.Kind, isSmall: true), small)).Add("\n");
        return drawing;
    }

    /// <summary>What it was declared under.</summary>
    public string IdOf(Kind kind, bool isSmall = false) => ids[kind.Name] + (isSmall ? "s" : "");

    /// <param name="title">What is said where one points at it: <c>svg.mark</c>, or more.</param>
    /// <param name="address">Where it leads, of this archive; null: nowhere.</param>
    public void Mark(Kind kind, double x, double y, string title, string? address = null, bool isSmall = false)
    {
        if (address is not null) sheet.Add("<a href=\"").AddText(address).Add("\">");
        sheet.Add("<use href=\"#").Add(IdOf(kind, isSmall)).Add("\" x=\"").Add(x).Add("\" y=\"").Add(y).Add("\"><title>").AddText(title).Add("</title></use>").Add(address is null ? "\n" : "</a>\n");
    }
}
