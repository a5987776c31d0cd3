using System.Globalization;

namespace Kindred.Features.Shared.Dates;

/// <summary>The texts of a page's language, as far as dates need them.</summary>
public interface IDateWords
{
    string this[string key] { get; }

    CultureInfo Culture { get; }
}
