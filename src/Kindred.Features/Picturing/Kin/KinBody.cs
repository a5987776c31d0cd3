using System.Collections.Immutable;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin as JSON: what <c>/api/v1/network/kin</c> answers, and what the terminal prints with <c>--json</c>. No number in it weighs them.</summary>
/// <param name="Total">Pairs that there are; the answer may hold fewer.</param>
/// <param name="Question">What is asked of people, in the language that was asked for.</param>
public sealed record KinBody(int Total, string Question, IReadOnlyList<KinPairBody> Pairs)
{
    public static KinBody Of(ImmutableArray<KinOffered> pairs, int total, KinWords words, Texts texts) => new(
        total, texts["kin.question"],
        [.. pairs.Select(pair => new KinPairBody(ViewRecord.Of(pair.One), ViewRecord.Of(pair.Other), [.. pair.Shared.Select(share => new KinShareBody(share.Facet, share.Value, words.Name(share, texts)))]))]);
}

/// <param name="Shared">What fewest others have first.</param>
public sealed record KinPairBody(ViewRecord One, ViewRecord Other, IReadOnlyList<KinShareBody> Shared);

/// <param name="What">history, message, strategy or audience.</param>
/// <param name="Value">Id of a history; a term; what is said, in small letters.</param>
public sealed record KinShareBody(string What, string Value, string Label);
