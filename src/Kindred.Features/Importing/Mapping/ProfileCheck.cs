using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Says where a profile does not fit the kinds of this archive, before any row is read.</summary>
public static class ProfileCheck
{
    public static IEnumerable<Finding> Check(Profile profile, KindSet kinds)
    {
        if (profile.Kind.Constant is { } constant && kinds.Find(constant) is null) yield return new Finding("unknown-kind", "kind", constant);
        foreach (string said in profile.Kind.Values.Values.Where(name => kinds.Find(name) is null)) yield return new Finding("unknown-kind", "kind.values", said);
        if (profile.Language.Constant is { } language && LanguageTag.Read(language) is null) yield return new Finding("language-not-a-tag", "language", language);
        if (profile is { IsTogether: true, Key.IsEmpty: true }) yield return new Finding("profile-needs-key", "together");
        // By its name and a key a row is known again: two sources that count from 1 would each change what the other brought.
        if (!profile.Key.IsEmpty && string.IsNullOrWhiteSpace(profile.Name)) yield return new Finding("profile-needs-name", "name");
        if (profile.Key.IsEmpty && profile.Columns.SelectMany(column => column.Places).FirstOrDefault(place => place.By is not null) is { } byKey) yield return new Finding("profile-needs-key", byKey.To);
        Kind[] possible = [.. Possible(profile, kinds)];
        foreach (ColumnRule column in profile.Columns)
        {
            foreach (Placement place in column.Places)
            {
                foreach (Finding finding in Check(place, possible, $"columns.{column.Heading}")) yield return finding;
            }
        }

        foreach ((int index, Placement place) in profile.Combined.Index())
        {
            foreach (Finding finding in Check(place, possible, $"combined[{index}]")) yield return finding;
        }

        foreach ((string to, ImmutableArray<string> values) in profile.Constants)
        {
            foreach (Finding finding in Check(new Placement { To = to }, possible, "constants")) yield return finding;
            foreach (string value in Unknown(to, values, possible)) yield return new Finding("unknown-term", $"constants.{to}", value);
        }
    }

    /// <summary>Kinds that a row may be of.</summary>
    public static IEnumerable<Kind> Possible(Profile profile, KindSet kinds)
    {
        if (profile.Kind.Column is null) return profile.Kind.Constant is { } only && kinds.Find(only) is { } kind ? [kind] : [];
        ImmutableArray<string> named = [.. profile.Kind.Values.Values.Append(profile.Kind.Constant).OfType<string>().Distinct()];
        return profile.Kind.Values.IsEmpty ? kinds.All : named.Select(kinds.Find).OfType<Kind>();
    }

    /// <summary>Values that are no term of any kind that the rows may be of, by whatever name: every row would lack them.</summary>
    private static string[] Unknown(string to, ImmutableArray<string> values, Kind[] possible)
    {
        Field[] fields = [.. possible.Select(kind => FieldPlace.Of(to, kind)).OfType<FieldPlace>().Where(place => place.Role == PlaceRole.Field).Select(place => place.Field!)];
        if (fields is [] || fields.Any(field => field.Type != FieldType.Term)) return [];
        TermNames[] names = [.. fields.Select(field => TermNames.Of(field.Choices, [.. Texts.Languages.Select(Texts.For)]))];
        return [.. values.Where(value => names.All(terms => terms.Find(value) is null))];
    }

    private static IEnumerable<Finding> Check(Placement place, Kind[] possible, string at)
    {
        if (possible.Length == 0) yield break;
        FieldPlace[] places = [.. possible.Select(kind => FieldPlace.Of(place.To, kind)).OfType<FieldPlace>()];
        if (places.Length == 0) yield return new Finding("profile-unknown-place", at, place.To);
        // Fields of one name may have other terms in other kinds.
        Field[] ofTerms = [.. places.Select(one => one.Field).OfType<Field>().Where(field => field.Type == FieldType.Term)];
        foreach (string term in place.Values.Values.SelectMany(terms => terms).Distinct().Where(term => ofTerms.Length > 0 && !ofTerms.Any(field => field.Choices.Has(term)))) yield return new Finding("unknown-term", $"{at}.values", term);
        if (place.By is not null && !places.Any(one => one is { Role: PlaceRole.Field, Field.IsLink: true })) yield return new Finding("profile-unknown-place", $"{at}.by", place.To);

        foreach (string part in place.With.Keys.Where(part => !places.Any(one => one.Role == PlaceRole.EntryPart && one.Field!.Parts.Contains(part)))) yield return new Finding("profile-unknown-place", $"{at}.with", part);
    }
}
