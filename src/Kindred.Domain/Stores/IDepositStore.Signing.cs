using System.Globalization;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IDepositStore
{
    /// <summary>Whether these answers, by their numbers, were given by their stewards' own keys: each verified now. Of communities of the reader's only; of any for a keeper.
    /// The others are left out.</summary>
    Task<IReadOnlyDictionary<long, SignedAnswer>> Signatures(IReadOnlyCollection<long> answers, Viewer.Member reader, CancellationToken cancel);

    /// <summary>Yeses in the steward's own name that nobody signed, though she signed for that community before, and that she has not said she saw; newest first.</summary>
    Task<IReadOnlyList<UnsignedYes>> UnsignedInName(Viewer.Member steward, int count, CancellationToken cancel);
}

/// <param name="Signature">Null: there is none.</param>
public sealed record SignedAnswer(SignatureState State, ConsentSignature? Signature);

/// <param name="Record">What it is about, or the near end of it; null: not hers to see any more.</param>
public sealed record UnsignedYes(Consent Answer, RecordLine? Record)
{
    /// <summary>Under which name the number of the newest answer that she saw is kept: a number, so that no day of her coming is.</summary>
    public static string SeenBy(string handle) => "answers seen by " + handle;

    public static long Seen(string? value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
