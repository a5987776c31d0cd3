using Kindred.Features.SigningIn;

namespace Kindred.Tests.SigningIn;

public class TimeCodeTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TimeCode.At(TimeCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), Secret, digits: 8));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_off(long off, bool isGood)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        long step = TimeCode.StepOf(now) + off;
        Assert.Equal(isGood ? step : null, TimeCode.StepOf(TimeCode.At(step, Secret), Secret, now));
    }

    [Fact]
    public void A_secret_is_written_as_code_apps_read_it()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", TimeCode.Text(Secret));
        Assert.Equal("MZXW6", TimeCode.Text("foo"u8));
        Assert.Equal(Secret, Base32.Read("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"));
    }

    [Theory]
    [InlineData("abcd-efgh-0123-4567", "abcdefgh01234567")]
    [InlineData("ABCD EFGH o1i3 4567", "abcdefgh01134567")]
    [InlineData("abcd-efgh-0123-456", null)]
    [InlineData("123456", null)]
    [InlineData("uuuu-uuuu-uuuu-uuuu", null)]
    public void A_recovery_code_is_read_as_people_copy_it(string typed, string? read) => Assert.Equal(read, RecoveryCodes.Read(typed));
}

/// <summary>As a code app reads what a page shows.</summary>
internal static class Base32
{
    public static byte[] Read(string text)
    {
        List<byte> bytes = [];
        int held = 0, bits = 0;
        foreach (char letter in text.Where(letter => letter != ' '))
        {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            if ((bits += 5) < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
