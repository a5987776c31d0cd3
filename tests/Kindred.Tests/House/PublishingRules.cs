using System.Text.RegularExpressions;

namespace Kindred.Tests.House;

/// <summary>Only what weighs every answer makes anything public.</summary>
public partial class PublishingRules
{
    /// <summary>What decides it, what puts that into effect, and what makes the links of a record that was decided about.</summary>
    private static readonly string[] Publishing =
    [
        "src/Kindred.Domain/Publishing/Settlement.cs", "src/Kindred.Features/Shared/Publishing/Publication.cs", "src/Kindred.Features/Shared/Publishing/Publication.Connections.cs",
        "src/Kindred.Features/Shared/Publishing/FieldConnections.cs",
    ];

    [Fact]
    public void Nothing_but_publication_sets_a_record_or_connection_published() =>
        Assert.Equal(Publishing.Order(), Setting(Source.Code.Where(file => file.IsBelow("src"))).Order());

    [Theory]
    [InlineData("session.Put(record with { State = RecordState.Published });", true)]
    [InlineData("RecordState state = isAnswered ? RecordState.Published : RecordState.Asked;", true)]
    [InlineData("RecordState state = record.State == RecordState.Published ? RecordState.Published : RecordState.Asked;", true)]
    [InlineData("if (record.State == RecordState.Published) return;", false)]
    [InlineData("if (record is { State: RecordState.Published }) return;", false)]
    [InlineData("database[\"SELECT id FROM records WHERE state = ?\"].Add((long)RecordState.Published);", false)]
    [InlineData("int count = states.Count(state => state == RecordState.Published);", false)]
    public void Setting_it_elsewhere_is_seen(string code, bool isSeen) => Assert.Equal(isSeen, Setting([new Source("src/Elsewhere.cs", code)]).Any());

    private static IEnumerable<string> Setting(IEnumerable<Source> files) => files.Where(file => Set().IsMatch(file.Text)).Select(file => file.Path);

    [GeneratedRegex(@"\b[Ss]tate\s*=(?![=>])[^;,]*?(?<!\(long\))RecordState\.Published")]
    private static partial Regex Set();
}
