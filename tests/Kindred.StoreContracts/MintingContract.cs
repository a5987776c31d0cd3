using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Xunit;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

/// <summary>A session that minted an id may answer from what it knows of it. Whatever it does, the answers are those of a session that knows nothing, and so is what is there afterwards.</summary>
public abstract class MintingContract : ArchiveContract
{
    private const int Seeds = 120;
    private const int ActsOfSeed = 4;
    private const int StepsOfAct = 25;

    [Fact]
    public async Task Of_ids_that_an_act_minted_all_answers_are_those_of_any_other()
    {
        using TemporaryArchive other = new();
        for (int seed = 0; seed < Seeds; seed++)
        {
            Telling minted = new(session => session.Mint(), seed), plain = new(_ => RecordId.Mint(), seed);
            for (int act = 0; act < ActsOfSeed; act++)
            {
                await Archive.Write(session => minted.Act(session, StepsOfAct));
                await other.Write(session => plain.Act(session, StepsOfAct));
                // Undone, and with it all that was known from within.
                await Assert.ThrowsAsync<InvalidOperationException>(() => Archive.Write(session => minted.Undone(session)));
                await Assert.ThrowsAsync<InvalidOperationException>(() => other.Write(session => plain.Undone(session)));
                minted.Said.Add($"change {Archive.Records.ChangeNumber}");
                plain.Said.Add($"change {other.Records.ChangeNumber}");
                minted.Said.Add(await Shown(Archive, minted));
                plain.Said.Add(await Shown(other, plain));
            }

            Assert.Equal(plain.Said, minted.Said);
        }
    }

    /// <summary>With and without something that only the database can answer, and with acts of others between.</summary>
    [Fact]
    public async Task Of_acts_of_a_work_that_are_decided_ahead_all_answers_are_those_of_acts_that_wait_for_one_another()
    {
        using TemporaryArchive other = new();
        for (int seed = 0; seed < Seeds; seed++)
        {
            Telling ahead = new(session => session.Mint(), seed) { IsNewOnly = seed % 3 > 0 }, plain = new(_ => RecordId.Mint(), seed) { IsNewOnly = seed % 3 > 0 };
            using ManualResetEventSlim gate = new();
            BulkWork work = new();
            await Archive.Write(ahead.Begin);
            await other.Write(plain.Begin);
            // Long enough, and those behind it are committed without it.
            int held = seed % 2 == 0 ? 0 : 30;
            List<Task> acts =
            [
                Archive.Write(_ =>
                {
                    gate.Wait(Cancel);
                    Thread.Sleep(held);
                }),
            ];
            for (int act = 0; act < ActsOfSeed; act++) acts.Add(Archive.Writer.WriteInBulk(work, session => Done(ahead, session), Cancel));
            if (seed % 4 == 0) acts.Add(Archive.Write(session => ahead.Act(session, StepsOfAct)));
            if (seed % 5 == 0) acts.Add(Archive.Writer.WriteInBulk(new BulkWork(), session => Done(ahead, session), Cancel));
            gate.Set();
            await Task.WhenAll(acts);
            for (int act = 1; act < acts.Count; act++) await other.Write(session => plain.Act(session, StepsOfAct));
            ahead.Said.Add(await Shown(Archive, ahead));
            plain.Said.Add(await Shown(other, plain));
            Assert.Equal(plain.Said, ahead.Said);
        }

        static bool Done(Telling telling, IArchiveSession session)
        {
            telling.Act(session, StepsOfAct);
            return true;
        }
    }

    [Fact]
    public async Task A_write_of_a_work_that_fails_after_its_act_was_decided_undoes_what_stands_and_falls_with_it()
    {
        RecordId community = RecordId.Mint();
        Record[] records = [.. Enumerable.Range(0, 8).Select(at => Some.Record($"Row {at}"))];
        Record own = Some.Record("Own");
        using ManualResetEventSlim gate = new();
        BulkWork work = new();
        Task holding = Archive.Write(session =>
        {
            session.PutWhole(own);
            gate.Wait(Cancel);
        });
        Task<RecordId>[] acts = [.. records.Select((record, at) => Archive.Writer.WriteInBulk(work, session => Put(session, record, at), Cancel))];
        gate.Set();
        await holding;
        int stands = 0;
        foreach (Task<RecordId> act in acts)
        {
            if (await Record(act) is null) stands++;
            else Assert.True(await Record(act) is UnconsentedPublicationException or OperationCanceledException);
        }

        Assert.True(stands <= 4);
        Assert.IsType<UnconsentedPublicationException>(await Record(acts[4]));
        Assert.All(acts[..stands], act => Assert.True(act.IsCompletedSuccessfully));
        Assert.Equal(stands, (await Archive.Write(session => session.FindByName("Row", []))).Count);
        Assert.True(await Archive.Write(session => session.FindRecord(own.Id) is not null));
        // The next starts from nothing.
        RecordId next = await Archive.Writer.WriteInBulk(new BulkWork(), session => Put(session, Some.Record("Row 9"), 9), Cancel);
        Assert.Equal([next], (await Archive.Write(session => session.FindByName("Row", []))).Skip(stands));

        RecordId Put(IArchiveSession session, Record like, int at)
        {
            Record record = like with { Id = session.Mint(), Communities = at == 4 ? [community] : [], Content = Some.Content("Row") };
            session.PutWhole(record);
            session.Index(record.Id, Some.Document("row", ""));
            return record.Id;
        }

        static async Task<Exception?> Record(Task act)
        {
            await Task.WhenAny(act);
            return act.IsCanceled ? new OperationCanceledException() : act.Exception?.InnerException;
        }
    }

    /// <summary>What readers and keepers see when it is on disk.</summary>
    private static async Task<string> Shown(TemporaryArchive archive, Telling telling)
    {
        List<string> shown = [$"{archive.Search.Size}", .. archive.Search.Documents().Select(one => $"{one.Document} {telling.NameOf(one.Id)} {one.SortTitle} {string.Join('|', one.Terms)}")];
        foreach (RecordId id in telling.Records)
        {
            Reading reading = await archive.Records.Read(id, Some.Keeper, 50, Cancel);
            shown.Add(reading is not Reading.Found found ? $"{telling.NameOf(id)} {reading.GetType().Name}" : $"{telling.Written(found.Record.Value)} "
                + string.Join(' ', found.Groups.SelectMany(group => group.First).Select(line => telling.Written(line.Connection.Value))));
            shown.Add(string.Join(' ', (await archive.Records.Revisions(id, Some.Anyone, Cancel)).Select(one => $"{one.Value.Number}{one.Value.Content.Json()}")));
        }

        foreach (RecordId id in telling.Links)
        {
            if (await archive.Records.Connection(id, Some.Anyone, Cancel) is { } page)
                shown.Add($"{telling.NameOf(page.From.Id)} {telling.NameOf(page.To.Id)} {string.Join(' ', page.Revisions.Select(one => $"{one.Number} {one.Day} {one.Who} {one.WasPublic}"))}");
        }

        return string.Join('\n', shown);
    }
}
