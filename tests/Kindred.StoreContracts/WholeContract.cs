using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Xunit;

namespace Kindred.StoreContracts;

/// <summary>All of an archive at once: read in one order, and made again of what was read.</summary>
public abstract class WholeContract : ArchiveContract
{
    [Fact]
    public async Task It_is_read_in_the_order_of_ids_without_what_lets_anybody_in()
    {
        Domain.Records.Record[] records = [.. Enumerable.Range(0, 9).Select(number => Some.Record($"Practice {number}"))];
        await Archive.Write(session =>
        {
            foreach (Domain.Records.Record record in records) session.PutWhole(record);
            session.Put(new Member { Id = RecordId.Mint(), Handle = "amal", SecurityStamp = "stamp", Joined = Some.Today, PasswordHash = "hash", CodeSecret = "code", Roles = [new Role(null, Some.Today, null)] });
        });
        (WholeRecord[] read, WholeRevision[] revisions, WholeMember[] members) = await Archive.Whole.Read(whole => (whole.Records.ToArray(), whole.Revisions.ToArray(), whole.Members.ToArray()), File.Delete, Cancel);
        Assert.Equal(records.Select(one => one.Id).Order(), read.Select(one => one.Record.Id));
        Assert.Equal(records.Select(one => one.Id), read.OrderBy(one => one.Order).Select(one => one.Record.Id));
        Assert.All(revisions, one => Assert.Null(one.Content));
        Assert.Equal(("amal", 1), (Assert.Single(members).Handle, members[0].Roles.Length));
    }

    [Fact]
    public async Task What_is_read_makes_the_same_again()
    {
        Domain.Records.Record first = Some.Record("First"), second = Some.Record("Second");
        RecordId marsh = RecordId.Mint();
        await Archive.Write(session =>
        {
            session.PutWhole(second);
            session.PutWhole(first);
            session.Put(new Consent { Subject = first.Id, Community = marsh, Revision = 1, Answer = ConsentAnswer.Conditional, Steward = "amal", Day = Some.Today, Condition = "not yet" });
            session.PutValue("founded", "2026-03-01");
        });
        (WholeRecord[] records, WholeRevision[] revisions, Consent[] consents, NamedValue[] values) =
            await Archive.Whole.Read(whole => (whole.Records.ToArray(), whole.Revisions.ToArray(), whole.Consents.ToArray(), whole.Values.ToArray()), File.Delete, Cancel);
        IReadOnlyList<string> read = TemporaryArchive.Filled<string>(
            filling =>
            {
                foreach (WholeRecord one in records) filling.Put(one);
                foreach (WholeRevision one in revisions) filling.Put(one);
                foreach (Consent one in consents) filling.Put(one);
                foreach (NamedValue one in values) filling.Put(one);
            },
            filling =>
            {
                Assert.Empty(filling.Ready());
                Assert.Equal(["practice"], filling.Kinds);
                // In the order they came, not in that of the file.
                return [.. filling.PublishedRecords.Select(id => filling.Session.FindRecord(id)!.Content.Title), filling.Session.FindRevision(first.Id, 1)!.Content.Title, filling.Session.Consents(first.Id)[0].Condition!,
                    filling.Session.FindValue("founded")!, .. filling.Session.FindByName("first", []).Select(id => id == first.Id ? "found" : "")];
            });
        Assert.Equal(["Second", "First", "First", "not yet", "2026-03-01", "found"], read);
    }

    [Fact]
    public void What_would_stand_as_published_against_an_answer_is_told()
    {
        RecordId marsh = RecordId.Mint();
        Domain.Records.Record record = Some.Record() with { Communities = [marsh] };
        IReadOnlyList<RecordId> against = TemporaryArchive.Filled(filling => filling.Put(new WholeRecord(1, record)), filling => filling.Ready());
        Assert.Equal(record.Id, Assert.Single(against));
    }
}
