using Kindred.Domain.Dates;

namespace Kindred.Features.Shared.Dates;

public static class DayInWords
{
    /// <summary>A day of the archive's own, such as that of a revision.</summary>
    public static string Day(this DateInWords dates, DateOnly day)
    {
        string edtf = day.Written();
        return EdtfDate.TryParse(edtf, out EdtfDate? date) ? dates.Write(date) : edtf;
    }
}
