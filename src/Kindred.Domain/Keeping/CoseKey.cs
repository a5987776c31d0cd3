using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kindred.Domain.Keeping;

/// <summary>A public key as WebAuthn has it (COSE_Key, RFC 9052 and RFC 9053): ECDSA on the curves of NIST, or RSA. These are all that the making of a passkey here offers.</summary>
public sealed class CoseKey
{
    private const int LongestKey = 2048, MostMembers = 16, LeastModulus = 256, LargestModulus = 1024, LargestExponent = 8;
    private const int KeyType = 1, Algorithm = 3, Curve = -1, X = -2, Y = -3, Modulus = -1, Exponent = -2;

    private readonly long _algorithm;
    private readonly ECParameters _point;
    private readonly RSAParameters _rsa;

    private CoseKey(long algorithm, ECParameters point) => (_algorithm, _point) = (algorithm, point);

    private CoseKey(long algorithm, RSAParameters rsa) => (_algorithm, _rsa) = (algorithm, rsa);

    /// <summary>Null: not in its form, or of another kind.</summary>
    public static CoseKey? Read(ReadOnlySpan<byte> cose)
    {
        if (cose.Length > LongestKey || ReadMap(cose) is not var (numbers, bytes)) return null;
        if (!numbers.TryGetValue(Algorithm, out long algorithm) || !numbers.TryGetValue(KeyType, out long type)) return null;
        return type switch
        {
            2 => ReadPoint(algorithm, numbers, bytes),
            3 => ReadRsa(algorithm, bytes),
            _ => null,
        };
    }

    /// <summary>Whether this key signed these bytes. Never throws.</summary>
    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (_rsa.Modulus is not null)
            {
                using RSA rsa = RSA.Create(_rsa);
                return rsa.VerifyData(signed, signature, HashOf(_algorithm), _algorithm is <= -257 ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss);
            }

            using ECDsa ecdsa = ECDsa.Create(_point);
            return ecdsa.VerifyData(signed, signature, HashOf(_algorithm), DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // A point that is on no curve, a signature that is no DER.
            return false;
        }
    }

    /// <summary>The same key as other tools read it (SubjectPublicKeyInfo, RFC 5280); null: it is no point of its curve.</summary>
    public string? Pem()
    {
        try
        {
            using AsymmetricAlgorithm key = _rsa.Modulus is not null ? RSA.Create(_rsa) : ECDsa.Create(_point);
            return key.ExportSubjectPublicKeyInfoPem();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CoseKey? ReadPoint(long algorithm, Dictionary<long, long> numbers, Dictionary<long, byte[]> bytes)
    {
        (ECCurve curve, int size, long number) = algorithm switch
        {
            -7 => (ECCurve.NamedCurves.nistP256, 32, 1L),
            -35 => (ECCurve.NamedCurves.nistP384, 48, 2L),
            -36 => (ECCurve.NamedCurves.nistP521, 66, 3L),
            _ => default,
        };
        return size > 0 && numbers.GetValueOrDefault(Curve) == number && bytes.GetValueOrDefault(X) is { } x && bytes.GetValueOrDefault(Y) is { } y && x.Length == size && y.Length == size
            ? new CoseKey(algorithm, new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } }) : null;
    }

    private static CoseKey? ReadRsa(long algorithm, Dictionary<long, byte[]> bytes) =>
        algorithm is -257 or -258 or -259 or -37 or -38 or -39
        && bytes.GetValueOrDefault(Modulus) is { Length: >= LeastModulus and <= LargestModulus } modulus && bytes.GetValueOrDefault(Exponent) is { Length: > 0 and <= LargestExponent } exponent
            ? new CoseKey(algorithm, new RSAParameters { Modulus = modulus, Exponent = exponent }) : null;

    private static HashAlgorithmName HashOf(long algorithm) => algorithm switch
    {
        -7 or -37 or -257 => HashAlgorithmName.SHA256,
        -35 or -38 or -258 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    /// <summary>One map of whole numbers to whole numbers or bytes, of known length, and nothing after it (CBOR, RFC 8949, section 3).</summary>
    private static (Dictionary<long, long> Numbers, Dictionary<long, byte[]> Bytes)? ReadMap(ReadOnlySpan<byte> cbor)
    {
        if (!ReadHead(ref cbor, out int major, out ulong members) || major != 5 || members > MostMembers) return null;
        Dictionary<long, long> numbers = [];
        Dictionary<long, byte[]> bytes = [];
        for (ulong at = 0; at < members; at++)
        {
            if (!ReadHead(ref cbor, out major, out ulong label) || major > 1 || label > int.MaxValue) return null;
            long name = major == 0 ? (long)label : -1 - (long)label;
            if (!ReadHead(ref cbor, out major, out ulong value) || value > int.MaxValue) return null;
            if (major <= 1)
            {
                if (!numbers.TryAdd(name, major == 0 ? (long)value : -1 - (long)value)) return null;
            }
            else if (major == 2 && value <= (ulong)cbor.Length)
            {
                if (!bytes.TryAdd(name, cbor[..(int)value].ToArray())) return null;
                cbor = cbor[(int)value..];
            }
            else
            {
                return null;
            }
        }

        return cbor.IsEmpty ? (numbers, bytes) : null;
    }

    private static bool ReadHead(ref ReadOnlySpan<byte> cbor, out int major, out ulong value)
    {
        (major, value) = (0, 0);
        if (cbor.IsEmpty) return false;
        major = cbor[0] >> 5;
        int more = cbor[0] & 31;
        cbor = cbor[1..];
        if (more < 24)
        {
            value = (ulong)more;
            return true;
        }

        int size = more switch { 24 => 1, 25 => 2, 26 => 4, _ => 0 };
        if (size == 0 || cbor.Length < size) return false;
        value = size switch { 1 => cbor[0], 2 => BinaryPrimitives.ReadUInt16BigEndian(cbor), _ => BinaryPrimitives.ReadUInt32BigEndian(cbor) };
        cbor = cbor[size..];
        return true;
    }
}
