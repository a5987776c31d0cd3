using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>A proposal, read and checked but not yet stored: what somebody wrote, beside what they read.</summary>
/// <param name="SignedAs">Name or pseudonym for the revision; null: anonymous.</param>
public sealed record ProposalInput(Proposal Proposal, string? SignedAs, ImmutableArray<Finding> Findings)
{
    public const string Ref = "r1";
    private const int LongestName = 200;

    /// <summary>What was written, whole, and what was read, for whoever compares them.</summary>
    public required DepositedRecord Written { get; init; }

    public required DepositedRecord Read { get; init; }

    /// <param name="seen">The record as it was read, in the form of <see cref="DepositJson"/>.</param>
    /// <param name="written">The same as it is wanted.</param>
    public static ProposalInput Of(ProposalCarried of, JsonObject seen, JsonObject written, Kind kind, string? signedAs, DateOnly today)
    {
        List<Finding> findings = [];
        DepositedRecord read = ReadOne(seen, kind, []), wanted = InTheOrderRead(ReadOne(written, kind, findings), read, kind);
        ImmutableArray<string> parts = Changed(read, wanted, kind);
        findings.AddRange(kind.Check(wanted.Content, wanted.Links, today, $"records[{Ref}]"));
        // Of what nobody touched nobody is asked anything, whatever is asked for by now.
        HashSet<string> touched = [.. parts.Select(ContentPart.FieldOf)];
        findings.RemoveAll(finding => !IsOf(finding, touched) && finding.Code is not ("unknown-field" or "wrong-shape" or "visibility-only-public"));
        if (parts.IsEmpty && findings.Count == 0) findings.Add(new Finding("proposal-changes-nothing", "why"));
        string why = RecordInput.Clean(of.Why ?? ""), sources = RecordInput.Clean(of.Sources ?? "");
        if (why.Length > Proposal.LongestWhy) findings.Add(Finding.TooLong("why", Proposal.LongestWhy));
        if (sources.Length > Proposal.LongestSources) findings.Add(Finding.TooLong("sources", Proposal.LongestSources));
        if (signedAs is { Length: > LongestName }) findings.Add(Finding.TooLong("signedAs", LongestName));
        RecordContent content = parts.Aggregate(new RecordContent { Language = wanted.Content.Language }, (made, part) => ContentPart.Put(made, part, wanted.Content));
        Proposal proposal = new()
        {
            Entry = RecordId.Mint(), Record = RecordId.Parse(of.Record), Kind = kind.Name, OfRevision = of.OfRevision, Parts = parts, Content = content,
            Links = [.. wanted.Links.Where(link => parts.Contains(link.Field))], Seen = [.. Seen(read, parts).Distinct()], Why = why, Sources = sources,
        };
        return new ProposalInput(proposal, signedAs, [.. findings.Distinct()]) { Written = wanted, Read = read };
    }

    /// <summary>For the budget of a flood: what is kept of it.</summary>
    public DepositInput Weighed => new([Written with { Links = Proposal.Links }], [], null);

    private static DepositedRecord ReadOne(JsonObject json, Kind kind, List<Finding> findings)
    {
        JsonElement element = JsonSerializer.SerializeToElement(json);
        (RecordContent content, ImmutableArray<LinkMention> links) = RecordInput.Read(element, kind, "en", $"records[{Ref}]", findings);
        return new DepositedRecord { Ref = Ref, Entry = default, Kind = kind.Name, Content = content, Links = links };
    }

    /// <summary>A form ticks terms in the vocabulary's order, a record holds them in the order they came: those that stay keep their place, so that a tick
    /// reads as a tick and no tick as nothing.</summary>
    private static DepositedRecord InTheOrderRead(DepositedRecord wanted, DepositedRecord read, Kind kind)
    {
        RecordContent content = wanted.Content;
        foreach (Field field in kind.Fields.Where(field => field.Type == FieldType.Term))
        {
            if ((read.Content[field.Name], content[field.Name]) is not (FieldValue.Many was, FieldValue.Many now)) continue;
            content = content.With(field.Name, new FieldValue.Many([.. was.Texts.Where(now.Texts.Contains), .. now.Texts.Where(term => !was.Texts.Contains(term))]));
        }

        return wanted with { Content = content };
    }

    private static ImmutableArray<string> Changed(DepositedRecord read, DepositedRecord wanted, Kind kind) =>
    [
        .. ContentPart.Changed(read.Content, wanted.Content).Where(part => !IsSameInForm(part, read.Content, wanted.Content)),
        .. ContentPart.MarkedOtherwise(read.Content, wanted.Content).Where(part => ContentPart.IsSame(part, read.Content, wanted.Content)),
        .. kind.Fields.Where(field => field is { IsLink: true, IsSaidByOther: false }).Select(field => field.Name)
            .Where(field => !read.Links.Where(link => link.Field == field).SequenceEqual(wanted.Links.Where(link => link.Field == field))),
    ];

    /// <summary>A form can't tell a no from nothing said, nor lines of one text from several texts: what it shows alike nobody changed.</summary>
    private static bool IsSameInForm(string part, RecordContent read, RecordContent wanted) => (read[part], wanted[part]) switch
    {
        (FieldValue.One { Text: "false" }, null) => true,
        (FieldValue.Many was, FieldValue.Many now) => string.Join('\n', was.Texts) == string.Join('\n', now.Texts),
        _ => false,
    };

    private static IEnumerable<RecordId> Seen(DepositedRecord read, ImmutableArray<string> parts) =>
    [
        .. read.Links.Where(link => parts.Contains(link.Field)).Select(link => RecordId.Parse(link.Target)),
        .. ReadableRecord.Cited(parts.SelectMany(part => read.Content.Entries(part))),
    ];

    private static bool IsOf(Finding finding, HashSet<string> fields)
    {
        string path = finding.Field[(finding.Field.IndexOf("].", StringComparison.Ordinal) + 2)..];
        string[] names = path.Split('.');
        return fields.Contains(names is ["translations", _, var translated, ..] ? translated : names[0].Split('[')[0]);
    }
}

/// <summary>What the steps of a proposal carry beside what is typed.</summary>
public sealed record ProposalCarried
{
    /// <summary>Id of the record that it would change.</summary>
    public required string Record { get; init; }

    public required int OfRevision { get; init; }

    /// <summary>The record as it was read, in the form of a deposit's.</summary>
    public required JsonObject Seen { get; init; }

    public string? Why { get; init; }

    public string? Sources { get; init; }
}
