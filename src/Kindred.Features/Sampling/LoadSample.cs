using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Path = System.IO.Path;

namespace Kindred.Features.Sampling;

/// <summary>Fills an empty archive with the sample, by the same acts that people use: deposited, reviewed, asked, answered, published, one withdrawn.</summary>
public sealed class LoadSample(IArchiveWriter writer, KindList kinds, Accession accession, Publication publication, Destruction destruction, CurrentSettings settings, TimeProvider time)
{
    private const string SignedAs = "the sample";

    /// <summary>Profiles of imports stand beside the sample and are none of its records.</summary>
    private const string Profiles = "profiles";

    /// <param name="folder">The folder of samples.</param>
    /// <param name="progress">Told how much came up.</param>
    public async Task Load(string folder, TextWriter progress, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        List<Finding> findings = [];
        (DepositedRecord Record, string? Withdrawn)[] read = [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetDirectoryName(file) != Path.GetFullPath(folder).TrimEnd('/') && Path.GetDirectoryName(file) != folder && Path.GetFileName(Path.GetDirectoryName(file)) != Profiles)
            .Order(StringComparer.Ordinal)
            .Select(file => ReadRecord(File.ReadAllText(file), today, findings))];
        DepositedConnection[] connections = ReadConnections(File.ReadAllText(Path.Combine(folder, "connections.json")), findings);
        Scene scene = JsonSerializer.Deserialize<Scene>(File.ReadAllText(Path.Combine(folder, "scene.json")), JsonSerializerOptions.Web)!;
        if (findings.Count > 0) throw new InvalidDataException($"The sample is not right: {findings[0].Code} at {findings[0].Field}.");
        int published = await writer.Write(session => Enact(session, read, connections, scene, today), cancel);
        await settings.Refresh(cancel);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{published} records and {connections.Length} connections with words of their own."));
    }

    private int Enact(IArchiveSession session, (DepositedRecord Record, string? Withdrawn)[] read, DepositedConnection[] connections, Scene scene, DateOnly today)
    {
        session.Put(session.Settings() with { IsSample = true });
        Viewer.Member keeper = new(today, Member.TerminalHandle, IsKeeper: true, []);
        DepositedRecord[] all = [.. read.Select(one => one.Record)];
        // Communities first: a steward must be there to be asked.
        ImmutableDictionary<string, RecordId> ids = all.ToImmutableDictionary(record => "#" + record.Ref, _ => RecordId.Mint());
        foreach (string handle in scene.Keepers) session.Put(NewMember(handle, today, new Role(null, today, today.AddMonths(6))));
        foreach (StewardLine steward in scene.Stewards)
            session.Put(NewMember(steward.Handle, today, [.. steward.Communities.Select(community => new Role(ids[community], today, null))]));
        foreach ((string community, ProtocolLine protocol) in scene.Protocols)
            session.Put(ids[community], new Protocol(protocol.Needed, protocol.SilenceDays ?? new Protocol().SilenceDays));

        Deposit deposit = new()
        {
            Id = DepositId.Mint(), Day = today, StateDay = today, State = DepositState.Deposited, SignedAs = SignedAs,
            Records = [.. all.Select(record => record with { Accessioned = ids["#" + record.Ref] })],
            Connections = [.. connections],
        };
        AccessionOutcome outcome = accession.Take(session, deposit, keeper, PublicationBasis.PublicSources, today);
        if (outcome is AccessionOutcome.NeedsWork { Findings: [var finding, ..] }) throw new InvalidDataException($"The sample is not right: {finding.Code} at {finding.Field}.");
        if (outcome is not AccessionOutcome.Done done) throw new InvalidDataException("The sample is not accepted.");
        foreach (StewardLine steward in scene.Stewards) Answer(session, steward, ids, today);
        foreach ((DepositedRecord record, string? words) in read.Where(one => one.Withdrawn is not null))
            destruction.Destroy(session, ids["#" + record.Ref], today, words);
        if (session.FindDeposit(done.Deposit.Id) is { } whole) session.Put(Accession.WithState(session, whole, today), Mentions.Named(session, whole));
        return all.Count(record => session.FindRecord(ids["#" + record.Ref]) is { State: RecordState.Published });
    }

    /// <summary>She gives for all that names her communities: that is what the sample tells.</summary>
    private void Answer(IArchiveSession session, StewardLine steward, ImmutableDictionary<string, RecordId> ids, DateOnly today)
    {
        ConsentScope scope = steward.Scope.Aggregate(ConsentScope.None, (all, name) => all | ValueName.Read<ConsentScope>(name)!.Value);
        foreach (RecordId community in steward.Communities.Select(name => ids[name]))
        {
            foreach (RecordId subject in session.Naming(community))
            {
                Record? record = session.FindRecord(subject);
                Connection? connection = record is null ? session.FindConnection(subject) : null;
                // The connections of link fields come and go with their record: it alone is asked about.
                if (connection is { IsOfField: true }) continue;
                session.Put(new Consent
                {
                    Subject = subject, Community = community, Revision = record?.LatestRevision ?? connection!.Revision, Answer = ConsentAnswer.Given,
                    Steward = steward.Handle, Day = today, Scope = scope,
                });
                if (record is not null) publication.Settle(session, subject, today);
                else publication.Settle(session, connection!, today);
            }
        }
    }

    private (DepositedRecord Record, string? Withdrawn) ReadRecord(string text, DateOnly today, List<Finding> findings)
    {
        JsonObject json = JsonNode.Parse(text)!.AsObject();
        string @ref = json["ref"]!.GetValue<string>();
        foreach (string day in (string[])["opens", "closes"])
        {
            if (json[day]?.GetValue<string>() is { } written) json[day] = Day(written, today).Written();
        }

        string? withdrawn = json["withdrawn"]?["words"]?.GetValue<string>();
        json.Remove("withdrawn");
        Kind kind = kinds[json["kind"]!.GetValue<string>()];
        JsonElement element = JsonSerializer.SerializeToElement(json);
        (RecordContent content, ImmutableArray<LinkMention> links) = RecordInput.Read(element, kind, "en", @ref, findings);
        findings.AddRange(kind.Check(content, links, today, @ref));
        return (new DepositedRecord { Ref = @ref, Entry = RecordId.Mint(), Kind = kind.Name, Content = content, Links = links }, withdrawn);
    }

    private static DepositedConnection[] ReadConnections(string text, List<Finding> findings)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray().Select(connection => new DepositedConnection
        {
            Entry = RecordId.Mint(), Type = connection.GetProperty("type").GetString()!, From = connection.GetProperty("from").GetString()!,
            To = connection.GetProperty("to").GetString()!, Words = RecordInput.ReadWords(connection, "en", "connections", findings),
        })];
    }

    /// <summary><c>today</c>, <c>today+60d</c>: doors that are never stale.</summary>
    private static DateOnly Day(string written, DateOnly today) =>
        written == "today" ? today : today.AddDays(int.Parse(written["today+".Length..].TrimEnd('d'), CultureInfo.InvariantCulture));

    private static Member NewMember(string handle, DateOnly today, params ImmutableArray<Role> roles) => new()
    {
        Id = RecordId.Mint(), Handle = handle, SecurityStamp = RecordId.Mint().ToString(), Joined = today, Roles = roles,
    };

    private sealed record Scene(ImmutableArray<StewardLine> Stewards, ImmutableDictionary<string, ProtocolLine> Protocols, ImmutableArray<string> Keepers);

    private sealed record StewardLine(string Handle, ImmutableArray<string> Communities, ImmutableArray<string> Scope);

    /// <param name="Quorum"><c>any</c>, <c>all</c>, or how many.</param>
    private sealed record ProtocolLine(string Quorum, int? SilenceDays)
    {
        public int? Needed => Quorum switch
        {
            "any" => 1,
            "all" => null,
            _ => int.Parse(Quorum, CultureInfo.InvariantCulture),
        };
    }
}
