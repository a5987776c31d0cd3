using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Withdrawing;
using Kindred.Host.Commands;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life.Leaks;

namespace Kindred.Tests.Life;

/// <summary>A withdrawal leaves no byte of what was withdrawn in any file that the archive writes, whoever's word it was.</summary>
public sealed class ResidueTests
{
    // The index keeps of a word only what tells it from the one before: its end would be left.
    private const string End = "onwurz";

    [Fact]
    public async Task A_depositors_word_leaves_nothing_of_any_kind_or_field()
    {
        await using TestArchive archive = await Begun();
        Told told = await Tell(archive, [.. KindList.BuiltIn.All]);
        Assert.NotEmpty(Residue.In(archive.Folder, End));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(told.Draft, CancellationToken.None));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(told.Receipt, CancellationToken.None));
        await NothingIsLeft(archive);
    }

    [Fact]
    public async Task A_depositors_word_leaves_nothing_of_a_kind_and_of_fields_that_the_archive_declared()
    {
        await using TestArchive archive = await Begun();
        await Declaring.Song.Declare(archive);
        Kind song = archive.Get<KindList>()["song"], practice = archive.Get<KindList>()["practice"];
        Assert.Contains(song.Fields, field => field is { IsOwn: true, Name: "lyrics" });
        Assert.Contains(practice.Fields, field => field is { IsOwn: true, Name: "weather" });
        Told told = await Tell(archive, [song, practice, .. archive.Get<KindList>().All.Where(kind => kind.Name is not ("song" or "practice"))]);
        Assert.NotEmpty(Residue.In(archive.Folder, End));
        // Retired, they are destroyed like any other.
        await Declaring.Song.Declare(archive, new OwnKinds([Declaring.Song.Own.Kind("song")! with { IsRetired = true, Fields = [.. Declaring.Song.Own.Kind("song")!.Fields.Select(field => field with { IsRetired = true })] }], []));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(told.Draft, CancellationToken.None));
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(told.Receipt, CancellationToken.None));
        await NothingIsLeft(archive);
    }

    [Fact]
    public async Task Two_keepers_word_leaves_nothing_of_any_kind_or_field()
    {
        await using TestArchive archive = await Begun();
        Told told = await Tell(archive, [.. KindList.BuiltIn.All]);
        await archive.Get<FollowDeposit>().Withdraw(told.Draft, CancellationToken.None);
        foreach (string keeper in (string[])["mika", "noor"]) await archive.Member(keeper);
        await archive.Write(session => session.PutValue("founded", "2026-01-01"));
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        foreach (RecordId id in told.Connections.Concat(told.Records))
        {
            // What hangs on a record goes with it.
            if (!await archive.Writer.Write(session => session.FindRecord(id) is not null || session.FindConnection(id) is not null, CancellationToken.None)) continue;
            Assert.IsType<WithdrawOutcome.SecondKeeperNeeded>(await withdraw.ByKeeper(id, Twin.Marker, null, Keeper(archive, "mika"), CancellationToken.None));
            Assert.IsType<WithdrawOutcome.Destroyed>(await withdraw.ByKeeper(id, Twin.Marker, null, Keeper(archive, "noor"), CancellationToken.None));
        }

        await NothingIsLeft(archive);
    }

    [Fact]
    public async Task A_stewards_word_leaves_nothing_of_what_names_her_community()
    {
        await using TestArchive archive = await Begun();
        await archive.Member("reed", Marsh);
        Told told = await Tell(archive, [Practice.Kind, Note.Kind, Telling.Kind]);
        await archive.Get<FollowDeposit>().Withdraw(told.Draft, CancellationToken.None);
        Viewer.Member reed = new(archive.Today, "reed", false, [Marsh]);
        foreach (RecordId id in told.Connections.Concat(told.Records))
        {
            if (await archive.Writer.Write(session => session.FindRecord(id) is not null || session.FindConnection(id) is not null, CancellationToken.None))
                Assert.IsType<WithdrawOutcome.Destroyed>(await archive.Get<WithdrawRecord>().BySteward(id, Marsh, null, reed, CancellationToken.None));
        }

        await NothingIsLeft(archive);
    }

    [Fact]
    public async Task A_concern_that_was_taken_back_leaves_nothing()
    {
        await using TestArchive archive = await Begun();
        Visitor visitor = new(archive.Anyone());
        string receipt = await Concern(visitor, Marsh);
        Assert.NotEmpty(Residue.In(archive.Folder, End));
        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/receipt", ("go", "withdraw"));
        await NothingIsLeft(archive);
    }

    [Fact]
    public async Task A_concern_that_was_settled_leaves_nothing_it_said()
    {
        await using TestArchive archive = await Begun();
        await Concern(new Visitor(archive.Anyone()), Marsh);
        Assert.NotEmpty(Residue.In(archive.Folder, End));
        Visible<Concern> told = Assert.Single(await archive.Get<IDepositStore>().Concerns(Keeper(archive, "mika"), 0, 9, CancellationToken.None));
        Assert.True(await archive.Get<SettleConcern>().Do([told.Value.Id], Keeper(archive, "mika"), CancellationToken.None));
        await NothingIsLeft(archive);
    }

    [Fact]
    public async Task A_restored_backup_and_its_journal_leave_nothing()
    {
        await using TestArchive archive = await Begun();
        Told told = await Tell(archive, [.. KindList.BuiltIn.All]);
        string file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(archive.Folder)!, "backup.tar");
        CommandResult made = await Terminal.Run(
            Backup.Work, new JsonObject { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, made.Exit);
        await archive.Get<FollowDeposit>().Withdraw(told.Draft, CancellationToken.None);
        await archive.Get<FollowDeposit>().Withdraw(told.Receipt, CancellationToken.None);
        Assert.Empty(Residue.In(archive.Folder, End));

        await using TestArchive other = await TestArchive.Start();
        await other.Stop();
        Directory.Delete(other.Folder, recursive: true);
        CommandResult restored = await Restore.Do(other.Settings, file, archive.Settings.Journal, null, archive.Clock, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, restored.Exit);
        Assert.Empty(Residue.In(System.IO.Path.GetDirectoryName(other.Folder)!, End));
        await using TestArchive again = await TestArchive.Start(other.Folder, archive.Clock);
        await NothingIsLeft(again);
    }

    private static RecordId Marsh => Browsing.Told.Id(2);

    private static Viewer.Member Keeper(TestArchive archive, string handle) => new(archive.Today, handle, true, []);

    /// <summary>With words beside the marker in the order of words, so that the index shortens it.</summary>
    private static async Task<TestArchive> Begun()
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            Browsing.Told.Put(session, Marsh, "community", Browsing.Told.Content("The Marsh People"), archive.Today, communities: Marsh);
            Browsing.Told.Put(session, Browsing.Told.Id(3), "practice", Browsing.Told.Content("Zirkel zirkon zirkons zirkus"), archive.Today);
            archive.Get<Features.Shared.Publishing.Publication>().Reindex(session, Browsing.Told.Id(3), archive.Today);
        });
        return archive;
    }

    /// <summary>Deposits, asks and is answered, publishes, corrects, tells a concern, keeps a draft: with the marker wherever somebody can write.</summary>
    private static async Task<Told> Tell(TestArchive archive, Kind[] kinds)
    {
        ReviewDeposit review = archive.Get<ReviewDeposit>();
        FollowDeposit follow = archive.Get<FollowDeposit>();
        (Deposit deposit, ReceiptCode receipt) = await Put(archive, kinds, DepositState.Deposited, "");
        (_, ReceiptCode draft) = await Put(archive, kinds, DepositState.Draft, " later");
        await review.Ask(deposit.Id, Keeper(archive, "mika"), $"{Twin.Marker} asked", CancellationToken.None);
        await follow.Reply(receipt, $"{Twin.Marker} replied", CancellationToken.None);
        foreach (string word in (string[])["one", "two"])
        {
            Deposit last = await archive.Writer.Write(
                session =>
                {
                    Deposit held = session.FindDeposit(deposit.Id)!;
                    Deposit changed = held with { Records = [.. held.Records.Select(one => one with { Content = one.Content.With("topics", new FieldValue.Many([$"{Twin.Marker} {word}"])), AwaitsReview = true })] };
                    session.Put(changed, Mentions.Named(session, changed));
                    return changed;
                }, CancellationToken.None);
            ReviewOutcome outcome = await review.Accept(last.Id, Keeper(archive, "mika"), PublicationBasis.PublicSources, CancellationToken.None);
            deposit = outcome is ReviewOutcome.Done done ? done.Deposit : throw new InvalidOperationException(string.Join('\n', ((ReviewOutcome.NeedsWork)outcome).Findings));
        }

        Told told = new(receipt, draft, [.. deposit.Records.Select(one => one.Accessioned!.Value)], [.. deposit.Connections.Select(one => one.Accessioned!.Value)]);
        foreach (RecordId id in told.Records)
        {
            await archive.Write(session =>
            {
                foreach (string steward in (string[])["reed"])
                {
                    session.Put(new Domain.Stewarding.Consent
                    {
                        Subject = id, Community = Marsh, Revision = 2, Answer = Domain.Stewarding.ConsentAnswer.Given, Steward = steward, Day = archive.Today, Condition = Twin.Marker,
                    });
                }

                archive.Get<Features.Shared.Publishing.Publication>().Settle(session, id, archive.Today);
            });
        }

        await Concern(new Visitor(archive.Anyone()), told.Records[0]);
        return told;
    }

    private static async Task<(Deposit Deposit, ReceiptCode Receipt)> Put(TestArchive archive, Kind[] kinds, DepositState state, string tail)
    {
        ReceiptCode receipt = ReceiptCode.Mint(RandomNumberGenerator.GetBytes(32));
        ImmutableArray<DepositedRecord> records =
        [
            .. kinds.Select(kind => new DepositedRecord
            {
                Ref = kind.Name, Entry = RecordId.Mint(), Kind = kind.Name, Content = Titled(Twin.Marked(kind), kind.Name + tail),
                Links = [.. kind.Fields.Where(field => field.IsLink).Select(field => Link(field, kinds)).OfType<LinkMention>()],
            }),
        ];
        Deposit deposit = new()
        {
            Id = DepositId.Mint(), State = state, Day = archive.Today, StateDay = archive.Today, ReceiptHash = archive.Get<Keystore>().HashReceipt(receipt), SignedAs = Twin.Marker,
            Records = records,
            Connections =
            [
                new DepositedConnection
                {
                    Entry = RecordId.Mint(), Type = "kin", From = Marsh.ToString(), To = "#practice",
                    Words = new ConnectionWords { Language = "en", Text = Twin.Marker, Shared = Twin.Marker, Distinct = Twin.Marker, When = "2017", Sources = [Entry.Of(("url", $"https://example.org/{Twin.Marker}"), ("quotation", Twin.Marker))] },
                },
            ],
        };
        await archive.Write(session => session.Put(deposit, Mentions.Named(session, deposit)));
        return (deposit, receipt);
    }

    /// <summary>A telling is for everyone, so that the index holds it.</summary>
    private static RecordContent Titled(RecordContent content, string tail) =>
        content.With("title", new FieldValue.One($"{Twin.Marker} {tail}")).With("readBy", content["readBy"] is null ? null : new FieldValue.One("everyone"));

    private static LinkMention? Link(Field field, Kind[] kinds)
    {
        string near = field.LinkKinds.IsEmpty ? "practice" : field.LinkKinds[0];
        if (near == "community") return new LinkMention(field.Name, Marsh.ToString(), $"{Twin.Marker} note");
        return kinds.Any(kind => kind.Name == near) ? new LinkMention(field.Name, "#" + near, $"{Twin.Marker} note") : null;
    }

    private static async Task<string> Concern(Visitor visitor, RecordId about)
    {
        await visitor.Open($"/r/{about}/concern");
        await visitor.Send($"/r/{about}/concern", ("what", "namesme"), ("text", $"{Twin.Marker} feared"), ("key", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        return visitor.Receipt;
    }

    /// <summary>Neither while it runs, nor when it has stopped, nor when it was started once more, nor in what it said.</summary>
    private static async Task NothingIsLeft(TestArchive archive)
    {
        Assert.Empty(Residue.In(archive.Folder, End));
        await archive.Stop();
        Assert.Empty(Residue.In(archive.Folder, End));
        await using TestArchive again = await TestArchive.Start(archive.Folder, archive.Clock);
        await again.Pass(1);
        await again.Stop();
        Assert.Empty(Residue.In(archive.Folder, End));
        Assert.DoesNotContain(End, archive.Log + again.Log, StringComparison.OrdinalIgnoreCase);
        Assert.True(Directory.GetFiles(archive.Folder).Length > 2);
    }

    private sealed record Told(ReceiptCode Receipt, ReceiptCode Draft, ImmutableArray<RecordId> Records, ImmutableArray<RecordId> Connections);
}
