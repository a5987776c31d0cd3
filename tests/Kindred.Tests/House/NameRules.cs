using System.Text.RegularExpressions;

namespace Kindred.Tests.House;

/// <summary>Names say what a thing is, and files stay readable in one go.</summary>
public partial class NameRules
{
    private const int MostLines = 400;

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Assert.Empty(Source.Code.SelectMany(EmptyNames));

    [Theory]
    [InlineData("public sealed class ImportManager;")]
    [InlineData("internal static class ChecksumHelper")]
    [InlineData("public sealed record RecordInfo(string Title);")]
    [InlineData("public interface IMailService")]
    [InlineData("public abstract class PageBase : PageModel")]
    [InlineData("public readonly record struct StringUtils;")]
    public void A_name_that_says_nothing_is_seen(string line) => Assert.NotEmpty(EmptyNames(new Source("src/Kindred.Features/Importing/One.cs", line)));

    [Fact]
    public void A_name_that_says_something_is_left_alone() => Assert.Empty(EmptyNames(new Source("src/One.cs", "public sealed class BasePoint; // an informer, a manager")));

    [Fact]
    public void No_file_is_longer_than_one_can_take_in() => Assert.Empty(Source.Code.SelectMany(TooLong));

    [Fact]
    public void A_file_too_long_is_seen() => Assert.NotEmpty(TooLong(new Source("src/One.cs", new string('\n', MostLines + 1))));

    private static IEnumerable<string> EmptyNames(Source file) => from Match found in EmptyName().Matches(file.Text) select $"{file.Path}: {found.Groups[1].Value}";

    private static IEnumerable<string> TooLong(Source file) => file.Text.Count(letter => letter == '\n') is var lines and > MostLines ? [$"{file.Path} has {lines} lines."] : [];

    [GeneratedRegex(@"^\s*(?:\w+ )*?(?:class|record struct|record|struct|interface|enum) (\w*(?:Manager|Helper|Helpers|Util|Utils|Common|Processor|Info|Impl|Base|Service))\b", RegexOptions.Multiline)]
    private static partial Regex EmptyName();
}
