using System.Globalization;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Sampling;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Whole;
using Kindred.Host.Commands;
using Kindred.Sqlite;
using Kindred.Tests.Life;
using Kindred.Tests.Life.Consents;
using Kindred.Tests.Merging;
using Kindred.Tests.Reviewing;
using Kindred.Tests.SigningIn;
using Kindred.Tests.Stewarding;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Whole;

/// <summary>Into an empty archive and out again is identical, whatever people did.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task The_sample_goes_into_an_empty_archive_and_out_again_byte_for_byte()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        string file = await Moved.Export(archive);
        using (JsonDocument whole = JsonDocument.Parse(await File.ReadAllBytesAsync(file))) Assert.True(whole.RootElement.GetProperty("records").GetArrayLength() > 30);
        await using TestArchive other = await Moved.Into(file, archive.Clock);
        Assert.Equal(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(await Moved.Export(other)));
        Assert.Equal(Moved.Rows(archive.Folder), Moved.Rows(other.Folder));
        foreach (string address in (string[])["/export/jsonl", "/api/v1/records?q=taxi*&size=100", "/practices", "/"])
            Assert.Equal(await archive.Anyone().GetStringAsync(address), await other.Anyone().GetStringAsync(address));
    }

    /// <summary>Proposals, wishes, claims, days, parts, tellings, translations, own kinds, kinship, places and answers of every sort, as chance has them.</summary>
    [Fact]
    public async Task Whatever_people_did_it_goes_out_and_in_and_out_again_and_everyone_sees_what_they_saw()
    {
        int archives = int.Parse(Environment.GetEnvironmentVariable("KINDRED_TEST_WHOLE") ?? "4", CultureInfo.InvariantCulture);
        int published = 0, waiting = 0;
        HashSet<string> lists = [];
        for (int number = 0; number < archives; number++)
        {
            await using TestArchive archive = await TestArchive.Start();
            List<RecordId> subjects = await Live(archive, new Random(1968 + number));
            string file = await Moved.Export(archive);
            string[] failing = await archive.Writer.Write(session => subjects.Select(session.FindRecord).OfType<Domain.Records.Record>().Where(one => one.State == RecordState.Published && !archive.Get<Publication>().Holds(session, one, archive.Today))
                .Select(one => $"{one.Id} {one.Kind} {one.Revision} of {one.LatestRevision} {one.Content.Title}").ToArray(), CancellationToken.None);
            Assert.Equal([], failing);
            await using TestArchive other = await Moved.Into(file, archive.Clock);
            Assert.Equal(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(await Moved.Export(other)));
            Assert.Equal(Moved.Rows(archive.Folder), Moved.Rows(other.Folder));
            Assert.Equal(0, SqliteArchive.UnconsentedIn(other.Folder));
            foreach (Viewer viewer in await Viewers(archive, subjects)) Assert.Equal(await Moved.Seen(archive, viewer, subjects), await Moved.Seen(other, viewer, subjects));
            using JsonDocument whole = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            lists.UnionWith(whole.RootElement.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Array && one.Value.GetArrayLength() > 0).Select(one => one.Name));
            published += await archive.Writer.Write(session => session.InState(RecordState.Published).Count, CancellationToken.None);
            waiting += await archive.Writer.Write(session => session.InState(RecordState.Asked).Count, CancellationToken.None);
        }

        Assert.True(published > 40 && waiting > 5, $"{published} were public and {waiting} asked: the steps prove nothing.");
        string[] needed = ["values", "members", "records", "revisions", "connections", "connectionRevisions", "protocols", "wishes", "claims", "consents", "embargoes", "parts", "namedBefore", "deposits", "concerns", "twoKeeperActs", "appointments", "assignments", "communitySettings", "tombstones"];
        Assert.Empty(needed.Except(lists));
    }

    /// <summary>What was exported once is taken in by every version after, whatever forms come later: the file is never written anew.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_file_of_an_older_form_is_taken_in_and_written_as_it_was(int form)
    {
        string file = Moved.Form(form);
        await using TestArchive archive = await TestArchive.Start();
        if (!File.Exists(file))
        {
            await Live(archive, new Random(7), sequences: 3);
            await Signed(archive);
            RecordId[] merged = form > 1 ? await MergeSome(archive) : [];
            if (form > 2) await archive.Write(session => session.PutNotKin(merged[^1], merged[^2], archive.Today));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(await Moved.Export(archive), file);
        }

        // On the day on which it was made: days have passed since, on which some of it would be over.
        using (JsonDocument whole = JsonDocument.Parse(await File.ReadAllBytesAsync(file)))
            archive.Clock.Set(DateOnly.Parse(whole.RootElement.GetProperty("assignments")[0].GetProperty("day").GetString()!, CultureInfo.InvariantCulture));
        await using TestArchive other = await Moved.Into(file, archive.Clock);
        Assert.Equal(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(await Moved.Export(other)));
        Assert.Equal((1, 0), SqliteArchive.SignaturesIn(other.Folder));
    }

    [Fact]
    public async Task What_was_merged_is_merged_there_too_and_parted_there_both_are_as_they_were()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId[] ids = await MergeSome(archive);
        string file = await Moved.Export(archive);
        await using TestArchive other = await Moved.Into(file, archive.Clock);
        Assert.Equal(await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(await Moved.Export(other)));
        Assert.Equal(Moved.Rows(archive.Folder), Moved.Rows(other.Folder));
        Assert.Equal(ids[2], await other.Records.LeadsTo(ids[0], other.Stranger, CancellationToken.None));
        foreach (RecordId merged in (RecordId[])[ids[0], ids[1]])
        {
            foreach (TestArchive one in (TestArchive[])[archive, other]) await new Merged(one).Part(merged);
            Assert.Equal(await Moved.Seen(archive, archive.Stranger, ids), await Moved.Seen(other, other.Stranger, ids));
        }

        // What is not kin goes along, and is of a form of its own.
        await archive.Write(session => session.PutNotKin(ids[^1], ids[^2], archive.Today));
        await using TestArchive third = await Moved.Into(await Moved.Export(archive), archive.Clock);
        Assert.Single(await third.Records.NotKin(third.Stranger, CancellationToken.None));
        await archive.Write(session => session.EndNotKin(ids[^2], ids[^1]));

        // Without anything merged it is of the first form again, which older programs know.
        await archive.Write(session => session.EndNotSame(ids[3], ids[2]));
        Assert.StartsWith(WholeForm.Beginning + "1,", await File.ReadAllTextAsync(await Moved.Export(archive)), StringComparison.Ordinal);
    }

    /// <summary>Each of these would have no end, lead somewhere that nobody chose, or be seen by nobody for ever.</summary>
    [Theory]
    [InlineData("\"merges\"", "a way that comes round")]
    [InlineData("\"merges\"", "into nothing")]
    [InlineData("\"merges\"", "a community")]
    [InlineData("\"movedEnds\"", "an end that leads elsewhere")]
    [InlineData("\"records\"", "merged, and nothing stands for it")]
    public async Task A_merge_that_nobody_could_have_made_is_refused(string list, string how)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId[] ids = await MergeSome(archive);
        RecordId marsh = await archive.Community("Marsh people"), cooks = ids[3], dockers = ids[0], old = ids[2];
        string within = "";
        bool isDone = false;
        string edited = Moved.Edited(await Moved.Export(archive), line =>
        {
            if (line.StartsWith('"')) within = line;
            if (isDone || !within.StartsWith(list, StringComparison.Ordinal)) return line;
            string changed = how switch
            {
                "a way that comes round" => line.Replace($"\"into\":\"{old}\"", $"\"into\":\"{dockers}\"", StringComparison.Ordinal),
                "into nothing" => line.Replace($"\"into\":\"{old}\"", $"\"into\":\"{RecordId.Mint()}\"", StringComparison.Ordinal),
                "a community" => line.Replace($"\"into\":\"{old}\"", $"\"into\":\"{marsh}\"", StringComparison.Ordinal),
                "an end that leads elsewhere" => line.Replace($"\"merged\":\"{dockers}\"", $"\"merged\":\"{cooks}\"", StringComparison.Ordinal),
                _ => line.Contains($"\"id\":\"{cooks}\"", StringComparison.Ordinal) ? line.Replace("\"state\":\"published\"", "\"state\":\"merged\"", StringComparison.Ordinal) : line,
            };
            isDone = changed != line;
            return changed;
        });
        Assert.True(isDone, how);
        string folder = Moved.Elsewhere();
        Assert.Equal(ExitStatus.Otherwise, (await Moved.Import(folder, edited, archive.Clock)).Exit);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task What_a_steward_signed_holds_there_too_and_whose_yeses_made_it_whole_is_known()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Signed(archive);
        await using TestArchive other = await Moved.Into(await Moved.Export(archive), archive.Clock);
        Consent there = (await other.Writer.Write(session => session.Consents(practice), CancellationToken.None))[^1];
        Assert.Equal((1, "amal"), (there.WholeOf, Assert.Single(there.WholeBy)));
        Assert.Equal(SignatureState.Verified, (await other.Get<IDepositStore>().Signatures([there.Number], new Asked(other).Keeper(), CancellationToken.None))[there.Number].State);
        Assert.Equal((1, 0), SqliteArchive.SignaturesIn(other.Folder));
    }

    [Fact]
    public async Task What_lets_somebody_in_is_not_in_it_nor_any_key_nor_salt_of_an_act()
    {
        await using TestArchive archive = await TestArchive.Start();
        string token = await archive.Member("amina");
        await archive.GivePassword("amina", "long and never used elsewhere");
        await archive.Publish("practice", Browsing.Told.Content("A vigil by the river"));
        (string hash, string code, string stamp) = await archive.Writer.Write(session => session.FindMember("amina") is { } member ? (member.PasswordHash!, member.CodeSecret!, member.SecurityStamp) : default, CancellationToken.None);
        string file = await Moved.Export(archive), text = await File.ReadAllTextAsync(file);
        Assert.Contains("\"handle\":\"amina\"", text, StringComparison.Ordinal);
        foreach (string secret in (string[])[token, hash, code, stamp, Convert.ToBase64String(archive.Get<Keystore>().HashSecret(token)), "password", "salt\":", "commitment"])
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        await using TestArchive other = await Moved.Into(file, archive.Clock);
        Assert.False(await other.Writer.Write(session => session.FindMember("amina")!.SignsIn, CancellationToken.None));
        using HttpClient amina = other.With(token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await amina.GetAsync("/api/v1/keep/members")).StatusCode);
    }

    /// <summary>A practice that a steward's key has signed a yes to.</summary>
    private static async Task<RecordId> Signed(TestArchive archive)
    {
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        using SoftPasskey device = new();
        await archive.Write(session => session.Put(device.Of("amal")));
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string at = $"/desk/records/{practice}", signature = new Signer(device).Sign(await amal.Read(at), community: $"{marsh}");
        using HttpResponseMessage done = await amal.Post(
            at + "?handler=answer", [("community", marsh.ToString()), ("answered", "Given"), ("scope", "Publish"), ("signature", signature), ("revision", "1"), ("until", ""), ("condition", "")]);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
        return practice;
    }

    /// <summary>A chain of organisations that are one, another that was merged and parted, and two that are not the same; links to each.</summary>
    private static async Task<RecordId[]> MergeSome(TestArchive archive)
    {
        Merged merged = new(archive);
        RecordId[] ids = [await merged.Tell("organisation", "Dockers"), await merged.Tell("organisation", "Dockers union"), await merged.Tell("organisation", "Dockers of old"), await merged.Tell("organisation", "Cooks")];
        RecordId[] actions = [await merged.Tell("action", "Walk-out", Merged.Link("organisedBy", ids[0], "with flags"), Merged.Link("organisedBy", ids[1])), await merged.Tell("action", "Vigil", Merged.Link("organisedBy", ids[3]))];
        await merged.Merge(ids[3], ids[2]);
        await merged.Merge(ids[0], ids[1]);
        await merged.Merge(ids[1], ids[2]);
        await merged.Change(actions[0], content => content.With("summary", Browsing.Told.One("At night.")));
        await merged.Part(ids[3]);
        await archive.Write(session => session.PutNotSame(ids[3], ids[2], archive.Today));
        return [.. ids, .. actions];
    }

    private static async Task<List<RecordId>> Live(TestArchive archive, Random random, int sequences = 24)
    {
        List<RecordId> subjects = [];
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            int[] chosen = [.. Enumerable.Range(0, Story.Longest).Select(_ => random.Next(Story.Choices))];
            int[] steps = [.. Sequences.Begun((sequence % 7) + (8 * random.Next(400)), chosen), .. Enumerable.Range(0, 24).Select(_ => random.Next(World.Most))];
            World world = World.In(archive);
            await world.Begin();
            foreach (int step in steps) await world.Do(step);
            subjects.AddRange([.. world.Communities, world.Street, world.Region, .. world.Subjects]);
        }

        // What those steps have none of.
        await archive.Write(session =>
        {
            DateOnly today = archive.Today;
            session.PutValue("own kinds", OwnKindsJson.Write(archive.Get<KindList>().Now.Own));
            session.Put(session.Settings() with { Name = "Le fonds « été »", DelayDays = 3, DelayKinds = ["action"] });
            session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.Grant, new RoleChange("amal", null, today.AddDays(30), false).ToString(), "kay", today, "She knows it."));
            session.Put(new Appointment(0, ["amal", "bo"], ["chi"], today, "Nobody is left."));
            session.Put(new Concern { Id = RecordId.Mint(), Subject = subjects[^1], What = ConcernAbout.Endangers, Text = "My name is in it.\nPlease.", Day = today, ReceiptHash = RecordId.Mint().ToBytes(), Said = [new ConcernWord(false, today, "Which line?")] });
            session.Put(new Concern { Id = RecordId.Mint(), Day = today, ReceiptHash = RecordId.Mint().ToBytes(), IsClosed = true });
            DepositId at = session.DepositsIn(DepositState.Deposited, today) is [var first, ..] ? first : DepositId.Mint();
            session.Put(new Assignment(at, "kay", today));
            session.Put(subjects[0], new CommunitySettings { ContentNotices = ["Names of the dead"] });
            session.Put(new StewardsWish(0, subjects[0], new Wished.Invite("bo", today.AddDays(9)), "She knows us.", today, ["amal"]));
            RecordId practice = subjects.First(id => session.FindRecord(id) is { Kind: "practice" });
            session.PutClaim(practice, subjects[1]);
            session.Put(new Embargo { Subject = practice, Part = new RecordPart("story"), By = EmbargoBy.Desk, Until = today.AddDays(9) });
            archive.Get<Publication>().Settle(session, practice, today);
            RecordId gone = RecordId.Mint();
            session.Destroy(gone, new Tombstone(gone, today, "No longer ours to tell.") { IsByKeepers = true });
        });
        // Nothing is owed to a day that has passed.
        await archive.Pass(0);
        // Some of it was put there without an act, and so was not indexed.
        await archive.Write(session => subjects.ForEach(id => archive.Get<Publication>().Reindex(session, id, archive.Today)));
        return subjects;
    }

    private static async Task<Viewer[]> Viewers(TestArchive archive, List<RecordId> subjects)
    {
        IReadOnlyList<Member> members = await archive.Writer.Write(session => session.Members(), CancellationToken.None);
        DepositId[] deposits = await archive.Writer.Write(session => subjects.Select(id => session.FindRecord(id)?.Deposit).OfType<DepositId>().Distinct().Take(6).ToArray(), CancellationToken.None);
        return
        [
            new Viewer.Public(archive.Today), new Viewer.Public(archive.Today.AddDays(20)), new Viewer.Member(archive.Today, "kay", true, []),
            .. members.Where(member => !member.CommunitiesOn(archive.Today).IsEmpty).Take(8).Select(member => new Viewer.Member(archive.Today, member.Handle, false, member.CommunitiesOn(archive.Today))),
            .. deposits.Select(deposit => new Viewer.Depositor(archive.Today, deposit)),
        ];
    }
}
