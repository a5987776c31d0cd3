using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Tests.Life.Consents;

/// <summary>What depositors hand in and correct.</summary>
internal sealed partial class World
{
    private async Task Deposit(int one, int other, int third)
    {
        if (deposits.Count >= 4) return;
        bool isLetter = third % 6 == 5;
        DepositedRecord record = new()
        {
            Ref = "a", Entry = RecordId.Mint(), Kind = isLetter ? OwnKindsHere.Letter : "practice", Content = Content("first", third), Links = isLetter ? Links("to", one % 4, 0) : [.. Links(one % 4, other % 3), .. Where(third)],
        };
        Log($"somebody deposits a {record.Kind}: {Said(record.Content, record.Links)}");
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Records = [record] });
    }

    /// <summary>The depositor sends it again, changed: words, or whom it names, or what stands beside them, or something that nobody is asked about.</summary>
    private async Task Correct(int one, int other, int third)
    {
        if (deposits.Count == 0) return;
        DepositId id = deposits[one % deposits.Count];
        await Write(session =>
        {
            if (session.FindDeposit(id) is { Connections: [var kin] } told)
            {
                Log($"its depositor says kinship {Deposits(id)} otherwise: both {third % 4}");
                session.Put(told with { State = DepositState.InReview, StateDay = Today, FirstHandAgreedBy = [], Connections = [kin with { Words = kin.Words with { Shared = $"both {third % 4}" }, AwaitsReview = true }] }, []);
                firstHand.Remove(id);
            }

            if (session.FindDeposit(id) is not { Records: [{ Kind: not "note" } record], Proposal: null } deposit) return;
            DepositedRecord changed = record.Kind == "telling" ? CorrectedTelling(record, other, third) ?? Corrected(record, other, third) : Corrected(record, other, third);
            Log($"its depositor corrects deposit {Deposits(id)}: {Said(changed.Content, changed.Links)}");
            session.Put(deposit with { State = DepositState.InReview, StateDay = Today, FirstHandAgreedBy = [], Records = [changed with { AwaitsReview = true }] }, []);
            if (changed.Links.Except(record.Links).Any(link => link.Field == "where")) SayPlaceAgain(session, changed.Accessioned);
            firstHand.Remove(id);
        });
    }

    /// <summary>Unless a steward only took it out, and holds to it.</summary>
    private void SayPlaceAgain(IArchiveSession session, RecordId? accessioned)
    {
        if (accessioned is { } id && session.FindRecord(id) is { } record && session.Parts(id).All(one => one.Field != "where" || one.IsDestroyed)) Oracle.SaidAgain(id, "where", Street, record.LatestRevision + 1);
    }

    private DepositedRecord Corrected(DepositedRecord record, int other, int third) => (third % 5) switch
    {
        0 => record with { Content = record.Content.With(other % 2 == 0 ? "unresolved" : OwnKindsHere.Weather, new FieldValue.One(Fresh("still"))) },
        1 => record with { Content = Content("again", third) with { Translations = record.Content.Translations } },
        2 => record with { Content = Translated(record.Content, $"otra vez {third % 2}") },
        3 when record.Links is [var first, ..] => record with { Links = record.Links.SetItem(0, first with { Note = $"note {third % 2}" }) },
        _ when record.Kind == OwnKindsHere.Letter => record with { Content = record.Content.With(OwnKindsHere.Pledge, new FieldValue.One(Fresh("we come"))) },
        _ => record with { Links = [.. Links(third / 5 % 4, other % 3), .. Where(third)] },
    };

    private async Task About(int one, int other)
    {
        if (deposits.Count >= 6 || Subject(one) is not { } subject) return;
        DepositedRecord note = new()
        {
            Ref = "n", Entry = RecordId.Mint(), Kind = "note", Content = Content("note", other).With("type", new FieldValue.One(other % 2 == 0 ? "critique" : "dispute")), Links = [new LinkMention("on", subject.ToString())],
        };
        Log($"somebody deposits a {note.Content.Text("type")} on {Name(subject)}");
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Records = [note] });
    }

    private async Task Kin()
    {
        if (deposits.Count >= 6) return;
        DepositedConnection kin = new()
        {
            Entry = RecordId.Mint(), Type = "kin", From = Communities[0].ToString(), To = Communities[1].ToString(),
            Words = new ConnectionWords { Language = "en", Shared = "both", Distinct = "each", Sources = [Entry.Of(("url", "https://example.org/"))] },
        };
        Log("somebody deposits a kinship of both");
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Connections = [kin] });
    }

    private async Task Put(Deposit deposit)
    {
        deposits.Add(deposit.Id);
        await Write(session => session.Put(deposit, Mentions.Named(session, deposit)));
    }

    /// <summary>In words that nobody wrote before: where they are found, they came from here.</summary>
    private RecordContent Content(string word, int number) =>
        new RecordContent { Language = "en" }.With("title", new FieldValue.One($"{word} {number % 2}")).With("story", new FieldValue.One(Fresh("told")))
            .With("sources", new FieldValue.Entries([Entry.Of(("url", "https://example.org/"))]));

    private string Fresh(string before) => $"{before} word{++lastWord}";

    private static RecordContent Translated(RecordContent content, string title) => content with
    {
        Translations = content.Translations.SetItem("es", ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation(title, 1))),
    };

    /// <summary>Centres the one, the other, or both; stands with nobody, the one or the other.</summary>
    private ImmutableArray<LinkMention> Links(int centred, int stoodWith) => Links("centres", centred, stoodWith);

    private ImmutableArray<LinkMention> Links(string field, int centred, int stoodWith) =>
    [
        .. (centred switch { 0 => [0], 1 => [1], _ => (int[])[0, 1] }).Select(at => new LinkMention(field, Communities[at].ToString())),
        .. stoodWith == 0 ? (LinkMention[])[] : [new LinkMention("stoodWith", Communities[stoodWith - 1].ToString())],
    ];
}
