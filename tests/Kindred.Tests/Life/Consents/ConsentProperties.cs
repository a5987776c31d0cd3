using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Tests.Life.Consents;

/// <summary>Whatever people do, in whatever order: nothing that names a community is public against its stewards' answer.</summary>
public sealed class ConsentProperties
{
    /// <summary>A quarter of the sequences goes on from a deposit that was accepted, one from a record, telling or kinship that both communities had said yes to, and one from a deposit
    /// that a steward refused: most of what can go wrong comes after that.</summary>
    private static readonly Arbitrary<List<int>> Sequences =
        (from first in Gen.Choose(0, 1599)
         from chosen in Gen.Choose(0, Story.Choices - 1).ArrayOf(Story.Lines.Length)
         from steps in Gen.Choose(0, World.Most - 1).ListOf()
         let begun = (first % 4) switch
         {
             0 => [20 * (first / 4), 4],
             1 when first % 3 == 0 => Story.OfKinship(isForAWhile: first % 8 == 1, chosen),
             1 when first % 3 == 1 => Story.OfTelling(isForAWhile: first % 8 == 1, chosen),
             1 => Story.Of(isForAWhile: first % 8 == 1, chosen),
             2 => [20 * (first / 4), World.Refusal],
             _ => (int[])[],
         }
         select (List<int>)[.. begun, .. steps]).ToArbitrary();

    [Fact]
    public void Nothing_is_public_without_the_standing_consent_of_whom_it_names() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithStartSize(4).WithEndSize(40), Prop.ForAll(Sequences, steps =>
        {
            Memory memory = new();
            World world = new(memory, new TestClock(), memory);
            world.Begin().GetAwaiter().GetResult();
            foreach (int step in steps)
            {
                world.Do(step).GetAwaiter().GetResult();
                foreach (RecordId id in world.Subjects)
                {
                    if (Wrong(memory, world, id, memory.FindRecord(id) is { } record && VisibilityPolicy.IsPublic(Envelope.Of(record), world.Today)) is { } why) Assert.Fail($"{why}: [{string.Join(", ", steps)}]");
                    // The index holds what is public; what lapsed goes with the turn of the day.
                    if (memory.IsIndexed(id)) Assert.Equal(RecordState.Published, memory.FindRecord(id)?.State);
                }
            }
        }));

    /// <summary>The same with the real database, and a reader with a browser as the judge of what is public.</summary>
    [Fact]
    public async Task Nor_does_a_reader_find_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        int wasPublic = 0;
        Random random = new(2017);
        for (int sequence = 0; sequence < 150; sequence++)
        {
            // A deposit that was accepted or agreed to, and then whatever comes.
            int[] chosen = [.. Story.Lines.Select(_ => random.Next(Story.Choices))];
            int[] begun = sequence % 2 == 0 ? [20 * random.Next(400), 4] : sequence % 3 == 0 ? Story.OfKinship(sequence % 4 == 1, chosen)
                : sequence % 3 == 1 ? Story.OfTelling(sequence % 4 == 1, chosen) : Story.Of(sequence % 4 == 1, chosen);
            int[] steps = [.. begun, .. Enumerable.Range(0, 18).Select(_ => random.Next(World.Most))];
            World world = new(archive.Writer, archive.Clock, archive.Get<IWithdrawalJournal>());
            await world.Begin();
            foreach (int[] some in steps.Chunk(5))
            {
                foreach (int step in some)
                {
                    await world.Do(step);
                    Assert.Null(await archive.Writer.Write(
                        session => world.Subjects.Select(id => Wrong(session, world, id, session.FindRecord(id) is { } record && VisibilityPolicy.IsPublic(Envelope.Of(record), world.Today)))
                            .FirstOrDefault(why => why is not null), CancellationToken.None));
                }

                HashSet<string> listed = await Listed(anyone);
                foreach (RecordId id in world.Subjects)
                {
                    bool isConnection = await archive.Writer.Write(session => session.FindConnection(id) is not null, CancellationToken.None);
                    using HttpResponseMessage page = await anyone.GetAsync($"/{(isConnection ? "c" : "r")}/{id}");
                    bool isPublic = page.IsSuccessStatusCode || listed.Contains(id.ToString());
                    wasPublic += isPublic ? 1 : 0;
                    if (await archive.Writer.Write(session => Wrong(session, world, id, isPublic), CancellationToken.None) is { } why) Assert.Fail($"{why}: [{string.Join(", ", steps)}]");
                }
            }
        }

        Assert.True(wasPublic > 50, $"Only {wasPublic} were public: the steps prove nothing.");
    }

    private static string? Wrong(IArchiveSession session, World world, RecordId id, bool isPublic)
    {
        if (session.FindRecord(id) is { } record) return isPublic && world.Oracle.Against(session, record, world.Today) is { } why ? $"{record.Kind} {record.Revision} is public although {why}" : null;
        return session.FindConnection(id) is { } connection && VisibilityPolicy.IsPublic(Envelope.Of(connection), world.Today) && world.Oracle.Against(session, connection, world.Today) is { } because
            ? $"A connection is public although {because}" : null;
    }

    private static async Task<HashSet<string>> Listed(HttpClient anyone)
    {
        HashSet<string> ids = [];
        for (int page = 1; ; page++)
        {
            using JsonDocument list = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/records?q=told&size=100&page={page}"));
            foreach (JsonElement one in list.RootElement.GetProperty("records").EnumerateArray()) ids.Add(one.GetProperty("id").GetString()!);
            if (list.RootElement.GetProperty("total").GetInt32() <= page * 100) return ids;
        }
    }
}
