using System.Security.Cryptography;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.SigningIn;

/// <summary>Ten codes for paper, each good once in place of the code app's. Shown once; their hashes alone are kept.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    private const int Length = 16;
    private const int Group = 4;

    // Crockford's: nothing in it is taken for anything else.
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Ends those that there were.</summary>
    public static string[] Renew(IArchiveSession session, string handle, Keystore keystore)
    {
        session.DestroyRecoveryCodes(handle);
        string[] codes = [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Letters, Length))];
        foreach (string code in codes) session.Put(new RecoveryCode(keystore.HashRecoveryCode(handle, code), handle));
        return [.. codes.Select(code => string.Join('-', code.Chunk(Group).Select(group => new string(group))))];
    }

    /// <summary>The code as it is hashed; null where it can be none.</summary>
    public static string? Read(string typed)
    {
        string code = new([.. typed.Take(Length * 4).Where(letter => letter is not ('-' or ' ')).Select(char.ToLowerInvariant).Select(Meant)]);
        return code.Length == Length && code.All(Letters.Contains) ? code : null;
    }

    private static char Meant(char letter) => letter switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        _ => letter,
    };
}
