using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Silos;

/// <summary>What silos come to, in sentences: the same in the page, in the picture and in the terminal.</summary>
public static class SilosWords
{
    public static string Counts(SilosFound found, Texts texts) => found.Organisations == 0
        ? texts["silos.none"]
        : string.Join(' ', [texts.Count("silos.count.events", found.Events), texts.Count("silos.count.organisations", found.Organisations), texts.Count("silos.count.silos", found.Silos.Length), .. Alone(found, texts)]);

    public static string? Crowds(SilosFound found, Texts texts) => found.Crowds.IsEmpty ? null : texts.Count("silos.crowds", found.Crowds.Length, texts.Number(SilosFound.MostParticipants));

    public static string Description(SilosFound found, Texts texts) => $"{Counts(found, texts)} {texts.Count("silos.count.bridges", found.Bridges.Length)} {texts["silos.read"]}";

    public static string State(Silo silo, int bridges, Texts texts) => silo.IsClosed ? texts["silos.closed"] : texts.Count("silos.bridged", bridges);

    private static IEnumerable<string> Alone(SilosFound found, Texts texts) => found.Alone.IsEmpty ? [] : [texts.Count("silos.count.alone", found.Alone.Length)];
}
