using Kindred.Domain;

namespace Kindred.Features.Shared;

/// <summary>The words of fields and findings: a kind's own where it has them.</summary>
public static class FieldWords
{
    private const int LongestTyped = 200;

    public static string Label(this Texts texts, string kind, string field) => Of(texts, kind, field, "label");

    public static string Help(this Texts texts, string kind, string field) => Of(texts, kind, field, "help");

    /// <summary>What is wrong, in words; what was typed is put in where it helps.</summary>
    public static string Words(this Texts texts, Finding finding) => texts.Format($"finding.{finding.Code}", Short(finding.Value ?? ""));

    private static string Short(string typed) => typed.Length <= LongestTyped ? typed : string.Concat(typed.EnumerateRunes().Take(LongestTyped)) + "…";

    private static string Of(Texts texts, string kind, string field, string what) =>
        texts.Has($"field.{kind}.{field}.{what}") ? texts[$"field.{kind}.{field}.{what}"] : texts[$"field.{field}.{what}"];
}
