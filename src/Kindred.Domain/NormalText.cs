using System.Text;

namespace Kindred.Domain;

/// <summary>Text in a normal form of Unicode, whatever it holds. Half a pair of surrogates and what is no character are left out: normalisation refuses them.</summary>
public static class NormalText
{
    public static string Of(string text, NormalizationForm form)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.AsSpan().ContainsAnyInRange('\uFFFE', '\uFFFF')) return text.Normalize(form);
        StringBuilder whole = new(text.Length);
        int read;
        for (ReadOnlySpan<char> left = text; !left.IsEmpty; left = left[read..])
        {
            // The last two of each plane are no characters.
            if (Rune.DecodeFromUtf16(left, out Rune rune, out read) == System.Buffers.OperationStatus.Done && (rune.Value & 0xFFFE) != 0xFFFE) whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(form);
    }
}
