using System.Globalization;
using System.Text;

namespace Kindred.Features.Shared.Svg;

/// <summary>A picture that is written from top to bottom, in the direction of its language: lengths along a line are given from where reading begins.</summary>
internal sealed class SvgSheet(double width, Texts texts)
{
    public const double Margin = 28;

    private readonly StringBuilder body = new();

    public bool IsRightToLeft { get; } = texts.Direction == "rtl";

    public double Width { get; } = width;

    /// <summary>Where the next thing begins.</summary>
    public double Y { get; set; } = Margin;

    public double Inside => Width - (2 * Margin);

    /// <summary>From the left, of so far from where reading begins.</summary>
    public double Along(double from) => IsRightToLeft ? Width - from : from;

    public SvgSheet Add(string text)
    {
        body.Append(text);
        return this;
    }

    public SvgSheet Add(double length)
    {
        body.Append(Number(length));
        return this;
    }

    public SvgSheet AddText(string text)
    {
        HtmlText.Append(body, TextInXml.Of(text));
        return this;
    }

    /// <summary>A paragraph, broken into lines.</summary>
    /// <param name="kind">Class of the text.</param>
    /// <param name="size">Of its font, or a little less: what a line of many letters is estimated at is more than it ever is.</param>
    public void Paragraph(string kind, string text, double size, double height, int most = 6)
    {
        foreach (string line in SvgText.Lines(Bidi.WithoutOverrides(text), Inside / size, most))
        {
            Y += height;
            Add("<text class=\"").Add(kind).Add("\" x=\"").Add(Along(Margin)).Add("\" y=\"").Add(Y).Add("\">").AddText(line).Add("</text>\n");
        }
    }

    public static string Number(double length) => Math.Round(length, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>All of it, as a document of its own: nothing in it is fetched or run.</summary>
    public string Document(string title, string description, string style) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" class="network" role="img" aria-labelledby="title desc" xml:lang="{texts.Language}" lang="{texts.Language}" direction="{texts.Direction}" width="{Number(Width)}" height="{Number(Y)}" viewBox="0 0 {Number(Width)} {Number(Y)}">
        <title id="title">{Escaped(title)}</title>
        <desc id="desc">{Escaped(description)}</desc>
        <style>
        {style}</style>
        <rect class="paper" width="{Number(Width)}" height="{Number(Y)}"/>
        {body}</svg>

        """);

    private static string Escaped(string text) => HtmlText.Escape(TextInXml.Of(Bidi.WithoutOverrides(text)));
}
