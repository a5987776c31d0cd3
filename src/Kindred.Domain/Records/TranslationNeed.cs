using Kindred.Domain.Kinds;

namespace Kindred.Domain.Records;

/// <summary>What of a record is still to be translated into a language. Pure.</summary>
/// <param name="Missing">Texts without a translation.</param>
/// <param name="Stale">Translations of what is said no more.</param>
/// <param name="Machine">Translations that a machine made and nobody read over.</param>
public readonly record struct TranslationNeed(int Missing, int Stale, int Machine)
{
    public bool IsNone => this is { Missing: 0, Stale: 0, Machine: 0 };

    public static TranslationNeed Of(Kind kind, RecordContent content, string language)
    {
        TranslationNeed need = default;
        if (Staleness.IsOfOneKind(content.Language, language)) return need;
        foreach (Field field in kind.Fields)
        {
            if (!field.IsTranslatable || content.Text(field.Name) is null) continue;
            if (Staleness.Best(content, field.Name, language) is not var (_, there)) need = need with { Missing = need.Missing + 1 };
            else need = need with { Stale = need.Stale + (there.IsStale ? 1 : 0), Machine = need.Machine + (there.IsMachine ? 1 : 0) };
        }

        return need;
    }
}
