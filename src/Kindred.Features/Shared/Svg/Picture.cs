using System.Globalization;

namespace Kindred.Features.Shared.Svg;

/// <summary>A picture that was drawn, with the words that say what it shows. It looks as the style sheet <c>pictures.css</c> says, by day and by night, in a page and by itself.</summary>
/// <param name="Title">What it is, in a line.</param>
/// <param name="Description">What can be seen in it, for who does not see it.</param>
/// <param name="Width">In CSS pixels, as it is meant to be seen.</param>
/// <param name="Height">The same.</param>
/// <param name="Body">SVG elements, without the root.</param>
public sealed record Picture(string Title, string Description, double Width, double Height, string Body)
{
    /// <summary>The style sheet of all pictures.</summary>
    internal const string StyleSheet = "pictures.css";

    /// <summary>How far a picture is drawn smaller to fit where it stands: letters stay large enough to be read.</summary>
    private const double Smallest = 0.86;

    private const string Namespaces = "xmlns=\"http://www.w3.org/2000/svg\" ";

    /// <summary>Not all of it is seen at once.</summary>
    /// <param name="room">How wide it may be there.</param>
    public bool IsBeyond(double room) => Width * Smallest > room;

    /// <summary>As part of a page that links the style sheet.</summary>
    /// <param name="room">How wide it may be there.</param>
    /// <param name="id">What its ids begin with: one of them is in a page.</param>
    public string Inline(Texts texts, double room, string id = "picture-") => $"""
        <svg{Root(texts, id, IsBeyond(room) ? 1 : Math.Min(1, room / Width))}>
        {Said(id)}
        {Body}</svg>

        """;

    /// <summary>A document of its own: nothing in it is fetched or run.</summary>
    public string Document(Texts texts) => $"""
        <svg {Namespaces}xml:lang="{texts.Language}"{Root(texts, "", scale: 1)}>
        {Said("")}
        <style>
        {Asset.Text(StyleSheet)}</style>
        <rect class="paper" width="{SvgSheet.Number(Width)}" height="{SvgSheet.Number(Height)}"/>
        {Body}</svg>

        """;

    // What has links in it is no image to a screen reader: that would hide them.
    private string Root(Texts texts, string id, double scale) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         class="picture" role="{(Body.Contains("<a ", StringComparison.Ordinal) ? "group" : "img")}" aria-labelledby="{id}title {id}desc" lang="{texts.Language}" direction="{texts.Direction}"
         width="{SvgSheet.Number(Width * scale)}" height="{SvgSheet.Number(Height * scale)}" viewBox="0 0 {SvgSheet.Number(Width)} {SvgSheet.Number(Height)}"
        """);

    private string Said(string id) => $"""
        <title id="{id}title">{Escaped(Title)}</title>
        <desc id="{id}desc">{Escaped(Description)}</desc>
        """;

    private static string Escaped(string text) => HtmlText.Escape(TextInXml.Of(Bidi.WithoutOverrides(text)));
}
