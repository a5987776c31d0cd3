using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>What was wrong with the text of a row.</summary>
[Flags]
internal enum TextTrouble
{
    None = 0,
    OtherEncoding = 1,
    Mojibake = 2,
    CharactersLost = 4,
    Nul = 8,
}

/// <summary>The text of a cell out of its bytes: UTF-8 where it is that, and otherwise Windows-1252, piece by piece.</summary>
internal static class CellText
{
    // 0x80 to 0x9F; what Windows-1252 has no character for is lost.
    private const string Upper = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

    public static string Of(ReadOnlySpan<byte> bytes, TextForm form, bool repairsMojibake, ref TextTrouble trouble)
    {
        if (Ascii.IsValid(bytes)) return WithoutNul(Encoding.Latin1.GetString(bytes), ref trouble);
        string text;
        if (Utf8.IsValid(bytes))
        {
            text = Encoding.UTF8.GetString(bytes);
            if (form.IsGuessed && !form.IsMostlyUtf8) trouble |= TextTrouble.OtherEncoding;
        }
        else if (form.IsGuessed)
        {
            text = Mixed(bytes, out bool hasUtf8);
            if (form.IsMostlyUtf8 || hasUtf8) trouble |= TextTrouble.OtherEncoding;
        }
        else
        {
            text = Encoding.UTF8.GetString(bytes);
        }

        return Checked(text, repairsMojibake, ref trouble);
    }

    /// <summary>A text that was decoded by somebody else.</summary>
    public static string Checked(string text, bool repairsMojibake, ref TextTrouble trouble)
    {
        if (Ascii.IsValid(text)) return WithoutNul(text, ref trouble);
        if (text.Contains('\uFFFD')) trouble |= TextTrouble.CharactersLost;
        if (Mojibake.IsIn(text))
        {
            if (repairsMojibake) text = Mojibake.Repair(text);
            else trouble |= TextTrouble.Mojibake;
        }

        return WithoutNul(text, ref trouble);
    }

    /// <summary>Such bytes as UTF-8, for what reads nothing else.</summary>
    public static byte[] AsUtf8(ReadOnlySpan<byte> bytes, TextForm form, ref TextTrouble trouble)
    {
        if (form.IsGuessed) trouble |= TextTrouble.OtherEncoding;
        else trouble |= TextTrouble.CharactersLost;
        return Encoding.UTF8.GetBytes(form.IsGuessed ? Mixed(bytes, out _) : Encoding.UTF8.GetString(bytes));
    }

    public static IEnumerable<Finding> Findings(TextTrouble trouble)
    {
        if (trouble.HasFlag(TextTrouble.OtherEncoding)) yield return new Finding("row-other-encoding");
        if (trouble.HasFlag(TextTrouble.Mojibake)) yield return new Finding("row-mojibake");
        if (trouble.HasFlag(TextTrouble.CharactersLost)) yield return new Finding("row-characters-lost");
        if (trouble.HasFlag(TextTrouble.Nul)) yield return new Finding("row-nul");
    }

    private static string WithoutNul(string text, ref TextTrouble trouble)
    {
        if (!text.Contains('\0')) return text;
        trouble |= TextTrouble.Nul;
        return text.Replace("\0", "", StringComparison.Ordinal);
    }

    private static string Mixed(ReadOnlySpan<byte> bytes, out bool hasUtf8)
    {
        StringBuilder text = new(bytes.Length);
        hasUtf8 = false;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) ascii = bytes.Length;
            text.Append(Encoding.Latin1.GetString(bytes[..ascii]));
            bytes = bytes[ascii..];
            if (bytes.IsEmpty) break;
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done)
            {
                text.Append(rune);
                hasUtf8 = true;
                bytes = bytes[length..];
            }
            else
            {
                text.Append(bytes[0] < 0xA0 ? Upper[bytes[0] - 0x80] : (char)bytes[0]);
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }
}
