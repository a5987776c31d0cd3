namespace Kindred.Features.SigningIn;

/// <summary>Where a page offers to make or show a passkey, inside the form that sends it.</summary>
/// <param name="Offer">Null where passkeys can't be.</param>
/// <param name="Act"><c>make</c> or <c>show</c>.</param>
/// <param name="Words">On its button.</param>
public sealed record PasskeyStep(PasskeyOffer? Offer, string Act, string Words);
