using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Records;
using Kindred.Tests.Life.Leaks;

namespace Kindred.Tests.Withdrawing;

/// <summary>What is taken out and put back says the same, whatever it was; and so many decide as the protocol asks, in whatever order they speak.</summary>
public sealed class TakenOutTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void Whatever_is_taken_out_can_be_put_back_and_is_not_there_meanwhile()
    {
        foreach (Kind kind in KindList.BuiltIn.All)
        {
            RecordContent content = Twin.Marked(kind) with { Links = [.. kind.Fields.Where(field => field is { IsLink: true, IsSaidByOther: false }).SelectMany(field => Links(field.Name))] };
            foreach (RecordPart part in PartChoice.Of(kind, [content]))
            {
                RecordContent left = TakenOut.Without(content, part.Field, part.Target, "neutral");
                Assert.True(part.Field == "title" ? left.Title == "neutral" : !TakenOut.Holds(left, part.Field, part.Target), $"{kind.Name}.{part.Field}");
                RecordContent back = TakenOut.PutBack(left, TakenOut.Only(1, content, part.Field, part.Target), "neutral");
                Assert.Equal(Json(content), Json(back));
                // What was said in its place since stays.
                if (part.Field == "story") Assert.Equal("anew", TakenOut.PutBack(left.With("story", new FieldValue.One("anew")), TakenOut.Only(1, content, "story", null), "neutral").Text("story"));
            }
        }
    }

    [Fact]
    public void So_many_destroy_a_part_as_the_protocol_asks_and_nobody_else_shows_it()
    {
        Random random = new(31);
        RecordId[] ids = [RecordId.Mint(), RecordId.Mint()];
        for (int round = 0; round < 2_000; round++)
        {
            NamedCommunity[] communities = [.. ids.Select(id => new NamedCommunity(id, new Protocol(random.Next(4) is var needed and > 0 ? needed : null), [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => $"s{number}")]))];
            WithdrawnPart part = new() { Subject = RecordId.Mint(), Field = "story", Day = Day, Held = new HeldWords() };
            Dictionary<(RecordId, string), bool> latest = [];
            for (int said = random.Next(1, 7); said > 0; said--)
            {
                NamedCommunity community = communities[random.Next(2)];
                string steward = community.Stewards[random.Next(community.Stewards.Length)];
                bool isBack = latest.Count > 0 && random.Next(3) == 0;
                latest[(community.Id, steward)] = isBack;
                part = part.Said(new PartWord(community.Id, steward, Day, isBack));
            }

            NamedCommunity[] spoken = [.. communities.Where(one => latest.Keys.Any(key => key.Item1 == one.Id))];
            bool isDecided = spoken.Any(one => latest.Count(said => said.Key.Item1 == one.Id && !said.Value) >= one.Protocol.Quorum(one.Stewards.Length));
            PartStanding standing = part.Weigh(spoken);
            Assert.Equal(isDecided, standing == PartStanding.Destroyed);
            // While somebody holds to her word only as many as are needed show it against her.
            bool isHeldTo = spoken.Any(one => latest.Any(said => said.Key.Item1 == one.Id && !said.Value) && latest.Count(said => said.Key.Item1 == one.Id && said.Value) < one.Protocol.Quorum(one.Stewards.Length));
            if (isHeldTo) Assert.NotEqual(PartStanding.Shown, standing);
            if (latest.Values.All(isBack => isBack)) Assert.Equal(PartStanding.Shown, standing);
        }
    }

    [Theory]
    [InlineData("practice", "title", null)]
    [InlineData("practice", "story", null)]
    [InlineData("practice", "where", null)]
    [InlineData("practice", "centres", "part-names-community")]
    [InlineData("door", "closes", "part-needed")]
    [InlineData("note", "on", "part-needed")]
    [InlineData("person", "whyNamed", "part-needed")]
    [InlineData("practice", "nothing", "part-unknown")]
    public void What_may_be_taken_out_alone(string kind, string field, string? code) =>
        Assert.Equal(code, TakenOut.WhyNot(KindList.BuiltIn[kind], field, null, [new RecordContent { Language = "en", Links = [.. Links(field)] }])?.Code);

    [Fact]
    public void Kin_are_not_left_without_what_is_shared_or_distinct()
    {
        Assert.Equal("part-needed", TakenOut.WhyNot(ConnectionType.Kin, "shared")?.Code);
        Assert.Equal("part-needed", TakenOut.WhyNot(ConnectionType.Kin, "distinct")?.Code);
        Assert.Null(TakenOut.WhyNot(ConnectionType.Kin, "text"));
        ConnectionWords words = new() { Language = "en", Text = "a", When = "2017" };
        Assert.Equal(words, TakenOut.PutBack(TakenOut.Without(words, "text"), TakenOut.Only(words, "text")));
        Assert.Equal(ConnectionWords.None, TakenOut.Without(TakenOut.Only(words, "when"), "when"));
    }

    private static ContentLink[] Links(string field) => [.. Enumerable.Range(0, 2).Select(number => new ContentLink(field, Browsing.Told.Id(number + 40), field == "centres", $"note {number}"))];

    private static string Json(RecordContent content) => System.Text.Encoding.UTF8.GetString(ContentJson.Write(content));
}
