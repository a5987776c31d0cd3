using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Tests.Life.Consents;

/// <summary>What is told beside a practice, and what stays of it when the practice goes.</summary>
internal sealed partial class World
{
    /// <summary>Somebody tells it beside: for one community or both, for everyone or for those who answer for them.</summary>
    private async Task Tell(int one, int other, int third)
    {
        if (deposits.Count >= 6 || Subject(one) is not { } subject || !await Read(session => session.FindRecord(subject) is { Kind: "practice" })) return;
        DepositedRecord telling = new()
        {
            Ref = "t", Entry = RecordId.Mint(), Kind = "telling", Content = ReadBy(Content("beside", third / 3), third / 3),
            Links = [.. ToldBy(other % 4, third / 3 % 3), new LinkMention("beside", subject.ToString())],
        };
        Log($"somebody tells it beside {Name(subject)}: {Said(telling.Content, telling.Links)}");
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Records = [telling] });
    }

    /// <summary>Null: it is corrected as anything else.</summary>
    private DepositedRecord? CorrectedTelling(DepositedRecord record, int other, int third) => (third % 5) switch
    {
        1 => record with { Content = ReadBy(Content("again", third), third + 1) },
        3 => record with { Content = ReadBy(record.Content, third) },
        4 => record with { Links = [.. ToldBy(third / 5 % 4, other % 3), .. record.Links.Where(link => link.Field == "beside")] },
        _ => null,
    };

    /// <summary>A depositor takes back what came from them; what others tell beside it stays.</summary>
    private async Task TakeBack(int one)
    {
        if (deposits.Count == 0) return;
        DepositId id = deposits[one % deposits.Count];
        RecordId[] shown = [.. Subjects];
        // Weighed first, too: who answers for whom may have changed since it was.
        Dictionary<RecordId, bool> before = await Read(session => shown.Where(subject => session.FindRecord(subject) is { Kind: "telling" } telling && telling.Deposit != id)
            .ToDictionary(subject => subject, subject => VisibilityPolicy.IsPublic(Envelope.Of(publication.Settle(session, subject, Today)), Today)));
        await Write(session =>
        {
            if (session.FindDeposit(id) is not { } deposit) return;
            Log($"its depositor takes deposit {Deposits(id)} back");
            destruction.Destroy(session, deposit, [], Today);
            // Weighed anew, as any act would.
            foreach (RecordId telling in before.Keys.Where(telling => session.FindRecord(telling) is not null)) publication.Settle(session, telling, Today);
        });
        deposits.Remove(id);
        foreach ((RecordId telling, bool wasPublic) in before)
            Assert.Equal(wasPublic, await Read(session => session.FindRecord(telling) is { } still && VisibilityPolicy.IsPublic(Envelope.Of(still), Today)));
    }

    private static RecordContent ReadBy(RecordContent content, int third) => content.With("readBy", new FieldValue.One(third % 3 == 0 ? "communities" : "everyone"));

    private ImmutableArray<LinkMention> ToldBy(int tellers, int stoodWith) => Links("toldBy", tellers, stoodWith);
}
