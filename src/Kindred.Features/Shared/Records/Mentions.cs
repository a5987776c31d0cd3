using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Records;

/// <summary>Finds out what links as people write them stand for: an id, an exact name, or <c>#ref</c> of a record in the same deposit.</summary>
public static class Mentions
{
    /// <summary>Names in one deposit that make records: a short name weighs many times itself then.</summary>
    public const int MostNamed = 60;

    private const string RefOfName = "named-";

    /// <summary>A name that nobody has becomes a record of the linked kind in the deposit, so that nothing mentioned is lost.</summary>
    public static Deposit WithNamed(IArchiveSession session, KindList kinds, Deposit deposit)
    {
        List<DepositedRecord> made = [];
        HashSet<string> refs = [.. deposit.Records.Select(record => record.Ref)];
        Dictionary<string, List<DepositedRecord>> byTitle = new(StringComparer.OrdinalIgnoreCase);
        foreach (DepositedRecord record in deposit.Records) Titled(record.Content.Title).Add(record);
        ImmutableArray<DepositedRecord> records = [.. deposit.Records.Select(record => WithLinks(record, [.. record.Links.Select(link => Settled(record.Kind, record.Content, link))]))];
        Proposal? proposal = deposit.Proposal is { } change ? change with { Links = [.. change.Links.Select(link => Settled(change.Kind, change.Content, link))] } : null;
        return deposit with { Records = [.. records, .. made], Proposal = proposal };

        // What was found out of the links as they are holds of them still.
        static DepositedRecord WithLinks(DepositedRecord record, ImmutableArray<LinkMention> links) =>
            links.Zip(record.Links).All(pair => ReferenceEquals(pair.First, pair.Second)) ? record : record with { Links = links };

        LinkMention Settled(string kind, RecordContent content, LinkMention link)
        {
            Field field = kinds[kind][link.Field]!;
            if (link.Target.StartsWith('#') || RecordId.TryParse(link.Target, out _)) return link;
            if (session.FindByName(link.Target, field.LinkKinds) is not []) return link;
            List<DepositedRecord> titled = Titled(link.Target);
            if (titled.Find(one => field.LinkKinds.IsEmpty || field.LinkKinds.Contains(one.Kind)) is { } other) return link with { Target = "#" + other.Ref };
            if (field.LinkKinds.IsEmpty || Telling.IsBeside(kind, field.Name)) return link;
            DepositedRecord fresh = new()
            {
                Ref = NewRef(), Entry = session.Mint(), Kind = field.LinkKinds[0],
                Content = new RecordContent { Language = content.Language }.With("title", new FieldValue.One(link.Target)),
            };
            made.Add(fresh);
            titled.Add(fresh);
            return link with { Target = "#" + fresh.Ref };
        }

        List<DepositedRecord> Titled(string title) => byTitle.TryGetValue(title, out List<DepositedRecord>? titled) ? titled : byTitle[title] = [];

        string NewRef()
        {
            for (int number = made.Count + 1; ; number++)
            {
                string name = RefOfName + number.ToString(CultureInfo.InvariantCulture);
                if (refs.Add(name)) return name;
            }
        }
    }

    /// <param name="whole">With a record for each name that nobody has.</param>
    public static Finding? TooManyNamed(Deposit whole) =>
        whole.Records.Count(IsMadeOfName) > MostNamed ? new Finding("too-many-names", "records", MostNamed.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>The deposit as its depositor wrote it: links by name again, without the records made of names. Which of the names had a record already,
    /// perhaps a hidden one, is not told to who can type a name.</summary>
    public static Deposit AsTyped(Deposit deposit)
    {
        Dictionary<string, string> names = deposit.Records.Where(IsMadeOfName).ToDictionary(record => "#" + record.Ref, record => record.Content.Title, StringComparer.Ordinal);
        if (names.Count == 0) return deposit;
        return deposit with
        {
            Records = [.. deposit.Records.Where(record => !IsMadeOfName(record)).Select(record => record with { Links = [.. record.Links.Select(link => link with { Target = Typed(link.Target) })] })],
            Connections = [.. deposit.Connections.Select(one => one with { From = Typed(one.From), To = Typed(one.To) })],
            Proposal = deposit.Proposal is { } proposal ? proposal with { Links = [.. proposal.Links.Select(link => link with { Target = Typed(link.Target) })] } : null,
        };

        string Typed(string target) => names.GetValueOrDefault(target, target);
    }

    /// <summary>A proposal's deposit with the records made of names in these parts only; in the others a name is a name again.</summary>
    public static Deposit OnlyNamedIn(Deposit deposit, IReadOnlyCollection<string> parts)
    {
        HashSet<string> needed = [.. deposit.Proposal!.Links.Where(link => parts.Contains(link.Field)).Select(link => link.Target)];
        Dictionary<string, string> names = deposit.Records.Where(record => IsMadeOfName(record) && !needed.Contains("#" + record.Ref))
            .ToDictionary(record => "#" + record.Ref, record => record.Content.Title, StringComparer.Ordinal);
        return deposit with
        {
            Records = [.. deposit.Records.Where(record => !names.ContainsKey("#" + record.Ref))],
            Proposal = deposit.Proposal with { Links = [.. deposit.Proposal.Links.Select(link => link with { Target = names.GetValueOrDefault(link.Target, link.Target) })] },
        };
    }

    /// <summary>A proposal's deposit without the records made of names that no link of it mentions any more and that nobody took in.</summary>
    public static Deposit WithoutUnnamed(Deposit deposit)
    {
        HashSet<string> needed = [.. deposit.Proposal!.Links.Select(link => link.Target)];
        return deposit with { Records = [.. deposit.Records.Where(record => record.Accessioned is not null || !IsMadeOfName(record) || needed.Contains("#" + record.Ref))] };
    }

    /// <summary>It holds no more than the name by which another record of its deposit links to it.</summary>
    public static bool IsMadeOfName(DepositedRecord record) => record.Ref.StartsWith(RefOfName, StringComparison.Ordinal) && SaysItsNameAlone(record);

    public static bool SaysItsNameAlone(DepositedRecord record) => record.Links.IsEmpty && SaysItsNameAlone(record.Content);

    public static bool SaysItsNameAlone(RecordContent content) => content is { Fields.Count: 1, Links.IsEmpty: true, Translations.IsEmpty: true, Title: not "" };

    /// <summary>Communities that the deposit names, as far as they are records already: their stewards find it at their desk. Those of what a telling stands
    /// beside are not among them: they have told it their way.</summary>
    public static IReadOnlyCollection<RecordId> Named(IArchiveSession session, Deposit deposit)
    {
        // Whom it would name is asked once it is taken, about that revision.
        if (deposit.Proposal is { } proposal) return session.FindRecord(proposal.Record)?.Communities ?? [];
        HashSet<RecordId> named = [];
        IEnumerable<string> targets = deposit.Records.SelectMany(record => record.Links.Where(link => !Telling.IsBeside(record.Kind, link.Field))).Select(link => link.Target)
            .Concat(deposit.Connections.SelectMany(connection => IsBeside(deposit, connection) ? [connection.From] : new[] { connection.From, connection.To }));
        foreach (string target in targets)
        {
            if (Find(session, target, []) is not { } id) continue;
            if (session.FindRecord(id) is { } record) named.UnionWith(record.Kind == Community.Kind.Name ? [id] : record.Communities);
        }

        foreach (DepositedRecord record in deposit.Records) named.UnionWith(session.Claims(record.Entry));
        foreach (RecordId own in deposit.Records.Select(record => record.Accessioned).OfType<RecordId>())
        {
            if (session.FindRecord(own) is { } record) named.UnionWith(record.Communities);
        }

        return named;
    }

    private static bool IsBeside(Deposit deposit, DepositedConnection connection) => connection.Type == ConnectionType.About.Name
        && deposit.Records.Any(record => record.Kind == Telling.Kind.Name && "#" + record.Ref == connection.From);

    /// <summary>The record of one of these kinds (none: any, or a connection) that an id or an exact name stands for; a name that several have stands for the first of them.</summary>
    public static RecordId? Find(IArchiveSession session, string target, IReadOnlyCollection<string> kinds)
    {
        if (RecordId.TryParse(target, out RecordId id))
        {
            id = session.Standing(id);
            bool isThere = session.FindRecord(id) is { } record ? kinds.Count == 0 || kinds.Contains(record.Kind) : kinds.Count == 0 && session.FindConnection(id) is not null;
            return isThere ? id : null;
        }

        return session.FindByName(target, kinds) is [var first, ..] ? first : null;
    }
}
