using System.Buffers;

namespace Kindred.Features.Importing.Reading;

/// <summary>Makes JSON of what programs write that don't keep to it: Python's and JavaScript's words for nothing, line ends within texts, and halves of
/// characters.</summary>
internal static class JsonMending
{
    public static byte[] Mend(ReadOnlySpan<byte> json)
    {
        ArrayBufferWriter<byte> mended = new(json.Length + 64);
        bool isInText = false;
        for (int at = 0; at < json.Length;)
        {
            if (isInText) at += InText(json[at..], mended, ref isInText);
            else at += Outside(json[at..], mended, ref isInText);
        }

        return mended.WrittenSpan.ToArray();
    }

    private static int InText(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> mended, ref bool isInText)
    {
        switch (json[0])
        {
            case (byte)'\\' when LoneSurrogate(json):
                mended.Write("\\ufffd"u8);
                return 6;
            case (byte)'\\' when json.Length > 6 && json[1] == 'u' && IsSurrogate(json):
                // Both halves of a pair go together.
                int pair = Math.Min(12, json.Length);
                mended.Write(json[..pair]);
                return pair;
            case (byte)'\\':
                int length = Math.Min(2, json.Length);
                // An escape that JSON has not: the character stands for itself.
                if (length == 2 && "\"\\/bfnrtu"u8.IndexOf(json[1]) < 0) mended.Write("\\\\"u8);
                else mended.Write(json[..1]);
                if (length == 2) mended.Write(json.Slice(1, 1));
                return length;
            case (byte)'"':
                isInText = false;
                break;
            case < 0x20:
                mended.Write(json[0] switch
                {
                    (byte)'\n' => "\\n"u8,
                    (byte)'\r' => "\\r"u8,
                    (byte)'\t' => "\\t"u8,
                    _ => " "u8,
                });
                return 1;
        }

        mended.Write(json[..1]);
        return 1;
    }

    private static int Outside(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> mended, ref bool isInText)
    {
        if (json[0] == '"') isInText = true;
        foreach ((string word, string instead) in (ReadOnlySpan<(string, string)>)[("-Infinity", "null"), ("Infinity", "null"), ("NaN", "null"), ("None", "null"), ("undefined", "null"), ("True", "true"), ("False", "false")])
        {
            if (json[0] != word[0] || json.Length < word.Length || !System.Text.Ascii.Equals(json[..word.Length], word)) continue;
            foreach (char letter in instead) mended.Write([(byte)letter]);
            return word.Length;
        }

        mended.Write(json[..1]);
        return 1;
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> json) => json.Length >= 6 && json[1] == 'u' && json[2] is (byte)'d' or (byte)'D' && json[3] is (>= (byte)'8' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');

    private static bool LoneSurrogate(ReadOnlySpan<byte> json)
    {
        if (!IsSurrogate(json)) return false;
        bool isHigh = json[3] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B';
        return !isHigh || json.Length < 12 || json[6] != '\\' || !IsSurrogate(json[6..]) || json[9] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B';
    }
}
