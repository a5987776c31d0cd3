using Kindred.Features.Depositing;
using Kindred.Features.Shared;

namespace Kindred.Tests.Depositing;

public class TypedDateTests
{
    [Theory]
    [InlineData("en", "January 2017", "2017-01")]
    [InlineData("en", "29 January 2017", "2017-01-29")]
    [InlineData("en", "January 29, 2017", "2017-01-29")]
    [InlineData("en", "the 29th of January 2017", "2017-01-29")]
    [InlineData("en", "about 1984", "1984~")]
    [InlineData("en", "1942 to 1945", "1942/1945")]
    [InlineData("en", "1942-1945", "1942/1945")]
    [InlineData("en", "since 2001", "2001/..")]
    [InlineData("en", "spring 2017", "2017-21")]
    [InlineData("en", "the 1980s", "198X")]
    [InlineData("en", "2017-01-29", "2017-01-29")]
    [InlineData("en", "3/4/2017", "3/4/2017")]
    [InlineData("en", "when it rained", "when it rained")]
    [InlineData("es", "enero de 2017", "2017-01")]
    [InlineData("es", "29 de enero de 2017", "2017-01-29")]
    [InlineData("es", "hacia 1984", "1984~")]
    [InlineData("ar", "يناير 2017", "2017-01")]
    [InlineData("ar", "٢٩ يناير ٢٠١٧", "2017-01-29")]
    [InlineData("ar", "شباط 2017", "2017-02")]
    [InlineData("ar", "كانون الثاني 2017", "2017-01")]
    [InlineData("ar", "٢٩ كانون الثاني ٢٠١٧", "2017-01-29")]
    [InlineData("ar", "منذ 2001", "2001/..")]
    public void Dates_are_read_as_people_type_them_and_never_guessed(string language, string typed, string edtf) =>
        Assert.Equal(edtf, new TypedDate(Texts.For(language)).ToEdtf(typed));
}
