using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kindred.Tests.Shared;

public sealed class IfMatchTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("*", null)]
    [InlineData("\"4f2a\"", "4f2a")]
    [InlineData("W/\"4f2a\"", "4f2a")]
    [InlineData("4f2a", "4f2a")]
    public void A_tag_is_read_as_it_was_given_out_also_where_it_was_weakened_on_the_way(string? sent, string? read)
    {
        DefaultHttpContext context = new();
        if (sent is not null) context.Request.Headers.IfMatch = sent;
        Assert.Equal(read, IfMatch.Read(context));
    }
}
