using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Depositing;

namespace Kindred.Tests.Depositing;

public sealed class ReceiptCodeTests
{
    private const string Seven = "abandon ability able about above absent absorb";

    [Fact]
    public void A_receipt_is_read_back_from_its_words() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Entropy, bytes =>
        {
            ReceiptCode minted = ReceiptCode.Mint(bytes);
            return minted.Words.Split(' ').Length == ReceiptCode.WordCount && Words(ReceiptCode.Read(minted.Words)) == minted.Words;
        }));

    [Fact]
    public void Each_of_the_77_bits_makes_another_receipt()
    {
        byte[] zero = new byte[10];
        HashSet<string> receipts = [ReceiptCode.Mint(zero).Words];
        for (int bit = 0; bit < 77; bit++)
        {
            byte[] bytes = new byte[10];
            bytes[9 - bit / 8] = (byte)(1 << (bit % 8));
            Assert.True(receipts.Add(ReceiptCode.Mint(bytes).Words), $"Bit {bit} changes nothing.");
        }
    }

    [Fact]
    public void Too_little_chance_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ReceiptCode.Mint(new byte[9]));

    [Theory]
    [InlineData("Abandon ABILITY able about above absent absorb")]
    [InlineData("abandon-ability-able-about-above-absent-absorb")]
    [InlineData("abandon, ability, able,about,above,absent,absorb.")]
    [InlineData("  abandon  ability\table\r\nabout above\u00A0absent absorb \n")]
    public void How_it_is_typed_does_not_matter(string typed) => Assert.Equal(Seven, Words(ReceiptCode.Read(typed)));

    [Theory]
    [InlineData("abandom", "abandon")]
    [InlineData("abilities", "ability")]
    [InlineData("abuot", "about")]
    [InlineData("artic", "arctic")]
    [InlineData("тепло", null)]
    [InlineData("qqqqqqqq", null)]
    public void A_word_that_is_not_on_the_list_is_told_with_the_nearest_that_is(string typed, string? nearest)
    {
        var unknown = Assert.IsType<ReceiptReading.UnknownWord>(ReceiptCode.Read($"{typed} ability able about above absent absorb"));

        Assert.Equal((typed, nearest), (unknown.Word, unknown.Nearest));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("abandon ability", 2)]
    [InlineData("a b c", 3)]
    [InlineData(Seven + " abstract", 8)]
    public void A_receipt_has_seven_words(string? typed, int count) =>
        Assert.Equal(count, Assert.IsType<ReceiptReading.WrongCount>(ReceiptCode.Read(typed)).Count);

    [Fact]
    public void A_receipt_that_is_printed_by_accident_opens_nothing() =>
        Assert.Equal("receipt", $"{ReceiptCode.Mint(new byte[10])}");

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => ReceiptCode.Read(text) is not null));

    private static Arbitrary<byte[]> Entropy => Arb.From(Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), 10));

    private static string? Words(ReceiptReading reading) => (reading as ReceiptReading.Read)?.Code.Words;
}
