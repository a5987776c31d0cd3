using Kindred.Features.Shared.Records;

namespace Kindred.Tests.Browsing;

public class NegotiationTests
{
    [Theory]
    [InlineData("", "html")]
    [InlineData("*/*", "html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html")]
    [InlineData("application/ld+json", "jsonld")]
    [InlineData("application/json", "json")]
    [InlineData("text/turtle, text/html;q=0.5", "ttl")]
    [InlineData("text/html;q=0.2, text/markdown;q=0.3", "md")]
    [InlineData("text/*;q=0.5, text/html;q=0.1", "md")]
    [InlineData("application/*", "jsonld")]
    [InlineData("text/html;q=0, */*", "jsonld")]
    [InlineData("image/png", null)]
    [InlineData("text/html;q=0", null)]
    [InlineData("not a type at all", "html")]
    public void The_format_is_the_one_that_suits_the_reader_best(string accept, string? expected) =>
        Assert.Equal(expected, RecordFormat.Negotiate(accept)?.Name);

    [Theory]
    [InlineData("ABC.csl.json", "ABC", "csl.json")]
    [InlineData("ABC.jsonld", "ABC", "jsonld")]
    [InlineData("ABC.exe", "ABC", null)]
    [InlineData("ABC.", "ABC", null)]
    [InlineData("ABC", "ABC", null)]
    public void An_address_may_name_its_format(string address, string id, string? expected)
    {
        RecordFormat.TryNamed(address, out string found, out RecordFormat? format);
        Assert.Equal((id, expected), (found, format?.Name));
    }
}
