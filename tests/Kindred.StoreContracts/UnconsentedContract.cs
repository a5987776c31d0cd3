using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Xunit;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.StoreContracts;

/// <summary>Nothing that names a community is stored as public against its word, whoever writes it: what no code may do, no bug can.</summary>
public abstract class UnconsentedContract : ArchiveContract
{
    private static readonly RecordId Community = RecordId.Mint();

    public static TheoryData<string> Wrongs => new(
        "silent", "declined since", "conditional since", "withdrawn since", "of other words", "without publish", "not the second of two", "without a basis", "took its word back before", "a steward is there");

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task A_record_is_not_public_against_a_word_of_those_it_names(string wrong)
    {
        Record asked = Some.Record(state: RecordState.Asked) with { Communities = [Community], Revision = 2, LatestRevision = 2 };
        Record published = asked with { State = RecordState.Published, PublishedDay = Some.Today };
        await Archive.Write(session =>
        {
            session.PutWhole(asked);
            session.Put(Some.Revision(asked, 2, wasPublic: false) with { AskedFrom = 2 });
            foreach (Consent consent in Said(asked.Id, wrong)) session.Put(consent);
            if (wrong == "a steward is there") session.Put(Steward());
        });
        published = wrong switch
        {
            "not the second of two" => published with { Communities = [Community, RecordId.Mint()] },
            "without a basis" => published with { PublishedWithout = [Community] },
            "took its word back before" or "a steward is there" => published.Unasked(),
            _ => published,
        };
        await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Archive.Write(session => session.Put(published)));
        // Nor as something new.
        Record anew = published with { Id = RecordId.Mint() };
        if (wrong != "took its word back before") await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Archive.Write(session => session.Put(anew)));
        Assert.Equal((RecordState.Asked, null), await Archive.Write(session => (session.FindRecord(asked.Id)!.State, session.FindRecord(anew.Id))));
    }

    [Fact]
    public async Task A_word_against_what_is_public_does_not_stand_beside_it()
    {
        Record record = Some.Record() with { Communities = [Community] };
        await Archive.Write(session =>
        {
            session.Put(Answer(record.Id, ConsentAnswer.Given));
            session.PutWhole(record);
        });
        foreach (ConsentAnswer no in (ConsentAnswer[])[ConsentAnswer.Declined, ConsentAnswer.Conditional, ConsentAnswer.Withdrawn])
        {
            await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Archive.Write(session => session.Put(Answer(record.Id, no))));
            Assert.Single(await Archive.Write(session => session.Consents(record.Id)));
        }

        // Where the act takes it away it is done, and the next act starts from nothing.
        await Archive.Write(session =>
        {
            session.Put(Answer(record.Id, ConsentAnswer.Withdrawn));
            session.Put(record with { State = RecordState.Hidden });
        });
        await Archive.Write(session => session.PutWhole(Some.Record()));
        Assert.Equal(RecordState.Hidden, (await Archive.Write(session => session.FindRecord(record.Id)))!.State);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("declined since")]
    [InlineData("withdrawn since")]
    [InlineData("without publish")]
    public async Task A_connection_is_not_public_against_a_word_of_those_it_names(string wrong)
    {
        Record one = Some.Record(), two = Some.Record();
        Connection kin = Some.Connection(one, two, "kin", RecordState.Asked) with { Communities = [Community] };
        await Archive.Write(session =>
        {
            session.PutWhole(one);
            session.PutWhole(two);
            session.Put(kin);
            foreach (Consent consent in Said(kin.Id, wrong)) session.Put(consent with { Revision = 1 });
        });
        await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Archive.Write(session => session.Put(kin with { State = RecordState.Published })));
        Assert.Equal(RecordState.Asked, (await Archive.Write(session => session.FindConnection(kin.Id)))!.State);
        await Archive.Write(session =>
        {
            session.Put(Answer(kin.Id, ConsentAnswer.Given));
            session.Put(kin with { State = RecordState.Published });
        });
        await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Archive.Write(session => session.Put(Answer(kin.Id, ConsentAnswer.Withdrawn))));
    }

    [Fact]
    public async Task A_link_of_a_record_that_is_not_public_is_not_public_without_it()
    {
        Record one = Some.Record(state: RecordState.Asked), two = Some.Record(state: RecordState.Asked);
        await Archive.Write(session =>
        {
            session.PutWhole(one);
            session.PutWhole(two);
        });
        await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Archive.Write(session => session.Put(Some.Connection(one, two) with { IsOfField = true })));
    }

    [Fact]
    public async Task What_is_refused_touches_nothing_else_of_its_commit_and_the_operator_is_told()
    {
        List<Exception> told = [];
        Archive.Faulted += told.Add;
        Record wrong = Some.Record("Never") with { Communities = [Community] };
        Task<bool>[] acts = [.. Enumerable.Range(0, 20).Select(number => Archive.Writer.Write(
            session =>
            {
                session.PutWhole(number == 9 ? wrong : Some.Record($"Number {number}"));
                return true;
            },
            Cancel))];
        await Assert.ThrowsAsync<UnconsentedPublicationException>(() => Task.WhenAll(acts));
        Assert.Equal(19, acts.Count(act => act.IsCompletedSuccessfully));
        Assert.Equal(19, (await Archive.Records.Newest([], 50, Some.Anyone, Cancel)).Count);
        Assert.IsType<UnconsentedPublicationException>(Assert.Single(told));
        Assert.DoesNotContain("Never", told[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_they_said_yes_to_is_taken_whatever_was_said_before()
    {
        Record record = Some.Record() with { Communities = [Community, RecordId.Mint()] };
        await Archive.Write(session =>
        {
            foreach (RecordId one in record.Communities)
            {
                foreach (ConsentAnswer answer in (ConsentAnswer[])[ConsentAnswer.Given, ConsentAnswer.Declined, ConsentAnswer.Withdrawn, ConsentAnswer.Conditional, ConsentAnswer.Given])
                    session.Put(Answer(record.Id, answer) with { Community = one });
            }

            session.PutWhole(record);
        });
        Assert.Equal(RecordState.Published, (await Archive.Write(session => session.FindRecord(record.Id)))!.State);
    }

    private static Consent Answer(RecordId subject, ConsentAnswer answer) =>
        new() { Subject = subject, Community = Community, Revision = 1, Answer = answer, Steward = "amal", Day = Some.Today };

    private static Consent[] Said(RecordId subject, string wrong)
    {
        Consent yes = Answer(subject, ConsentAnswer.Given) with { Revision = 2 };
        return wrong switch
        {
            "declined since" => [yes, yes with { Answer = ConsentAnswer.Declined, Steward = "bo" }],
            "conditional since" => [yes, yes with { Answer = ConsentAnswer.Conditional }],
            "withdrawn since" => [yes, yes with { Answer = ConsentAnswer.Withdrawn }],
            "of other words" => [yes with { Revision = 1 }],
            "without publish" => [yes with { Scope = ConsentScope.PrecisePlace }],
            "not the second of two" => [yes],
            "took its word back before" => [yes, yes with { Answer = ConsentAnswer.Withdrawn }, yes],
            _ => [],
        };
    }

    private static Member Steward() => new()
    {
        Id = RecordId.Mint(), Handle = "amal", SecurityStamp = "s", Joined = Some.Today, Roles = [new Role(Community, Some.Today, null)],
    };
}
