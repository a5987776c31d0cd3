using Kindred.Domain.Records;
using Kindred.Sqlite;
using Kindred.Tests.Life.Consents;

namespace Kindred.Tests.Life;

/// <summary>What the store refuses is what no act does: its own rule states less than the domain's, and nothing that it does not.</summary>
public sealed class StoreHoldsTests
{
    [Fact]
    public async Task The_store_takes_whatever_the_acts_do_in_whatever_order()
    {
        await using TestArchive archive = await TestArchive.Start();
        int sequences = int.Parse(Environment.GetEnvironmentVariable("KINDRED_TEST_SEQUENCES") ?? "250", System.Globalization.CultureInfo.InvariantCulture);
        Random random = new(20170129);
        int published = 0;
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            int[] chosen = [.. Enumerable.Range(0, Story.Longest).Select(_ => random.Next(Story.Choices))];
            int[] steps = [.. Sequences.Begun((sequence % 7) + (8 * random.Next(400)), chosen), .. Enumerable.Range(0, 24).Select(_ => random.Next(World.Most))];
            World world = World.In(archive);
            await world.Begin();
            for (int at = 0; at < steps.Length; at++)
            {
                // An alarm is thrown to who did it: with the steps that led there.
                if (await Xunit.Record.ExceptionAsync(() => world.Do(steps[at])) is { } fault) Assert.Fail($"{fault.GetType().Name} in step {at}:\n{world.Done}\n[{string.Join(", ", steps)}]");
            }

            published += await archive.Writer.Write(
                session => world.Subjects.Count(id => (session.FindRecord(id)?.State ?? session.FindConnection(id)?.State) == RecordState.Published), CancellationToken.None);
        }

        Assert.Equal(0, SqliteArchive.UnconsentedIn(archive.Folder));
        Assert.True(published > sequences / 8, $"Only {published} were public: the steps prove nothing.");
    }
}
