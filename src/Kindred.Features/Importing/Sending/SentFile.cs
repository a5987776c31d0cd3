using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping;

namespace Kindred.Features.Importing.Sending;

/// <summary>A file that a keeper sent in and that is no import yet: what it is called, how it is to be read, and what a dry run said of it. Nothing of it is in the database.</summary>
public sealed record SentFile
{
    public required RecordId Id { get; init; }

    /// <summary>As whoever sent it calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Handle of the keeper who sent it.</summary>
    public required string Who { get; init; }

    /// <summary>As in <see cref="ImportSource.Form"/>.</summary>
    public required string Form { get; init; }

    /// <summary>Of records whose rows name none.</summary>
    public string? Kind { get; init; }

    /// <summary>What its columns mean, as JSON; null: its lines go by the names of fields.</summary>
    public string? Profile { get; init; }

    public ImportSource Source(bool isReviewed) => new(Form, Length)
    {
        Kind = Profile is null ? Kind : null, IsReviewed = isReviewed, Profile = Profile, ProfileName = Profile is null ? null : ProfileOf().Name,
    };

    /// <summary>Of one with a profile.</summary>
    public Profile ProfileOf() => ProfileJson.Read(Profile!, []) ?? throw new InvalidOperationException("A file was sent with a profile that is none.");
}

/// <summary>What a dry run of a sent file said.</summary>
/// <param name="Losses">What has no field, by column.</param>
/// <param name="IsWhole">False: more rows than are kept had something found; the report has them all.</param>
public sealed record Foretold(ImportCounts Counts, ImmutableArray<ColumnLoss> Losses, bool IsWhole)
{
    /// <summary>Rows that the source may not show to everyone, of which the profile makes nothing.</summary>
    public long NotForAll { get; init; }
}

/// <summary>One row of a dry run, for whoever reads it on a page.</summary>
/// <param name="Candidates">What may have been meant.</param>
public sealed record ForetoldLine(long Number, RowOutcome Outcome, string Title, ImmutableArray<Finding> Findings, ImmutableArray<string> Candidates);
