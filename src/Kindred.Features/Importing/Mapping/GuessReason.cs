using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>By what a column was taken for what it is.</summary>
public enum GuessCause
{
    /// <summary>It is called as a field is called here.</summary>
    OwnField,

    /// <summary>Its heading is a word for it in some language.</summary>
    Heading,

    /// <summary>Its first values are dates, web addresses, points, long texts.</summary>
    Dates,
    Addresses,
    Points,
    Texts,

    /// <summary>It gives each row another value under a heading for numbers of records.</summary>
    Key,

    /// <summary>It may say who may see the row.</summary>
    Visibility,

    /// <summary>Nothing shows what it is.</summary>
    Nothing,
}

/// <param name="Fitting">How many of its first values the field can take.</param>
/// <param name="Of">How many were looked at; 0: it was not looked at.</param>
public sealed record GuessReason(GuessCause Cause, int Fitting = 0, int Of = 0)
{
    /// <summary>In a sentence, for beside the column.</summary>
    public string In(Texts texts)
    {
        string cause = Cause switch
        {
            GuessCause.OwnField => texts["importing.guess.own-field"],
            GuessCause.Heading => texts["importing.guess.heading"],
            GuessCause.Dates => texts["importing.guess.dates"],
            GuessCause.Addresses => texts["importing.guess.addresses"],
            GuessCause.Points => texts["importing.guess.points"],
            GuessCause.Texts => texts["importing.guess.texts"],
            GuessCause.Visibility => texts["importing.guess.visibility"],
            GuessCause.Key => texts["importing.guess.key"],
            _ => texts["importing.guess.nothing"],
        };
        return Of == 0 || Fitting == Of ? cause : $"{cause} {texts.Format("importing.guess.fitting", Fitting, Of)}";
    }
}
