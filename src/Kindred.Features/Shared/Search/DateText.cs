using Kindred.Domain.Dates;

namespace Kindred.Features.Shared.Search;

/// <summary>How lists write a date.</summary>
public sealed class DateText(Texts texts)
{
    public string Write(EdtfDate date) => Bidi.Visible(date.ToString()).ToString(texts.Culture);
}
