using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Tests.Browsing;
using Kindred.Tests.House;

namespace Kindred.Tests.Shared.Records;

/// <summary>One practice and one book in every format, held against expected files. <c>UPDATE_EXPECTED=1</c> rewrites them.</summary>
public class RecordFormatsTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("jsonld")]
    [InlineData("md")]
    [InlineData("ttl")]
    [InlineData("bib")]
    [InlineData("ris")]
    [InlineData("csl.json")]
    public async Task A_record_reads_in_every_format_as_it_is_expected_to(string suffix)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        RecordId book = Told.Id(20);
        await archive.Write(session => Told.Put(session, book, "resource", Told.Content("Bread & {Roses}: 50% more", [
            ("type", Told.One("book")), ("creators", Told.Entries(Entry.Of(("family", "Iyer"), ("given", "Deepa")), Entry.Of(("literal", "The Collective")))),
            ("issued", Told.One("2015-04")), ("publisher", Told.One("The New Press")), ("isbn", Told.One("9781620970140"))]), archive.Today));
        using HttpClient anyone = archive.Anyone();
        Held($"practice.{suffix}", await anyone.GetStringAsync($"/r/{practice}.{suffix}"));
        Held($"book.{suffix}", await anyone.GetStringAsync($"/r/{book}.{suffix}"));
    }

    [Fact]
    public async Task The_json_of_a_record_holds_only_links_that_anyone_may_see()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        RecordId hidden = Told.Id(30);
        await archive.Write(session =>
        {
            Told.Put(session, hidden, "history", Told.Content("An order nobody may read of"), archive.Today, RecordState.Asked);
            Told.Join(session, Told.Id(31), ConnectionType.RootedIn, practice, hidden, archive.Today);
        });
        using HttpClient anyone = archive.Anyone();
        using JsonDocument json = JsonDocument.Parse(await anyone.GetStringAsync($"/api/v1/records/{practice}"));
        Assert.False(json.RootElement.TryGetProperty("rootedIn", out _));
        Assert.Equal(Told.Id(2).ToString(), json.RootElement.GetProperty("centres")[0].GetString());
    }

    private static void Held(string name, string text)
    {
        string file = System.IO.Path.Combine(Checkout.Root, "tests", "Kindred.Tests", "Shared", "Records", "Expected", name);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text.ReplaceLineEndings("\n"));
        }

        Assert.Equal(File.ReadAllText(file), text.ReplaceLineEndings("\n"));
    }
}
