namespace Kindred.Features.Shared.Records;

/// <summary>The name under which something was said, as a reader sees it: who gave none is called so in the reader's language.</summary>
public static class SignedName
{
    /// <summary>As it is kept where no name was given.</summary>
    private const string None = "anonymous";

    public static string Shown(string signedAs, Texts texts) => signedAs == None ? texts["contribute.preview.anonymous"] : Bidi.Visible(signedAs);
}
