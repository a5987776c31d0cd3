namespace Kindred.Features.Importing.Mapping;

/// <summary>A profile of a file that is read otherwise now: what was said of columns that are still there stays, the others are guessed.</summary>
public static class Rereading
{
    /// <param name="before">Headings as they were read.</param>
    /// <param name="now">And as they are.</param>
    /// <param name="guess">Of what is read now.</param>
    public static Profile Of(Profile profile, IReadOnlyCollection<string> before, IReadOnlyCollection<string> now, Profile guess)
    {
        if (before.SequenceEqual(now)) return profile;
        HashSet<string> there = [.. now], gone = [.. before.Except(now)], named = [.. profile.Columns.Select(column => column.Heading), .. profile.Combined.SelectMany(Headings), .. profile.Review.Select(rule => rule.Heading)];
        bool hasKey = profile.Key is not [] && !profile.Key.Any(gone.Contains);
        return profile with
        {
            Kind = Still(profile.Kind, guess.Kind),
            Language = Still(profile.Language, guess.Language),
            Key = hasKey ? profile.Key : guess.Key,
            IsTogether = profile.IsTogether && hasKey,
            // What neither reading has may be in the next file of the source.
            Columns = [.. profile.Columns.Where(column => !gone.Contains(column.Heading)), .. guess.Columns.Where(column => !named.Contains(column.Heading))],
            Combined = [.. profile.Combined.Where(place => Headings(place).Any(there.Contains) || !Headings(place).Any(gone.Contains)), .. guess.Combined.Where(place => !Headings(place).Any(named.Contains))],
            Review = [.. profile.Review.Where(rule => !gone.Contains(rule.Heading)), .. guess.Review.Where(rule => !named.Contains(rule.Heading))],
        };

        Chosen Still(Chosen chosen, Chosen guessed) => chosen.Column is { } column && gone.Contains(column) ? guessed with { Constant = chosen.Constant ?? guessed.Constant } : chosen;
    }

    private static IEnumerable<string> Headings(Placement combined) => Template.Of(combined.Template ?? "").Places;
}
