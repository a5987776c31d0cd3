using System.Collections.Immutable;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What silos come to, in sentences: the same in the page, in the picture and in the terminal.</summary>
public static class SilosWords
{
    private const int MostNames = 2;

    public static string Counts(SilosFound found, Texts texts) => found.Organisations == 0
        ? texts["silos.none"]
        : string.Join(' ', [texts.Count("silos.count.events", found.Events.Length), texts.Count("silos.count.organisations", found.Organisations), texts.Count("silos.count.silos", found.Silos.Length), .. Alone(found, texts)]);

    public static string? Crowds(SilosFound found, Texts texts) => found.Crowds.IsEmpty ? null : texts.Count("silos.crowds", found.Crowds.Length, texts.Number(SilosFound.MostParticipants));

    public static string Description(SilosFound found, Texts texts) => $"{Counts(found, texts)} {texts.Count("silos.count.bridges", found.Bridges.Length)} {texts["silos.read"]}";

    /// <summary>By what two of its organisations are called, in alphabetical order: where nothing says what it is about, or says the same of another.</summary>
    public static ImmutableArray<string> Names(SiloShown silo, Texts texts) => silo.NeedsNames ? [.. silo.Members.Take(MostNames).Select(member => RecordName.Of(member, texts).Title)] : [];

    /// <summary>What it is about, and by whom it is told apart from others.</summary>
    public static string Heading(SiloShown silo, Texts texts)
    {
        ImmutableArray<string> names = Names(silo, texts);
        int more = names.IsEmpty ? 0 : silo.Members.Length - names.Length;
        string named = string.Join(" · ", names) + (more > 0 ? " " + texts.Count("silos.picture.more", more) : "");
        return string.Join(" · ", silo.Words) + (silo.Words.IsEmpty || names.IsEmpty ? named : $" ({named})");
    }

    /// <summary>Of bridges that a picture has no room for; null: it shows all.</summary>
    public static string? Undrawn(int bridges, Texts texts) => bridges > 0 ? texts.Count("silos.undrawn", bridges) : null;

    public static string State(Silo silo, int bridges, Texts texts) => silo.IsClosed ? texts["silos.closed"] : texts.Count("silos.bridged", bridges);

    private static IEnumerable<string> Alone(SilosFound found, Texts texts) => found.Alone.IsEmpty ? [] : [texts.Count("silos.count.alone", found.Alone.Length)];
}
