using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Keeping;
using Kindred.Tests.SigningIn;

namespace Kindred.Tests.Keeping;

/// <summary>What a passkey signed is verified by us; nothing that is wrong in any one thing passes, and nothing makes it fall over.</summary>
public sealed class PasskeyAssertionTests : IDisposable
{
    private static readonly byte[] Challenge = SHA256.HashData("what is agreed"u8);

    private readonly SoftPasskey device = new();

    public void Dispose() => device.Dispose();

    [Fact]
    public void What_her_own_key_signed_here_and_now_is_right() => Assert.Null(Check(device.Sign(Challenge)));

    [Fact]
    public void One_thing_that_is_wrong_is_enough()
    {
        Assert.Equal(AssertionFlaw.OtherChallenge, Check(device.Sign(SHA256.HashData("something else"u8))));
        device.Type = "webauthn.create";
        Assert.Equal(AssertionFlaw.NoAssertion, Check(device.Sign(Challenge)));
        (device.Type, device.Origin) = ("webauthn.get", "http://localhost.example");
        Assert.Equal(AssertionFlaw.OtherOrigin, Check(device.Sign(Challenge)));
        (device.Origin, device.IsWithinOther) = ("http://localhost", true);
        Assert.Equal(AssertionFlaw.WithinOtherPage, Check(device.Sign(Challenge)));
        (device.IsWithinOther, device.Domain) = (false, "elsewhere.example");
        Assert.Equal(AssertionFlaw.OtherDomain, Check(device.Sign(Challenge)));
        (device.Domain, device.IsSomebodyThere) = ("localhost", false);
        Assert.Equal(AssertionFlaw.NobodyPresent, Check(device.Sign(Challenge)));
        (device.IsSomebodyThere, device.Verifies) = (true, false);
        Assert.Equal(AssertionFlaw.NotUnlocked, Check(device.Sign(Challenge)));
        device.Verifies = true;
        using SoftPasskey strangers = new();
        Assert.Equal(AssertionFlaw.WrongSignature, Check(strangers.Sign(Challenge)));
        Assert.Null(Check(device.Sign(Challenge)));
    }

    [Fact]
    public void No_byte_of_it_can_be_another()
    {
        PasskeyAssertion good = device.Sign(Challenge);
        foreach (int at in Enumerable.Range(0, good.AuthenticatorData.Length)) Assert.NotNull(Check(good with { AuthenticatorData = Other(good.AuthenticatorData, at) }));
        foreach (int at in Enumerable.Range(0, good.ClientData.Length)) Assert.NotNull(Check(good with { ClientData = Other(good.ClientData, at) }));
        foreach (int at in Enumerable.Range(0, good.Signature.Length)) Assert.NotNull(Check(good with { Signature = Other(good.Signature, at) }));
    }

    [Fact]
    public void A_key_of_another_algorithm_cut_short_or_off_its_curve_verifies_nothing()
    {
        PasskeyAssertion good = device.Sign(Challenge);
        ImmutableArray<byte> key = device.Of("ines").PublicKey;
        for (int length = 0; length < key.Length; length++) Assert.Equal(AssertionFlaw.UnknownKey, Check(good, key[..length]));
        Assert.Equal(AssertionFlaw.UnknownKey, Check(good, key.Add(0)));
        Assert.Equal(AssertionFlaw.UnknownKey, Check(good, [.. key.Select((one, at) => at == 4 ? (byte)0x27 : one)]));
        Assert.Equal(AssertionFlaw.WrongSignature, Check(good, [.. key.Select((one, at) => at == 20 ? (byte)(one ^ 1) : one)]));
        // A map that says it has a billion members, or a text of a gigabyte.
        foreach (string cbor in (string[])["ba3b9aca00", "a1015a40000000", "bf0102ff", "a2010201", "a20102010203", "00", "ffffffff"]) Assert.Null(CoseKey.Read(Convert.FromHexString(cbor)));
    }

    [Fact]
    public void Nothing_makes_it_fall_over()
    {
        PasskeyAssertion good = device.Sign(Challenge);
        byte[][] nonsense = [[], [0], [.. Enumerable.Repeat((byte)'{', 2000)], [.. Enumerable.Repeat((byte)0xff, 60)], "null"u8.ToArray(), "[]"u8.ToArray(), "{\"type\":\"\\ud800\"}"u8.ToArray(), new byte[70_000]];
        foreach (byte[] one in nonsense)
        {
            Assert.NotNull(Check(good with { ClientData = [.. one] }));
            Assert.NotNull(Check(good with { AuthenticatorData = [.. one] }));
            Assert.NotNull(Check(good with { Signature = [.. one] }));
            Assert.NotNull(Check(good, [.. one]));
            Assert.Equal(0, (good with { AuthenticatorData = [.. one.Take(36)] }).SignCount);
        }

        string twice = Encoding.UTF8.GetString(good.ClientData.AsSpan()).Replace("{", "{\"type\":\"webauthn.get\",", StringComparison.Ordinal);
        Assert.Equal(AssertionFlaw.Malformed, Check(good with { ClientData = [.. Encoding.UTF8.GetBytes(twice)] }));
    }

    [Fact]
    public void A_count_that_does_not_go_on_is_that_of_a_copy()
    {
        PasskeyAssertion fifth = device.Sign(Challenge);
        Assert.Equal(1, fifth.SignCount);
        Assert.True(fifth.IsCountedOnFrom(0));
        Assert.False(fifth.IsCountedOnFrom(1));
        Assert.False(fifth.IsCountedOnFrom(2));
        device.Count = uint.MaxValue;
        Assert.Equal(0, device.Sign(Challenge).SignCount);
        device.Count = uint.MaxValue;
        Assert.True(device.Sign(Challenge).IsCountedOnFrom(0));
        device.Count = uint.MaxValue;
        Assert.False(device.Sign(Challenge).IsCountedOnFrom(7));
    }

    /// <summary>The standard's own: other keys, other devices, other code than ours.</summary>
    [Theory]
    [InlineData("none-es256", AssertionFlaw.NotUnlocked)]
    [InlineData("packed-es384", null)]
    [InlineData("packed-es512", AssertionFlaw.NotUnlocked)]
    [InlineData("packed-rs256", AssertionFlaw.NotUnlocked)]
    [InlineData("none-es256-cross-origin", AssertionFlaw.WithinOtherPage)]
    public void The_vectors_of_the_standard_verify_and_those_that_nobody_unlocked_are_told(string name, AssertionFlaw? flaw)
    {
        byte[][] vector = [.. Vector(name).Select(Convert.FromHexString)];
        PasskeyAssertion assertion = new() { CredentialId = [1], AuthenticatorData = [.. vector[2]], ClientData = [.. vector[3]], Signature = [.. vector[4]] };
        Assert.Equal(flaw, assertion.Check(vector[0], vector[1], "example.org", origin => origin == "https://example.org"));
        byte[] signed = [.. vector[2], .. SHA256.HashData(vector[3])];
        CoseKey key = CoseKey.Read(vector[0])!;
        Assert.True(key.Verifies(signed, vector[4]));
        signed[40] ^= 1;
        Assert.False(key.Verifies(signed, vector[4]));
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", key.Pem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-257, false)]
    [InlineData(-258, false)]
    [InlineData(-259, false)]
    [InlineData(-37, true)]
    [InlineData(-38, true)]
    [InlineData(-39, true)]
    public void Each_algorithm_that_making_a_passkey_offers_is_verified(int algorithm, bool isPss)
    {
        using RSA rsa = RSA.Create(2048);
        RSAParameters open = rsa.ExportParameters(includePrivateParameters: false);
        byte[] number = algorithm < -256 ? [0x39, (byte)((-1 - algorithm) >> 8), (byte)(-1 - algorithm)] : [0x38, (byte)(-1 - algorithm)];
        byte[] cose = [0xa4, 1, 3, 3, .. number, 0x20, 0x59, 1, 0, .. open.Modulus!, 0x21, 0x43, .. open.Exponent!];
        HashAlgorithmName hash = algorithm switch { -257 or -37 => HashAlgorithmName.SHA256, -258 or -38 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        byte[] signature = rsa.SignData(Challenge, hash, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        Assert.True(CoseKey.Read(cose)!.Verifies(Challenge, signature));
        Assert.False(CoseKey.Read(cose)!.Verifies(Challenge, rsa.SignData(Challenge, hash, isPss ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss)));
    }

    private AssertionFlaw? Check(PasskeyAssertion assertion) => Check(assertion, device.Of("ines").PublicKey);

    private static AssertionFlaw? Check(PasskeyAssertion assertion, ImmutableArray<byte> key) => assertion.Check(key.AsSpan(), Challenge, "localhost", origin => origin == "http://localhost");

    private static ImmutableArray<byte> Other(ImmutableArray<byte> bytes, int at) => bytes.SetItem(at, (byte)(bytes[at] ^ 1));

    private static string[] Vector(string name)
    {
        using StreamReader reader = new(typeof(PasskeyAssertionTests).Assembly.GetManifestResourceStream("webauthn-vectors.txt")!);
        return reader.ReadToEnd().Split('\n').Select(line => line.Split(' ')).Single(parts => parts[0] == name)[1..];
    }
}
