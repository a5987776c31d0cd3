using System.Globalization;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>A row that is told of and not read.</summary>
internal static class RefusedRow
{
    public static SourceRow Of(long number, long line, Finding why) => new(number, []) { Line = line, IsRefused = true, Findings = [why] };

    public static SourceRow TooLong(long number, long line) => Of(number, line, new Finding("row-too-long", "", Source.LongestRow.ToString(CultureInfo.InvariantCulture)));
}
