using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

/// <summary>The step on which a record is being told: what it asks for, and what is said of it.</summary>
public static class ToldStep
{
    public static IEnumerable<Field> FieldsNow(this Contribution told, Kind kind) =>
        told.HasRecords && Steps.FieldsOf(told.Step) is { } step ? kind.Fields.Where(one => one.Step == step && one.IsAsked && (!one.IsRetired || told.Record[one.Name] is not null) && (kind.IsOffered || one != kind.About)) : [];

    /// <summary>Those of the findings whose field the step asks for.</summary>
    public static ImmutableArray<Finding> OfStep(this IEnumerable<Finding> findings, Contribution told, Kind kind)
    {
        string path = $"records[{(string?)told.Record["ref"]}].";
        Field[] fields = [.. told.FieldsNow(kind)];
        return [.. findings.Where(finding => fields.Any(field => IsOf(finding, path, field)) || (told.Step == Steps.Tell && finding.Field == path + "language")
            || (told.Step == Steps.More && (finding.Field == "embargoUntil" || finding.Field.Contains($"].{FieldDays.Member}.", StringComparison.Ordinal))))];
    }

    /// <summary>The kind of a form whose hidden field is lost. A later step says its fields only: it is taken for the first kind that has them all.</summary>
    public static string? KindOf(IFormCollection form, IEnumerable<Kind> offered)
    {
        string[] typed = [.. FormField.NamesIn(form)];
        return form["kind"] is [{ } kind] ? kind : offered.FirstOrDefault(one => typed.All(name => one[name] is not null))?.Name;
    }

    /// <summary>The step of a form whose hidden field is lost.</summary>
    public static string StepOf(IFormCollection form, Kind kind)
    {
        string[] typed = [.. FormField.NamesIn(form)];
        return kind.Fields.FirstOrDefault(field => typed.Contains(field.Name)) is { } first ? ValueName.Of(first.Step)
            : form.ContainsKey("signedAs") ? Steps.More
            : form.ContainsKey("type") ? Steps.Connection
            : Steps.Tell;
    }

    private static bool IsOf(Finding finding, string path, Field field) =>
        finding.Field == path + field.Name || finding.Field.StartsWith($"{path}{field.Name}.", StringComparison.Ordinal) || finding.Field == $"{path}{FieldNotices.Name}.{field.Name}";
}
