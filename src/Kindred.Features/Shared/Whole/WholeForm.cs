using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Whole;

/// <summary>The form of a whole export, described in docs/reference/lossless-json.md: one JSON document, one object a line. What is in it is a matter of what the archive
/// holds and nothing else, not of the day or the machine.</summary>
public static class WholeForm
{
    /// <summary>Raised whenever a line may say what an older program would not understand.</summary>
    public const int Number = 3;

    /// <summary>With what every one begins; its number follows.</summary>
    public const string Beginning = "{\"kindred\":\"archive\",\"form\":";

    /// <summary>Of one record's line, with all that it says; a revision's is no longer.</summary>
    public const int LongestLine = 256 * 1024 * 1024;

    /// <summary>Names of lists that others ask for.</summary>
    public const string OfKinds = "ownKinds", OfRecords = "records";

    private const string OwnKindsName = "own kinds";

    // Of this archive alone: how far its own journal had come, work to be done, and which file was last read.
    private static readonly string[] LeftOut = ["journal mark", "kinds to index anew", "archive.json taken over", OwnKindsName];

    /// <summary>In the order in which they stand.</summary>
    public static ImmutableArray<WholeSection> Sections { get; } =
    [
        new WholeSection<ArchiveSettings>("settings", archive => [archive.Settings], (to, one) => to.Put(one), _ => "") { IsSingle = true },
        new OwnKindsSection { IsSingle = true },
        new WholeSection<NamedValue>("values", archive => archive.Values.Where(one => !LeftOut.Contains(one.Name)), Take, one => one.Name),
        new WholeSection<WholeMember>("members", archive => archive.Members, (to, one) => to.Put(one), one => one.Handle),
        new WholeSection<Tombstone>("tombstones", archive => archive.Tombstones, (to, one) => to.Put(one), one => one.Id.ToString()),
        new WholeSection<WholeRecord>(OfRecords, archive => archive.Records, (to, one) => to.Put(one), one => one.Record.Id.ToString()),
        new WholeSection<WholeRevision>("revisions", archive => archive.Revisions, (to, one) => to.Put(one), one => one.Record + Place(one.Number)),
        new WholeSection<WholeConnection>("connections", archive => archive.Connections, (to, one) => to.Put(one), one => one.Connection.Id.ToString()),
        new WholeSection<ConnectionRevision>("connectionRevisions", archive => archive.ConnectionRevisions, (to, one) => to.Put(one), one => one.Connection + Place(one.Number)),
        new WholeSection<NamedOnce>("namedBefore", archive => archive.NamedBefore, (to, one) => to.Put(one), one => $"{one.Community}{one.Subject}"),
        new WholeSection<CommunityProtocol>("protocols", archive => archive.Protocols, (to, one) => to.Put(one), one => one.Community.ToString()),
        new WholeSection<AgreedSettings>("communitySettings", archive => archive.CommunitySettings, (to, one) => to.Put(one), one => one.Community.ToString()),
        new WholeSection<WholeWish>("wishes", archive => archive.Wishes, (to, one) => to.Put(one), one => Place(one.Number)),
        new WholeSection<Claim>("claims", archive => archive.Claims, (to, one) => to.Put(one), one => $"{one.Record}{one.Community}"),
        new WholeSection<Consent>("consents", archive => archive.Consents, (to, one) => to.Put(one), one => Place(one.Number)),
        new WholeSection<ConsentSignature>("signatures", archive => archive.Signatures, (to, one) => to.Put(one), one => Place(one.Consent)),
        new WholeSection<Embargo>("embargoes", archive => archive.Embargoes, (to, one) => to.Put(one),
            one => $"{one.Subject}{one.Part?.Field}\0{one.Part?.Target ?? default(RecordId)}{(int)one.By}{one.Community ?? default(RecordId)}{one.Steward}"),
        new WholeSection<WithdrawnPart>("parts", archive => archive.Parts, (to, one) => to.Put(one), one => Place(one.Number)),
        new WholeSection<WholeDeposit>("deposits", archive => archive.Deposits, (to, one) => to.Put(one), one => one.Deposit.Id.ToString()),
        new WholeSection<Assignment>("assignments", archive => archive.Assignments, (to, one) => to.Put(one), one => one.Deposit.ToString()),
        new WholeSection<Concern>("concerns", archive => archive.Concerns, (to, one) => to.Put(one), one => one.Id.ToString()),
        new WholeSection<TwoKeeperAct>("twoKeeperActs", archive => archive.TwoKeeperActs, (to, one) => to.Put(one), one => Place(one.Number)),
        new WholeSection<Appointment>("appointments", archive => archive.Appointments, (to, one) => to.Put(one), one => Place(one.Number)),
        new WholeSection<WholeMerge>("merges", archive => archive.Merges, (to, one) => to.Put(one), one => one.Merge.Merged.ToString()) { Since = 2 },
        new WholeSection<MovedEnd>("movedEnds", archive => archive.MovedEnds, (to, one) => to.Put(one), one => $"{one.Connection}{(one.IsFrom ? 1 : 0)}{one.Merged}") { Since = 2 },
        new WholeSection<NotSame>("notSame", archive => archive.NotSame, (to, one) => to.Put(one), one => $"{one.One}{one.Other}") { Since = 2 },
        new WholeSection<NotKin>("notKin", archive => archive.NotKin, (to, one) => to.Put(one), one => $"{one.One}{one.Other}") { Since = 3 },
    ];

    /// <summary>The sections of a form, in the order in which they stand.</summary>
    public static IEnumerable<WholeSection> Of(int form) => Sections.Where(section => section.Since <= form);

    /// <summary>The first form in which all that the archive holds can be said.</summary>
    public static int NeededBy(IWholeReading archive) => Sections.Where(section => section.Since > 1 && section.Lines(archive).Any()).Select(section => section.Since).Append(1).Max();

    /// <summary>The mark of an export in a journal of withdrawals: of what is in it, so that the same archive has the same.</summary>
    public static RecordId MarkOf(ReadOnlySpan<byte> sha256) => RecordId.FromBytes(sha256[..16]);

    public static OwnKinds OwnKindsOf(IArchiveSession session) => OwnKindsJson.Parse(session.FindValue(OwnKindsName));

    /// <summary>What has a line of its own, or is of one place alone, comes in by no other way: kinds are checked where they are declared.</summary>
    private static void Take(IWholeFilling archive, NamedValue value)
    {
        if (LeftOut.Contains(value.Name)) throw new JsonException("No value of an export.");
        archive.Put(value);
    }

    private static string Place(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>What keepers declared, as <c>archive.json</c> would have it.</summary>
    private sealed record OwnKindsSection() : WholeSection(OfKinds)
    {
        public override IEnumerable<ReadOnlyMemory<byte>> Lines(IWholeReading archive)
        {
            string declared = archive.Values.FirstOrDefault(one => one.Name == OwnKindsName)?.Value ?? "{}";
            yield return JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(declared), Compact);
        }

        public override string? Put(ReadOnlySpan<byte> line, IWholeFilling archive, string? before)
        {
            using JsonDocument json = JsonDocument.Parse(line.ToArray());
            (OwnKinds declared, ImmutableArray<Domain.Finding> findings) = OwnKindsJson.Read(json.RootElement);
            if (!findings.IsEmpty) throw new JsonException("No declaration.");
            if (!declared.IsEmpty) archive.Put(new NamedValue(OwnKindsName, OwnKindsJson.Write(declared)));
            return "";
        }

        private static readonly JsonSerializerOptions Compact = new() { Encoder = WholeJson.Writing.Encoder };
    }
}
