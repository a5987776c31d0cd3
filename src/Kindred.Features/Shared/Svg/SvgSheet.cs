using System.Globalization;
using System.Text;

namespace Kindred.Features.Shared.Svg;

/// <summary>A picture that is written from top to bottom, in the direction of its language: lengths along a line are given from where reading begins.</summary>
/// <param name="ids">What the ids of its parts begin with: two pictures of one page have none in common.</param>
internal sealed class SvgSheet(double width, Texts texts, string ids = "")
{
    public const double Margin = 28;

    private readonly StringBuilder body = new();

    public bool IsRightToLeft { get; } = texts.Direction == "rtl";

    public double Width { get; } = width;

    /// <summary>Where the next thing begins.</summary>
    public double Y { get; set; } = Margin;

    public double Inside => Width - (2 * Margin);

    /// <summary>The id of a part that is declared once and used where it is needed.</summary>
    public string Id(string name) => ids + name;

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

    /// <summary>All of it.</summary>
    public Picture ToPicture(string title, string description) => new(title, description, Width, Y, body.ToString());
}
