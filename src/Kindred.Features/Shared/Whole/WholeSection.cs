using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Whole;

/// <summary>One member of the document, and how it goes out and comes back.</summary>
public abstract record WholeSection(string Name)
{
    /// <summary>One object, not a list of them.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The first form that has it. Where an archive has nothing of it, its export is of the form before, which older programs know.</summary>
    public int Since { get; init; } = 1;

    /// <summary>Each object as one line of UTF-8, in order; what is given is good until the next.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Lines(IWholeReading archive);

    /// <summary>Puts what the line says.</summary>
    /// <param name="before">What the line before it had for its place in the order; null: it is the first.</param>
    /// <returns>What this one has; null: it does not come after that one.</returns>
    /// <exception cref="JsonException">The line says it in no form of ours.</exception>
    public abstract string? Put(ReadOnlySpan<byte> line, IWholeFilling archive, string? before);
}

/// <param name="Of">What the archive holds of it, in the order of <paramref name="Place"/>.</param>
/// <param name="Place">By which they follow each other, as text.</param>
internal sealed record WholeSection<T>(string Name, Func<IWholeReading, IEnumerable<T>> Of, Action<IWholeFilling, T> Take, Func<T, string> Place) : WholeSection(Name)
    where T : class
{
    private static readonly JsonTypeInfo<T> Form = WholeJson.Of<T>();

    public override IEnumerable<ReadOnlyMemory<byte>> Lines(IWholeReading archive)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        using Utf8JsonWriter json = new(buffer, WholeJson.Writing);
        foreach (T one in Of(archive))
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            JsonSerializer.Serialize(json, one, Form);
            json.Flush();
            yield return buffer.WrittenMemory;
        }
    }

    public override string? Put(ReadOnlySpan<byte> line, IWholeFilling archive, string? before)
    {
        T one = JsonSerializer.Deserialize(line, Form) ?? throw new JsonException("Nothing.");
        string place = Place(one);
        if (before is not null && string.CompareOrdinal(before, place) >= 0) return null;
        Take(archive, one);
        return place;
    }
}
