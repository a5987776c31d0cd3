namespace Kindred.Domain.Records;

/// <summary>Where an accessioned record or connection stands. Before accession there is only a <see cref="Depositing.Deposit"/>.</summary>
public enum RecordState
{
    Asked,
    Published,
    Embargoed,
    Hidden,

    /// <summary>Back with the reviewers: a community declined or kept silent beyond its protocol's days.</summary>
    InReview,
    Declined,
    Withdrawn,

    /// <summary>Another record stands for it, and its address leads there. Nobody reads it by itself.</summary>
    Merged,
}

/// <summary>Who a published record is for.</summary>
public enum RecordVisibility
{
    Public,
    Community,
    Keepers,
    Depositor,
}

/// <summary>On what a publication rests; the record's page says it.</summary>
public enum PublicationBasis
{
    /// <summary>It names no community, or every one of them has answered.</summary>
    Consent,

    /// <summary>A community it names has no steward yet, and it rests on sources that were already public.</summary>
    PublicSources,

    /// <summary>A community it names has no steward yet, and two keepers agreed that it is the depositor's own account.</summary>
    FirstHand,
}
