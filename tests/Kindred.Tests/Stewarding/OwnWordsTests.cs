using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>What a community says of how to speak of it, in the languages in which others read it.</summary>
public sealed class OwnWordsTests
{
    [Fact]
    public async Task What_a_community_asks_otherwise_is_marked_where_it_is_translated()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        await asked.Answer(community, community, "amal");
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(community, 1)!;
            Dictionary<string, Translation> spanish = new() { ["title"] = new("Gente del pantano", 1), ["askOfAllies"] = new("Callad.", 1) };
            session.Put(first with
            {
                Content = first.Content.With("askOfAllies", new FieldValue.One("Be quiet.")) with
                {
                    Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty.Add("es", spanish.ToImmutableSortedDictionary(StringComparer.Ordinal)),
                },
            });
            archive.Get<Publication>().Settle(session, community, archive.Today);
        });
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        await amal.Read($"/desk/communities/{community}");
        await amal.Post($"/desk/communities/{community}?handler=guidance", ("names", ""), ("namesNotWanted", ""), ("askOfAllies", "Be loud."));
        Assert.Equal(2, await asked.Shown(community));
        ImmutableSortedDictionary<string, Translation> translated = (await asked.Find(community))!.Content.Translations["es"];
        Assert.Equal((false, true), (translated["title"].IsStale, translated["askOfAllies"].IsStale));
    }
}
