using Kindred.Domain.Dates;

namespace Kindred.Tests.Dates;

public class EdtfYearTests
{
    [Theory]
    [InlineData(2017, "2017")]
    [InlineData(476, "0476")]
    [InlineData(0, "0000")]
    [InlineData(-500, "-0500")]
    [InlineData(10_000, "Y10000")]
    [InlineData(-17_000, "Y-17000")]
    public void A_year_is_written_so_that_it_is_read_again(long year, string written)
    {
        Assert.Equal(written, EdtfDate.WrittenYear(year));
        EdtfDate read = EdtfDate.Parse(written);
        Assert.Equal((GregorianDay.Number(year, 1, 1), GregorianDay.Number(year, 12, 31)), (read.Earliest, read.Latest));
    }
}
