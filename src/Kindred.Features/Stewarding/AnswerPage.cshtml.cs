using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

/// <summary>A record or connection as those see it who answer for a community it names: what it says, what was answered, and what can be done.</summary>
[MembersPage]
[AskAgain("letGo", "lift")]
public sealed partial class AnswerPage(
    IRecordStore records, IDepositStore deposits, IMemberStore members, KindList kinds, AnswerForCommunity answer, KeepBack keepBack, WishAmongStewards wishes, LiftClaim lift,
    CurrentViewer viewer, Shell shell, Texts texts, PageFrame frame) : PageModel
{
    private const int MostAnswers = 1000;

    public Viewer.Member Me { get; private set; } = null!;

    public RecordId Id { get; private set; }

    /// <summary>The record; of a connection its near end.</summary>
    public Record Record { get; private set; } = null!;

    public ConnectionReading? Connection { get; private set; }

    public ReadableRecord? Shown { get; private set; }

    public ImmutableArray<StandingLine> Communities { get; private set; } = [];

    /// <summary>What stewards of the reader's communities have said about it, newest first.</summary>
    public IReadOnlyList<Consent> Answers { get; private set; } = [];

    /// <summary>Of these, by their numbers: whether her own key signed it.</summary>
    public IReadOnlyDictionary<long, SignedAnswer> Signatures { get; private set; } = new Dictionary<long, SignedAnswer>();

    /// <summary>Null: the reader has no passkey here, or nothing to answer.</summary>
    public SigningOffer? Sign { get; private set; }

    /// <summary>Of communities that decide with more than one steward and have not decided yet: how many have said yes to what is read here. Also of those with several of whom one said no or not yet.</summary>
    public IReadOnlyDictionary<RecordId, CommunityStanding> Deciding { get; private set; } = new Dictionary<RecordId, CommunityStanding>();

    /// <summary>Communities of the reader's own that may answer.</summary>
    public ImmutableArray<StandingLine> Mine { get; private set; } = [];

    /// <summary>What is answered here can be read by everyone now, so that any answer but yes takes it away from them.</summary>
    public bool IsPublicAsRead => Connection is null && Record.State == RecordState.Published && Record.Revision == Record.LatestRevision;

    /// <summary>What their yes is offered to reach: as far as all of them agreed.</summary>
    public ConsentScope OfferedScope { get; private set; } = ConsentScope.Publish;

    /// <summary>The reader's own last yes: its limits stand in the form, to be kept, widened or narrowed.</summary>
    public Consent? Last { get; private set; }

    /// <summary>What her community asked for last, and what has changed since in the words it was said of; null: nothing was asked for, or that revision is read here.</summary>
    public (Consent Condition, ReadableRecord Changed)? SinceCondition { get; private set; }

    /// <summary>What of it is folded, and whether the reader says that it was opened.</summary>
    public OpenedWords Opened { get; private set; } = OpenedWords.None;

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public TypedAnswer? Typed { get; private set; }

    /// <summary>A newer revision came while it was read: it is shown, and what was typed stays but for the answer.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The deposit in which a correction of it waits: a yes is said to that one.</summary>
    public DepositId? Correction { get; private set; }

    public RecordId? Chosen { get; private set; }

    public string? Done { get; private set; }

    /// <summary>It was to be hidden, and nothing was said why.</summary>
    public bool IsHideUnsaid => Done == "hide-why";

    /// <summary>The revision that is read here, and answered.</summary>
    public int Revision => Connection?.Connection.Value.Revision ?? Record.LatestRevision;

    /// <summary>A keeper's hide of what is answered here.</summary>
    public Hiding? Hidden => Connection is null ? Hiding.Of(Record, Me.Today) : Hiding.Of(Connection.Connection.Value, Me.Today);

    public bool CanShowAgain => Me.IsKeeper && Hidden is not null;

    public async Task<IActionResult> OnGet(string id, string? community, string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("desk.done." + done) ? done : null;
        Chosen = RecordId.TryParse(community, out RecordId chosen) ? chosen : null;
        return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostAnswer(
        string id, string? community, ConsentAnswer? answered, ConsentScope[] scope, string? until, string? condition, int? revision, string? signature, string? notBefore, bool opened, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || !RecordId.TryParse(community, out RecordId one) || !Me.Communities.Contains(one)) return Problems.Result(Problem.NotFound);
        ConsentScope all = scope.Aggregate(ConsentScope.None, (sum, part) => sum | part);
        Typed = new TypedAnswer(one, answered, all, until, condition, notBefore);
        if (revision != Revision) return Changed();
        Opened = Opened with { IsSaid = opened };
        if (answered is not { } word) return NotRight([new Finding("answer-missing", "answer")]);
        if (word == ConsentAnswer.Given && Opened.Missing is { } unread) return NotRight([unread]);
        if (!TypedDay.TryRead(until, out DateOnly? lastDay)) return NotRight([new Finding("day-not-a-day", "until")]);
        if (!TypedDay.TryRead(notBefore, out DateOnly? firstDay)) return NotRight([new Finding("day-not-a-day", "notBefore")]);
        (SentSignature? signed, Finding? wrong) = SentSignature.ReadForm(signature, Request, shell);
        if (wrong is not null) return NotRight([wrong]);
        Answer said = new(one, word, word == ConsentAnswer.Given ? all : ConsentScope.Publish, lastDay, string.IsNullOrWhiteSpace(condition) ? null : condition, revision, Signature: signed, NotBefore: firstDay);
        switch (await answer.Answer(Id, said, Me, PublicationBasis.Consent, cancel))
        {
            case AnswerOutcome.Done:
                return Redirect(frame.To($"/desk/records/{id}?done=answered"));
            case AnswerOutcome.NeedsWork work:
                // Under its name in this form: the other one has a day too.
                return NotRight([.. work.Findings.Select(one => one.Field == "embargoUntil" ? one with { Field = "notBefore" } : one)]);
            case AnswerOutcome.ChangedMeanwhile:
                return await Load(id, cancel) ? Changed() : Problems.Result(Problem.NotFound);
            case AnswerOutcome.SecondPersonNeeded:
                return Problems.Result(Problem.NotYours);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    private PageResult NotRight(ImmutableArray<Finding> findings)
    {
        Findings = findings;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult Changed()
    {
        (HasChanged, Typed) = (true, Typed! with { Word = null });
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        return Page();
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed)) return false;
        Id = parsed;
        if (!await LoadRecord(cancel) && !await LoadConnection(cancel)) return false;
        // A public record is everyone's to read; this page is theirs who keep it or answer for someone it names.
        Mine = [.. Communities.Where(one => Me.Communities.Contains(one.Community.Id))];
        if (!Me.MayHide && Mine.IsEmpty) return false;
        if (!Mine.IsEmpty) OfferedScope = (ConsentScope)~0;
        foreach (StandingLine mine in Mine) OfferedScope &= (await records.SettingsOf(mine.Community.Id, Me, cancel))?.OfferedScope ?? ConsentScope.Publish;
        RecordId[] named = [.. Communities.Select(one => one.Community.Id)];
        Answers = [.. (await deposits.Answered(named, Me, MostAnswers, cancel)).Where(one => one.Subject == Id)];
        Signatures = await deposits.Signatures([.. Answers.Select(one => one.Number)], Me, cancel);
        if (!Mine.IsEmpty) Sign = await OfferToSign(cancel);
        if (Shown is not null) Opened = OpenedWords.Of([Shown], isSaid: false);
        Last = Answers.FirstOrDefault(one => one.Steward == Me.Handle && one.Answer == ConsentAnswer.Given && Me.Communities.Contains(one.Community));
        SinceCondition = await CompareWithCondition(cancel);
        Deciding = await Decide(named, cancel);
        await FindEmbargoes(cancel);
        await FindClaims(cancel);
        Correction = await FindCorrection(Connection is null ? Record.Deposit : Connection.Connection.Value.Deposit, cancel);
        return true;
    }

    /// <summary>Of the communities whose answers the reader may read: the newest condition, where nobody of that community has answered since.</summary>
    private async Task<(Consent Condition, ReadableRecord Changed)?> CompareWithCondition(CancellationToken cancel)
    {
        Consent? condition = Answers.GroupBy(one => one.Community).Select(of => of.First()).FirstOrDefault(one => one.Answer == ConsentAnswer.Conditional && one.Revision > 0 && one.Revision < Revision);
        if (condition is null) return null;
        if (Connection is { } connection)
        {
            if (connection.Revisions.FirstOrDefault(one => one.Number == condition.Revision) is not { } said) return null;
            return (condition, ReadableWords.Of(connection.Connection.Value.Type, connection.Connection.Value.Words, said.Words, texts).AsPast());
        }

        if (await records.Revision(Id, condition.Revision, Me, cancel) is not { Value.Content: var before } || await records.Revision(Id, Revision, Me, cancel) is not { Value.Content: var now }) return null;
        Dictionary<RecordId, RecordLine> lines = (await records.Lines(
            [.. before.Links.Concat(now.Links).Select(link => link.Target).Concat(ReadableRecord.Cited(before)).Concat(ReadableRecord.Cited(now)).Distinct()], Me, cancel)).ToDictionary(line => line.Id);
        return (condition, ReadableRecord.Of(
            kinds[Record.Kind], ReadableRecord.WithCited(now, lines), ReadableRecord.Links(now, lines, texts), ReadableRecord.WithCited(before, lines), ReadableRecord.Links(before, lines, texts), texts).AsPast());
    }

    private async Task<SigningOffer?> OfferToSign(CancellationToken cancel)
    {
        byte[]? words = await records.WordsSaid(Id, Revision, Me, cancel);
        return words is null ? null : await SigningOffer.Of(members, Request, shell, Me, [ToSign.Of(Id, Revision, words)], isList: false, texts["signed.answer"], cancel);
    }

    private async Task<DepositId?> FindCorrection(DepositId? id, CancellationToken cancel) =>
        id is { } of && (await deposits.Find(of, Me, cancel))?.Value.Corrects(Id) == true ? of : null;

    private async Task<Dictionary<RecordId, CommunityStanding>> Decide(RecordId[] named, CancellationToken cancel)
    {
        int askedFrom = Connection is not null ? Revision : (await records.Revision(Id, Revision, Me, cancel))?.Value.AskedFrom ?? Revision;
        Dictionary<RecordId, CommunityStanding> deciding = [];
        // What the reader may not read the answers of is not told in numbers either.
        foreach (RecordId one in named.Where(one => Me.IsKeeper || Me.Communities.Contains(one)))
        {
            if (await members.Community(one, Me.Today, cancel) is not { } community) continue;
            CommunityStanding standing = Standing.On(Revision, askedFrom, [community], [.. Answers.OrderBy(answer => answer.Number)], Me.Today).Communities[0];
            bool isHeldUp = standing.Answer is CommunityAnswer.Conditional or CommunityAnswer.Declined && community.Stewards.Length > 1;
            if (isHeldUp || standing is { Needed: > 1, Answer: CommunityAnswer.Waiting or CommunityAnswer.Lapsed }) deciding[one] = standing;
        }

        return deciding;
    }

    private async Task<bool> LoadRecord(CancellationToken cancel)
    {
        if (await records.Read(Id, Me, KindCheck.MostValues, cancel) is not Reading.Found found) return false;
        Record = found.Record.Value;
        RecordContent newest = (await records.Revision(Id, Record.LatestRevision, Me, cancel))?.Value.Content ?? Record.Content;
        RecordContent? before = Record.LatestRevision > Record.Revision ? Record.Content : null;
        IEnumerable<RecordId> targets = newest.Links.Concat(before?.Links ?? []).Select(link => link.Target)
            .Concat(ReadableRecord.Cited(newest)).Concat(before is null ? [] : ReadableRecord.Cited(before)).Concat(Record.NewlyNamed).Distinct();
        Dictionary<RecordId, RecordLine> lines = (await records.Lines([.. targets], Me, cancel)).ToDictionary(line => line.Id);
        Kind kind = kinds[Record.Kind];
        Dictionary<(string, RecordId), string> words = WordsOfLinks(kind, found.Groups);
        Shown = ReadableRecord.Of(
            kind, ReadableRecord.WithCited(newest, lines), ReadableRecord.Links(newest, lines, texts, words),
            before is null ? null : ReadableRecord.WithCited(before, lines), before is null ? null : ReadableRecord.Links(before, lines, texts, words), texts);
        // A change that waits may name a community that the shown revision doesn't.
        Communities = [.. found.Communities, .. Record.NewlyNamed.Where(lines.ContainsKey).Select(id => new StandingLine(lines[id], CommunityAnswer.Waiting, null, ConsentScope.None))];
        return true;
    }

    /// <summary>A link may say more than its note, in the words of a connection that came with the record: they are public with her yes to it.</summary>
    private Dictionary<(string Field, RecordId To), string> WordsOfLinks(Kind kind, ImmutableArray<ConnectionGroup> groups)
    {
        HashSet<(string, RecordId)> noted = [.. Record.Content.Links.Where(link => link.Note is not null).Select(link => (link.Field, link.Target))];
        IEnumerable<((string, RecordId) Link, string Words)> words =
            from @group in groups
            let field = ReadRecord.FieldOf(kind, @group)?.Name
            from line in @group.First
            where field is not null && line.Connection.Value.IsOfField
            let said = line.Connection.Value.Words
            select ((field, line.Other.Id), ReadableWords.Line(noted.Contains((field, line.Other.Id)) ? said with { Text = null } : said, texts));
        return words.Where(one => one.Words.Length > 0).ToDictionary(one => one.Link, one => one.Words);
    }

    private async Task<bool> LoadConnection(CancellationToken cancel)
    {
        Connection = await records.Connection(Id, Me, cancel);
        if (Connection is null || await records.Records([Connection.From.Id], Me, cancel) is not [{ Value: var near }]) return false;
        Record = near;
        Communities = Connection.Communities;
        Connection connection = Connection.Connection.Value;
        // What was public before the change that is asked about.
        ConnectionWords? before = connection.State == RecordState.Published ? null : Connection.Revisions.FirstOrDefault(one => one.Number == connection.Revision - 1)?.Words;
        Shown = ReadableWords.Of(connection.Type, connection.Words, before, texts);
        return true;
    }
}

/// <summary>What was typed into the form, as it came.</summary>
public sealed record TypedAnswer(RecordId Community, ConsentAnswer? Word, ConsentScope Scope, string? Until, string? Condition, string? NotBefore);
