using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Records;

/// <summary>A record with all that stands on its page, as one viewer may see it: whatever it mentions that this viewer may not see is left out already.</summary>
public sealed record RecordSheet
{
    public required Record Record { get; init; }

    public required Kind Kind { get; init; }

    /// <summary>Link fields by name, in their order; the first of them on a page, all of them in a format.</summary>
    public required ImmutableDictionary<string, LinkLines> Links { get; init; }

    /// <summary>Connections that are none of the kind's fields.</summary>
    public ImmutableArray<ConnectionGroup> Others { get; init; } = [];

    public ImmutableArray<StandingLine> Communities { get; init; } = [];

    /// <summary>Some community named here has not agreed that others use it: whoever would asks first, whatever the rights statement says.</summary>
    public bool AsksFirst => Communities.Any(one => one.Answer != CommunityAnswer.Given || !one.Scope.HasFlag(ConsentScope.Reuse));

    public int Revisions { get; init; }

    /// <summary>What the communities named ask of whoever shows it or passes it on.</summary>
    public CommunityTerms Terms { get; init; } = CommunityTerms.None;

    /// <summary>Records that sources cite.</summary>
    public ImmutableDictionary<RecordId, RecordLine> Cited { get; init; } = ImmutableDictionary<RecordId, RecordLine>.Empty;

    /// <summary>On a page.</summary>
    public NotesBeside Notes { get; init; } = NotesBeside.None;

    public ImmutableArray<Root> Roots { get; init; } = [];

    /// <summary>Doors that lead here: until when each is open stands in it.</summary>
    public ImmutableArray<Record> Doors { get; init; } = [];

    /// <summary>Communities named here that say how to speak of them.</summary>
    public ImmutableArray<Record> Guiding { get; init; } = [];

    public RecordContent Content => Record.Content;

    /// <summary>What the record itself says of a link, such as the note of a path's step. A connection may have words that came beside it.</summary>
    public string? NoteOf(string field, RecordId target) => Content.Links.FirstOrDefault(link => link.Field == field && link.Target == target)?.Note;

    /// <summary>How closely the place may be shown here, for those who see the record's way.</summary>
    public Precision? FinestOf(string field, RecordId target) => Content.Links.FirstOrDefault(link => link.Field == field && link.Target == target)?.Finest;
}

/// <param name="Count">How many there are; <paramref name="First"/> may hold fewer.</param>
public sealed record LinkLines(int Count, ImmutableArray<LinkLine> First)
{
    public static LinkLines None { get; } = new(0, []);
}

/// <param name="Connection">Address of the connection; null in an old revision, whose connections may be gone.</param>
public sealed record LinkLine(RecordLine Other, RecordId? Connection, ConnectionWords Words, int Position)
{
    /// <summary>Public notes that dispute it, as of <see cref="ConnectionLine.Disputes"/>.</summary>
    public ImmutableArray<RecordId> Disputes { get; init; } = [];

    public bool IsDisputed => !Disputes.IsEmpty;

    public static LinkLine Of(ConnectionLine line) =>
        new(line.Other, line.Connection.Value.Id, line.Connection.Value.Words, line.Connection.Value.Position) { Disputes = line.Disputes };
}

/// <summary>A history that a record is rooted in, with its own roots beneath it.</summary>
public sealed record Root(RecordLine Line, ImmutableArray<Root> Roots);
