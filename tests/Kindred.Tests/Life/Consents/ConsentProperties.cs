using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>Whatever people do, in whatever order: nothing that names a community is public against its stewards' answer.</summary>
public sealed class ConsentProperties
{
    [Fact]
    public void Nothing_is_public_without_the_standing_consent_of_whom_it_names() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithStartSize(4).WithEndSize(40), Prop.ForAll(Sequences.Any, Run));

    /// <summary>Found by chance among many thousands, and looked at ever since.</summary>
    [Theory]
    [InlineData(64, 4, 43526, 2836, 8246, 43526, 10271, 25, 38621, 12319)]
    [InlineData(2346, 0, 10271, 4, 283, 9, 12319, 124095, 101695)]
    [InlineData(64, 4, 43526, 3348, 9014, 18434, 4, 123245, 62457, 119683)]
    [InlineData(2346, 64, 4, 43526, 2310, 2836, 8246, 43526, 2310, 4109, 10271, 25, 145908, 68118, 62361, 12319)]
    [InlineData(6688, 4, 117661, 122050, 223)]
    [InlineData(0, 4, 153875, 29, 146467, 123078)]
    [InlineData(64, 4, 43014, 2580, 8982, 2836, 2050, 4, 2836, 43526, 61966, 59693, 90036, 136857)]
    [InlineData(2346, 64, 4, 8209, 36, 43558, 77115, 99818, 100813)]
    [InlineData(64, 4, 43526, 2068, 9014, 43526, 10271, 25, 12319, 128639)]
    public void Nor_in_what_was_found_once(params int[] steps) => Run(steps);

    private static void Run(int[] steps)
    {
        Memory memory = new();
        World world = World.In(memory);
        try
        {
            world.Begin().GetAwaiter().GetResult();
            foreach (int step in steps)
            {
                world.Do(step).GetAwaiter().GetResult();
                if (Wrong(memory, world) is { } why) Assert.Fail(why);
            }
        }
        catch (Exception wrong)
        {
            throw new InvalidOperationException($"{Told(steps, world, wrong.Message)}\n\n{world.Picture(memory)}", wrong);
        }
    }

    /// <summary>The same with the real database, and a reader with a browser as the judge of what is public. After each step the database and what is remembered of the same steps say the same: the
    /// ten thousand above are about the archive that there is.</summary>
    [Fact]
    public async Task Nor_does_a_reader_find_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        int wasPublic = 0;
        Random random = new(2017);
        for (int sequence = 0; sequence < 150; sequence++)
        {
            int[] chosen = [.. Enumerable.Range(0, Story.Longest).Select(_ => random.Next(Story.Choices))];
            int[] steps = [.. Sequences.Begun((sequence % 6) + (8 * random.Next(400)), chosen), .. Enumerable.Range(0, 18).Select(_ => random.Next(World.Most))];
            Memory memory = new();
            TestClock same = new();
            same.Set(archive.Today);
            (World world, World remembered) = (World.In(archive), World.In(memory, same));
            try
            {
                await world.Begin();
                await remembered.Begin();
                foreach (int[] some in steps.Chunk(5))
                {
                    foreach (int step in some)
                    {
                        await world.Do(step);
                        await remembered.Do(step);
                        if (await archive.Writer.Write(session => Wrong(session, world), CancellationToken.None) is { } why) Assert.Fail(why);
                        Assert.Equal(remembered.Picture(memory), await archive.Writer.Write(world.Picture, CancellationToken.None));
                    }

                    HashSet<string> listed = await Listed(anyone);
                    foreach (RecordId id in world.Subjects)
                    {
                        bool isConnection = await archive.Writer.Write(session => session.FindConnection(id) is not null, CancellationToken.None);
                        using HttpResponseMessage page = await anyone.GetAsync($"/{(isConnection ? "c" : "r")}/{id}");
                        bool isPublic = page.IsSuccessStatusCode || listed.Contains(id.ToString());
                        wasPublic += isPublic ? 1 : 0;
                        if (await archive.Writer.Write(session => Wrong(session, world, id, isPublic), CancellationToken.None) is { } why) Assert.Fail(why);
                    }
                }
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException(Told(steps, world, wrong.Message), wrong);
            }
        }

        Assert.True(wasPublic > 50, $"Only {wasPublic} were public: the steps prove nothing.");
    }

    private static string Told(int[] steps, World world, string why) => $"{why}\n\n{world.Done}\n\n[{string.Join(", ", steps)}]";

    private static string? Wrong(IArchiveSession session, World world)
    {
        foreach (RecordId id in world.Subjects)
        {
            Record? record = session.FindRecord(id);
            if (Wrong(session, world, id, record is not null && VisibilityPolicy.IsPublic(Envelope.Of(record), world.Today)) is { } why) return why;
            // The index holds what is public; what lapsed goes with the turn of the day.
            if (session is Memory memory && memory.IsIndexed(id) && record?.State != RecordState.Published) return $"{world.Name(id)} is found, and is not public";
        }

        return world.Oracle.AgainstPlace(session, world.Street, world.Subjects, world.Today);
    }

    private static string? Wrong(IArchiveSession session, World world, RecordId id, bool isPublic)
    {
        if (session.FindRecord(id) is { } record) return isPublic && world.Oracle.Against(session, record, world.Today) is { } why ? $"{world.Name(id)}, revision {record.Revision}, is public although {why}" : null;
        return session.FindConnection(id) is { } connection && VisibilityPolicy.IsPublic(Envelope.Of(connection), world.Today) && world.Oracle.Against(session, connection, world.Today) is { } because
            ? $"{world.Name(id)} is public although {because}" : null;
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
