using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Declaring;

/// <summary>How a declaration ends.</summary>
public abstract record DeclareOutcome
{
    private DeclareOutcome()
    {
    }

    /// <param name="Own">All that is declared now.</param>
    public sealed record Done(OwnKinds Own) : DeclareOutcome;

    public sealed record NotYours : DeclareOutcome;

    public sealed record NotRight(ImmutableArray<Finding> Findings) : DeclareOutcome;
}

/// <summary>A keeper declares kinds, fields, vocabularies and terms of the archive's own. One suffices, with a public reason: what is declared shows nothing and hides
/// nothing of what was told.</summary>
public sealed class DeclareKinds(IArchiveWriter writer, KindList kinds, CurrentSettings settings, IndexAnew index, TimeProvider time, IServiceProvider services) : IDisposable
{
    private const string Name = "own kinds";

    private readonly SemaphoreSlim one = new(1);

    /// <summary>What is declared, as it was kept; before anything else of the archive is read.</summary>
    public async Task Open(CancellationToken cancel)
    {
        kinds.Take(KindSet.Of(OwnKindsJson.Parse(await writer.Write(session => session.FindValue(Name), cancel))));
        await index.Resume(cancel);
    }

    /// <param name="declared">What is added or changed; what it leaves out stays as it is.</param>
    /// <param name="after">Written in the same transaction, also where nothing changes.</param>
    public Task<DeclareOutcome> Do(OwnKinds declared, string by, string reason, CancellationToken cancel, Action<IArchiveSession>? after = null) => Do(_ => declared, by, reason, cancel, after);

    /// <param name="declare">What is added or changed in what is declared now: two keepers at once lose nothing of each other's.</param>
    public async Task<DeclareOutcome> Do(Func<OwnKinds, OwnKinds> declare, string by, string reason, CancellationToken cancel, Action<IArchiveSession>? after = null)
    {
        // One after the other: who reads afterwards must never be given the older of two declarations.
        await one.WaitAsync(cancel);
        try
        {
            DeclareOutcome outcome = await writer.Write(session => Decide(session, declare, by, reason, after), cancel);
            if (outcome is DeclareOutcome.Done { Own: { } own }) await TakeOver(own);
            return outcome;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>What would be wrong with it; nothing is written.</summary>
    public ImmutableArray<Finding> Check(OwnKinds declared, OwnKinds before) =>
        OwnKindsCheck.Check(declared, before, settings.Value.Languages is [{ } first, ..] ? first : Texts.Source, Taken());

    private DeclareOutcome Decide(IArchiveSession session, Func<OwnKinds, OwnKinds> declare, string by, string reason, Action<IArchiveSession>? after)
    {
        DateOnly today = time.Today();
        if (session.FindMember(by)?.IsKeeperOn(today) != true) return new DeclareOutcome.NotYours();
        string? kept = session.FindValue(Name);
        OwnKinds before = OwnKindsJson.Parse(kept), declared = declare(before);
        ImmutableArray<Finding> findings = Check(declared, before);
        if (!findings.IsEmpty) return new DeclareOutcome.NotRight(findings);
        OwnKinds own = before.With(declared);
        string json = OwnKindsJson.Write(own);
        after?.Invoke(session);
        if (json == kept || own.IsEmpty) return new DeclareOutcome.Done(own);
        session.PutValue(Name, json);
        IndexAnew.Ask(session, KindSet.Of(own).IndexedOtherwise(KindSet.Of(before)));
        session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, by, reason));
        return new DeclareOutcome.Done(own);
    }

    // On disk first. Pages made between the two are of the old kinds and kept under their mark. What was indexed between them is indexed anew with the rest.
    private async Task TakeOver(OwnKinds own)
    {
        kinds.Take(KindSet.Of(own));
        await index.Begin();
    }

    private string[] Taken() => [.. (services.GetService<IEnumerable<EndpointDataSource>>() ?? []).SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.PathSegments is [{ IsSimple: true, Parts: [Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal] }, ..] ? literal.Content : "").Distinct()];
}
