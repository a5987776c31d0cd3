using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Kin;

/// <summary>What two records share, in sentences.</summary>
public sealed class KinWords(FacetLabels labels)
{
    private const int MostSaid = 6;

    /// <summary>A sentence for each; what both say is said as they say it, but for capitals.</summary>
    public ImmutableArray<string> Of(KinOffered pair, Texts texts) => [.. pair.Shared.Take(MostSaid).Select(share => texts.Format(Sentence(share), ViewWords.Isolated(Name(share, texts))))];

    public string Name(KinShare share, Texts texts) => share.Record is { } record ? RecordName.Whole(record, texts) : labels.Of(share.Facet, share.Value, texts);

    private static string Sentence(KinShare share) => share.Facet switch
    {
        "history" => "kin.share.history",
        CommonFields.Message => "kin.share.message",
        "strategy" => "kin.share.strategy",
        _ => "kin.share.audience",
    };
}
