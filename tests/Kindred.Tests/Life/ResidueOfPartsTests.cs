using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Tests.Life.Leaks;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>A part that was taken out of a record leaves no byte in any file that the archive writes, whatever the kind and the field.</summary>
public sealed class ResidueOfPartsTests
{
    [Fact]
    public async Task No_field_of_any_kind_leaves_anything()
    {
        await using TestArchive archive = await TestArchive.Start();
        List<(RecordId Id, Kind Kind)> told = [];
        await archive.Write(session =>
        {
            foreach (Kind kind in KindList.BuiltIn.All) told.Add((Put(archive, session, kind), kind));
        });
        int parts = 0;
        foreach ((RecordId id, Kind kind) in told)
        {
            RecordContent[] revisions = [.. (await archive.Writer.Write(session => session.Revisions(id), CancellationToken.None)).Select(one => one.Content)];
            foreach (RecordPart part in PartChoice.Of(kind, revisions))
            {
                if (part.Field == FieldNotices.Name)
                {
                    // What was said before the story went with it.
                    Assert.All(await archive.Writer.Write(session => session.Revisions(id), CancellationToken.None), one => Assert.Null(one.Content[FieldNotices.Name]));
                    continue;
                }

                Assert.True(!IsInWords(kind[part.Field]!) || Residue.In(archive.Folder, Marker(kind, part.Field)).Count > 0, $"{kind.Name}.{part.Field} was never there.");
                await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, id, part.Field, part.Target, archive.Today)));
                Assert.True(Residue.In(archive.Folder, Marker(kind, part.Field)) is [], $"{kind.Name}.{part.Field} is left.");
                parts++;
            }
        }

        Assert.True(parts > 100, $"Only {parts} parts.");
        await archive.Stop();
        foreach ((_, Kind kind) in told) Assert.Empty(Residue.In(archive.Folder, Marker(kind, "story")));
    }

    private static bool IsInWords(Field field) => field.Type is FieldType.Text or FieldType.Markdown or FieldType.Sources or FieldType.Credits or FieldType.Creators or FieldType.Guidance;

    private static string Marker(Kind kind, string field) => $"zaun{kind.Name}{field}wurz".ToLowerInvariant();

    /// <summary>Every field says a word of its own, in two revisions, a translation, the index and a deposit.</summary>
    private static RecordId Put(TestArchive archive, Domain.Stores.IArchiveSession session, Kind kind)
    {
        RecordId id = RecordId.Mint();
        RecordContent content = Twin.Marked(kind);
        foreach (Field field in kind.Fields)
        {
            HeldWordsOfRecord only = TakenOut.Only(1, content, field.Name, null);
            string json = Encoding.UTF8.GetString(ContentJson.Write(only.Content)).Replace(Twin.Marker, Marker(kind, field.Name), StringComparison.Ordinal);
            content = TakenOut.PutBack(TakenOut.Without(content, field.Name, null, ""), only with { Content = ContentJson.Read(Encoding.UTF8.GetBytes(json)) }, "");
        }

        Record record = new() { Id = id, Kind = kind.Name, State = RecordState.Published, Revision = 2, LatestRevision = 2, Content = content, PublishedDay = archive.Today, Deposit = DepositId.Mint() };
        foreach (int number in (int[])[1, 2])
            session.Put(new Revision { Record = id, Number = number, Day = archive.Today, Who = "anonymous", Note = "", Content = content, AskedFrom = 1, WasPublic = true, Basis = PublicationBasis.PublicSources });
        session.Put(record);
        session.Put(new Deposit
        {
            Id = record.Deposit.Value, State = DepositState.Published, Day = archive.Today, StateDay = archive.Today,
            Records = [new DepositedRecord { Ref = "a", Entry = RecordId.Mint(), Kind = kind.Name, Content = content, Accessioned = id, AwaitsReview = false }],
        }, []);
        archive.Get<Publication>().Reindex(session, id, archive.Today);
        return id;
    }
}
