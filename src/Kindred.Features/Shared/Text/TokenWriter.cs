using System.Buffers;

namespace Kindred.Features.Shared.Text;

/// <summary>Gathers tokens, one space between, in a rented buffer.</summary>
internal ref struct TokenWriter(int capacity)
{
    private char[] buffer = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 256));
    private int length;

    /// <summary>Room for one more token; what is written there counts once it is added.</summary>
    public Span<char> Next()
    {
        if (buffer.Length - length <= Folding.LongestToken) Grow();
        return buffer.AsSpan(length, Folding.LongestToken);
    }

    public void Add(int tokenLength)
    {
        if (tokenLength == 0) return;
        length += tokenLength;
        buffer[length++] = ' ';
    }

    public void Add(scoped ReadOnlySpan<char> token)
    {
        token.CopyTo(Next());
        Add(token.Length);
    }

    public string Finish()
    {
        string tokens = length == 0 ? "" : new string(buffer, 0, length - 1);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = [];
        return tokens;
    }

    private void Grow()
    {
        char[] larger = ArrayPool<char>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }
}
