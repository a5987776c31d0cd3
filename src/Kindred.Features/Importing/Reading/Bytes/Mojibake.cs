using System.Buffers;
using System.Text;

namespace Kindred.Features.Importing.Reading;

/// <summary>Text that was UTF-8 once, was read as Windows-1252 or Latin-1, and written again: "Ã©" for "é", "â€™" for "’".</summary>
public static class Mojibake
{
    private const int MostTimes = 3;

    // First letters of such a sequence; without one there is none.
    private static readonly SearchValues<char> Leads = SearchValues.Create("ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóô");

    /// <summary>More of its letters are parts of such sequences than not: a word like "Ã la carte" has none.</summary>
    public static bool IsIn(string text)
    {
        ReadOnlySpan<char> rest = text;
        int sequences = 0, others = 0;
        while (rest.IndexOfAny(Leads) is var at and >= 0)
        {
            rest = rest[at..];
            int length = Sequence(rest, out _);
            if (length > 0) sequences++;
            else others++;
            rest = rest[Math.Max(1, length)..];
        }

        return sequences > 0 && sequences >= others;
    }

    public static string Repair(string text)
    {
        for (int time = 0; time < MostTimes && IsIn(text); time++) text = Once(text);
        return text;
    }

    private static string Once(string text)
    {
        StringBuilder whole = new(text.Length);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Sequence(rest, out Rune rune) is var length and > 0)
            {
                whole.Append(rune);
                rest = rest[length..];
            }
            else
            {
                whole.Append(rest[0]);
                rest = rest[1..];
            }
        }

        return whole.ToString();
    }

    /// <summary>Characters of the sequence that begins here; 0: none does.</summary>
    private static int Sequence(ReadOnlySpan<char> text, out Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        int length = text[0] switch
        {
            >= '\u00C2' and <= '\u00DF' => 2,
            >= '\u00E0' and <= '\u00EF' => 3,
            >= '\u00F0' and <= '\u00F4' => 4,
            _ => 0,
        };
        rune = default;
        if (length == 0 || text.Length < length) return 0;
        for (int at = 0; at < length; at++)
        {
            if (Byte(text[at]) is not { } one) return 0;
            bytes[at] = one;
        }

        return Rune.DecodeFromUtf8(bytes[..length], out rune, out int read) == OperationStatus.Done && read == length ? length : 0;
    }

    private static byte? Byte(char letter) => letter switch
    {
        < '\u0100' => (byte)letter,
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8A,
        '‹' => 0x8B,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9A,
        '›' => 0x9B,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        _ => null,
    };
}
