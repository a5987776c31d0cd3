using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Importing.Pages;

/// <summary>A profile changed as the forms of the mapping pages say. What they don't ask for stays as it is.</summary>
internal static class MappingForm
{
    private const int LongestText = 1_000;
    private const string Between = ";";

    /// <summary>Of the page of all columns: places of those that it showed, and what holds for every row.</summary>
    /// <param name="isMany">By its place: it holds several values.</param>
    public static Profile Columns(Profile profile, IFormCollection form, ImmutableArray<string> headings, Func<string, bool> isMany)
    {
        List<ColumnRule> columns = [.. profile.Columns];
        foreach (int number in form["columns"].Select(Number).Where(number => number >= 1 && number <= headings.Length && form.ContainsKey($"to.{number}.0")))
        {
            string heading = headings[number - 1];
            int at = columns.FindIndex(column => column.Heading == heading);
            ColumnRule before = at < 0 ? new ColumnRule(heading, []) : columns[at];
            ColumnRule after = before with { Places = [.. Places(before.Places, place => Text(form, $"to.{number}.{place}"))] };
            // A column that was not named and is left beside the records still is not named.
            if (at >= 0) columns[at] = after;
            else if (after.Places is not [{ To: Placement.Leave }] and not []) columns.Add(after);
        }

        string kind = Text(form, "kind"), language = Text(form, "language"), title = Text(form, "title"), key = Text(form, "key");
        return profile with
        {
            Kind = kind.Length > 0 ? new Chosen(kind) : profile.Kind,
            Language = language.Length > 0 && language != profile.Language.Constant ? profile.Language with { Constant = LanguageTag.Read(language) ?? language } : profile.Language,
            Title = title.Length > 0 ? title : null,
            Key = key switch
            {
                "" => [],
                "several" => profile.Key,
                _ => Number(key) is var number && number >= 1 && number <= headings.Length ? [headings[number - 1]] : profile.Key,
            },
            Columns = [.. columns],
            Combined = [.. Combined(profile, form)],
            Constants = form.ContainsKey("constant.0.to") ? [.. Constants(profile, form, isMany)] : profile.Constants,
            // What is not ticked is not sent.
            IsTogether = form.ContainsKey("asRead") ? form["together"] == "true" : profile.IsTogether,
        };
    }

    /// <summary>Of the page of one column: what becomes of its values on the way to each place.</summary>
    public static Profile Column(Profile profile, IFormCollection form, string heading)
    {
        ColumnRule rule = profile.Columns.First(column => column.Heading == heading);
        return profile with { Columns = profile.Columns.Replace(rule, rule with { Places = [.. rule.Places.Select((place, at) => Place(place, form, at))] }) };
    }

    /// <summary>And of what it says of who may see a row.</summary>
    public static Profile Review(Profile profile, IFormCollection form, string heading)
    {
        if (!form.ContainsKey("waits")) return profile;
        ReviewRule? before = profile.Review.FirstOrDefault(rule => rule.Heading == heading);
        ImmutableArray<ReviewRule> others = [.. profile.Review.Where(rule => rule.Heading != heading)];
        if (form["waits"] != "true") return profile with { Review = others };
        string typed = Text(form, "unless");
        ImmutableArray<string> values = [.. typed.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        ImmutableArray<string> unless = before is not null && Shown(Filled(before)) == typed ? Filled(before) : values;
        return profile with { Review = [.. others, new ReviewRule(heading, before?.Because ?? ReviewReason.Private, form["unlessEmpty"] == "true" ? ["", .. unless] : unless)] };
    }

    /// <summary>Without the empty one, which can't be typed.</summary>
    public static ImmutableArray<string> Filled(ReviewRule rule) => [.. rule.Unless.Where(value => value.Length > 0)];

    private static IEnumerable<Placement> Places(ImmutableArray<Placement> before, Func<int, string> typed)
    {
        // The first is always somewhere; one more than there were may have been added.
        for (int place = 0; place <= before.Length; place++)
        {
            string to = typed(place);
            if (to.Length == 0) continue;
            yield return place < before.Length && before[place].To == to ? before[place] : new Placement { To = to };
        }
    }

    private static IEnumerable<Placement> Combined(Profile profile, IFormCollection form)
    {
        for (int at = 0; at <= profile.Combined.Length; at++)
        {
            string to = Text(form, $"combined.{at}.to"), template = Text(form, $"combined.{at}.template");
            if (to.Length == 0 || template.Length == 0) continue;
            Placement before = at < profile.Combined.Length ? profile.Combined[at] : new Placement { To = to };
            yield return (before.To == to ? before : new Placement { To = to }) with { Template = template };
        }
    }

    private static IEnumerable<(string, ImmutableArray<string>)> Constants(Profile profile, IFormCollection form, Func<string, bool> isMany)
    {
        for (int at = 0; at <= profile.Constants.Length; at++)
        {
            string to = Text(form, $"constant.{at}.to"), value = Text(form, $"constant.{at}.value");
            if (to.Length == 0 || value.Length == 0) continue;
            // As it is shown it is taken again as it was: a value may hold what parts several.
            bool isSame = at < profile.Constants.Length && profile.Constants[at] is var (was, values) && was == to && Shown(values) == value;
            yield return isSame ? profile.Constants[at] : (to, isMany(to) ? [.. value.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : [value]);
        }
    }

    /// <summary>Several values of a constant in one text.</summary>
    public static string Shown(ImmutableArray<string> values) => string.Join(Between + " ", values);

    private static Placement Place(Placement before, IFormCollection form, int at)
    {
        string split = Text(form, $"split.{at}", trim: false), precision = Text(form, $"precision.{at}"), template = Text(form, $"template.{at}"), join = Text(form, $"join.{at}", trim: false);
        if (split == "other") split = Text(form, $"other.{at}", trim: false);
        if (!form.ContainsKey($"split.{at}")) split = before.Split ?? "";
        return before with
        {
            Split = split.Length > 0 ? split.Replace("\\n", "\n", StringComparison.Ordinal) : null,
            Join = join.Length > 0 ? join : null,
            Template = template.Length > 0 ? template : null,
            Precision = precision.Length > 0 ? precision : null,
            Dates = Text(form, $"dates.{at}") is { Length: > 0 } dates ? dates : null,
            ShortYearsFrom = Number(Text(form, $"years.{at}")) is >= 1000 and <= 9900 and var from ? from : null,
            Otherwise = Text(form, $"otherwise.{at}") switch { "leave" => Otherwise.Leave, "tell" => Otherwise.Tell, _ => Otherwise.Keep },
            Values = Values(before, form, at),
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Values(Placement before, IFormCollection form, int at)
    {
        ImmutableDictionary<string, ImmutableArray<string>>.Builder values = before.Values.ToBuilder();
        for (int index = 0; form.TryGetValue($"value.{at}.{index}", out Microsoft.Extensions.Primitives.StringValues said) && index < 1_000; index++)
        {
            string value = said.ToString(), means = Text(form, $"means.{at}.{index}");
            if (means == ColumnPage.AsBefore) continue;
            if (means.Length == 0) values.Remove(value);
            else values[value] = means == ColumnPage.Nothing ? [] : [means];
        }

        return values.ToImmutable();
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Text(IFormCollection form, string name, bool trim = true)
    {
        string text = form[name].ToString();
        if (text.Length > LongestText) text = text[..LongestText];
        return trim ? text.Trim() : text;
    }
}
