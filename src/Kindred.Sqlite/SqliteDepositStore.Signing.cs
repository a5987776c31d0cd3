using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteDepositStore
{
    private const string UnsignedOfSteward = """
        SELECT c.number FROM consents c WHERE c.steward = ?1 AND c.community = ?2 AND c.answer = 0 AND c.number > ?3
            AND c.number > (SELECT min(d.number) FROM consents d JOIN consent_signatures s ON s.consent = d.number WHERE d.steward = ?1 AND d.community = ?2)
            AND NOT EXISTS (SELECT 1 FROM consent_signatures s WHERE s.consent = c.number)
        ORDER BY c.number DESC LIMIT ?4
        """;

    public Task<IReadOnlyDictionary<long, SignedAnswer>> Signatures(IReadOnlyCollection<long> answers, Viewer.Member reader, CancellationToken cancel) =>
        readers.Read<IReadOnlyDictionary<long, SignedAnswer>>(
            database =>
            {
                Dictionary<long, SignedAnswer> signed = [];
                foreach (long number in answers)
                {
                    if (Answer(database, number) is { } answer && (reader.IsKeeper || reader.Communities.Contains(answer.Community))) signed[number] = SignatureRow.Check(database, answer);
                }

                return signed;
            },
            cancel);

    public Task<IReadOnlyList<UnsignedYes>> UnsignedInName(Viewer.Member steward, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<UnsignedYes>>(
            database =>
            {
                long seen = database["SELECT value FROM named_values WHERE name = ?"].Add(UnsignedYes.SeenBy(steward.Handle)).First(row => UnsignedYes.Seen(row.Text(0)));
                return
                [
                    .. steward.Communities.SelectMany(community => database[UnsignedOfSteward].Add(steward.Handle).Add(community).Add(seen).Add(count).All(row => row.Long(0)))
                        .OrderDescending().Take(count).Select(number => Unsigned(database, Answer(database, number)!, steward)),
                ];
            },
            cancel);

    private static UnsignedYes Unsigned(Database database, Consent answer, Viewer.Member steward)
    {
        RecordId near = ConnectionRow.Find(database, answer.Subject) is { } connection ? connection.From : answer.Subject;
        return new UnsignedYes(answer, RecordRow.Line(database, near, steward));
    }

    private static Consent? Answer(Database database, long number) => database[StewardingRow.ConsentColumns + "WHERE number = ?"].Add(number).First(StewardingRow.Consent);
}
