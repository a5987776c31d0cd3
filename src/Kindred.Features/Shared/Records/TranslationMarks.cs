using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>What there is to know of a translation, said beside it wherever it is read.</summary>
public static class TranslationMarks
{
    public static IEnumerable<string> Of(Translation? translation, Texts texts)
    {
        if (translation is { IsMachine: true }) yield return texts["translating.mark.machine"];
        if (translation is { IsStale: true }) yield return texts["translating.mark.stale"];
    }
}
