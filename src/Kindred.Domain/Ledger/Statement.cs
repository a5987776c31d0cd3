using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Dates;

namespace Kindred.Domain.Ledger;

/// <summary>The text of an act (kind, ids, day) that its commitment is made over. One line of fields between tabs, no words of any record.</summary>
public static class Statement
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltBytes = 32;

    public static string Of(Act act) =>
        string.Join('\t', ["kindred/act/1", act.Kind.ToString(), act.Day.Written(), .. act.Subjects.Select(id => id.ToString())]);

    /// <summary>HMAC-SHA-256 of the statement under its salt: with the salt destroyed, nobody can tell what was committed to.</summary>
    public static byte[] Commit(string statement, ReadOnlySpan<byte> salt) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(statement));
}
