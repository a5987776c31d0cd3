using Kindred.Domain.Records;

namespace Kindred.Tests.Records;

public class LanguageTagTests
{
    [Theory]
    [InlineData("EN-us", "en-US")]
    [InlineData("ar", "ar")]
    [InlineData("FIL", "fil")]
    [InlineData("ZH-hant-tw", "zh-Hant-TW")]
    [InlineData("zh-YUE-hk", "zh-yue-HK")]
    [InlineData("ES-419", "es-419")]
    [InlineData("SL-ROZAJ-1994", "sl-rozaj-1994")]
    [InlineData("de-CH-1901-X-AB-Kiez", "de-CH-1901-x-ab-kiez")]
    [InlineData("en-U-CA-Gregory", "en-u-ca-gregory")]
    public void A_tag_is_kept_in_its_canonical_case(string typed, string kept) => Assert.Equal(kept, LanguageTag.Read(typed));

    [Theory]
    [InlineData("zzzz-not")]
    [InlineData("english")]
    [InlineData("e")]
    [InlineData("en_US")]
    [InlineData("en-")]
    [InlineData("en--US")]
    [InlineData("en-US-US")]
    [InlineData("en-x")]
    [InlineData("en-u")]
    [InlineData("عربي")]
    [InlineData("en\n")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_tag_is_none(string? typed) => Assert.Null(LanguageTag.Read(typed));
}
