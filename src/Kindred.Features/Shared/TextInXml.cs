using System.Xml;

namespace Kindred.Features.Shared;

/// <summary>Text as XML 1.0 can hold it: what it has no character for becomes the sign for that.</summary>
internal static class TextInXml
{
    public static XmlWriterSettings Settings { get; } = new() { Indent = true, NewLineChars = "\n", Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };

    public static string Of(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at])) continue;
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) at++;
            else return string.Create(text.Length, text, Replaced);
        }

        return text;
    }

    private static void Replaced(Span<char> to, string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            to[at] = text[at];
            if (XmlConvert.IsXmlChar(text[at])) continue;
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) to[++at] = text[at];
            else to[at] = '\uFFFD';
        }
    }
}
