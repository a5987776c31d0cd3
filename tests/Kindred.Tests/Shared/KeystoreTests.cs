using System.Xml.Linq;
using Kindred.Features.Shared;

namespace Kindred.Tests.Shared;

public sealed class KeystoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kindred-keystore-").FullName;

    private string File => Path.Combine(folder, "keystore.json");

    [Fact]
    public void It_hashes_alike_after_it_is_opened_again_and_is_its_owners_alone()
    {
        byte[] before = Keystore.Open(File).HashSecret("a token");
        Keystore again = Keystore.Open(File);
        Assert.Equal(before, again.HashSecret("a token"));
        Assert.NotEqual(before, again.HashIdempotencyKey("a token"));
        Assert.Equal((UnixFileMode)0x180, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void It_is_replaced_whole_or_not_at_all()
    {
        Keystore keystore = Keystore.Open(File);
        byte[] before = System.IO.File.ReadAllBytes(File);
        // A folder stands where the fresh file would go: the write fails, as on a full disk.
        Directory.CreateDirectory(File + ".new");
        Assert.ThrowsAny<Exception>(() => keystore.StoreElement(new XElement("key"), "key"));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Empty(keystore.GetAllElements());
        Directory.Delete(File + ".new");
        keystore.StoreElement(new XElement("key"), "key");
        Assert.Single(Keystore.Open(File).GetAllElements());
        Assert.False(System.IO.File.Exists(File + ".new"));
    }

    [Fact]
    public void A_part_of_a_fresh_file_left_by_a_crash_does_no_harm()
    {
        byte[] before = Keystore.Open(File).HashSecret("a token");
        System.IO.File.WriteAllText(File + ".new", "{\"Keys\":{\"rec");
        Keystore again = Keystore.Open(File);
        Assert.Equal(before, again.HashSecret("a token"));
        again.StoreElement(new XElement("key"), "key");
        Assert.Single(Keystore.Open(File).GetAllElements());
    }

    [Fact]
    public void Many_store_at_once_and_nothing_is_lost()
    {
        Keystore keystore = Keystore.Open(File);
        Parallel.For(0, 20, number => keystore.StoreElement(new XElement("key", number), "key"));
        Assert.Equal(20, Keystore.Open(File).GetAllElements().Count);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
