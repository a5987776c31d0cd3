using System.Collections.Frozen;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Yes and no as columns write them.</summary>
internal static class FlagWords
{
    private static readonly FrozenSet<string> Yes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "true", "yes", "y", "1", "x", "✓", "sí", "si", "oui", "vrai", "ja", "wahr", "sim", "sì", "vero", "verdadero", "نعم", "có", "是");
    private static readonly FrozenSet<string> No = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "false", "no", "n", "0", "non", "faux", "nein", "falsch", "não", "falso", "لا", "không", "否");

    public static bool? Read(string text) => Yes.Contains(text) ? true : No.Contains(text) ? false : null;
}
