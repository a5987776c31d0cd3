using Kindred.Domain.Records;
using Kindred.Features.Importing;
using static Kindred.Tests.Importing.Adapters.Adapter;

namespace Kindred.Tests.Importing.Adapters;

public class ArchiveTests
{
    [Fact]
    public void Descriptions_of_AtoM_keep_their_arrangement_and_wait_where_they_are_not_open()
    {
        Adapter atom = new("atom-descriptions", ArchiveExport.AtomDescriptions);
        ImportRow file = atom.Titled("Letters of the boat club");
        Assert.Equal(("resource", "103", "letter", "1968~"), (file.Kind.Name, file.Key, file.Content.Text("type"), file.Content.Text("issued")));
        Assert.Equal(["where Reedham", "where Hull", "partOf by key 102"], Links(file));
        Assert.Equal(["boats", "river", "Correspondence"], file.Content.Texts("topics"));
        Assert.Equal(["Boat club"], Creators(file));
        Assert.Equal(("Reedham archive", "holds it", "Ask first."), (file.Content.Entries("credits").Single()["name"], file.Content.Entries("credits").Single()["did"], file.Content.Text("rights")));
        Assert.Equal("https://atom.example.org/uploads/letters.pdf", Left(file, "digitalObjectURI"));
        Assert.Equal("Boat club", Left(file, "nameAccessPoints"));
        // The field holds one date; the second is beside it.
        Assert.Contains("1971", Left(file, "eventDates"), StringComparison.Ordinal);
        Assert.Equal(["1950/1980", "1950/1980"], ((string[])["issued", "when"]).Select(field => atom.Titled("Papers of the river").Content.Text(field)));
        Assert.Equal(["held-private"], Held(atom.Titled("Members of the boat club")));
        Assert.Equal(["held-private"], Held(atom.Titled("Minutes in camera")));
        Assert.Equal("fr", atom.Titled("Minutes in camera").Content.Language);
        Assert.All(((string[])["Letters of the boat club", "Letters", "Papers of the river"]).Select(atom.Titled), row => Assert.Empty(Held(row)));
        Assert.Equal(
            [
                "accessConditions: Left 2", "archivalHistory: NoPlace 1", "culture: Dropped 5", "descriptionStatus: NoPlace 1", "digitalObjectURI: File 1", "eventActorHistories: Left 1", "eventDates: NoRoom 1", "eventEndDates: Left 2", "eventStartDates: Left 2",
                "eventTypes: Left 4", "extentAndMedium: NoPlace 2", "identifier: Left 5", "language: NoPlace 1", "legacyId: Dropped 5", "levelOfDescription: Left 5", "nameAccessPoints: Left 1", "physicalObjectLocation: NoPlace 1", "physicalObjectName: NoPlace 1",
                "physicalObjectType: NoPlace 1", "publicationStatus: Left 5",
            ],
            atom.Losses);
    }

    [Fact]
    public void Authority_records_of_AtoM_become_organisations_and_nobody_is_named_without_a_reason()
    {
        Adapter atom = new("atom-authorities", ArchiveExport.AtomAuthorities);
        ImportRow club = atom.Titled("Boat club");
        Assert.Equal(("organisation", "1950/1980", "Founded to row.", "Boat club"), (club.Kind.Name, club.Content.Text("active"), club.Content.Text("story"), club.Key));
        Assert.Equal(["where Reedham", "where Hull"], Links(club));
        Assert.Equal("Minutes", club.Content.Entries("sources").Single()["title"]);
        Assert.Equal("Rowing", Left(club, "functions"));
        Assert.Equal(["held-private"], Held(atom.Titled("Night rowers")));
        Assert.Contains(atom.Titled("Zaunkoenig (rower)").Findings, one => one is { Finding.Code: "needs-field", Finding.Field: "whyNamed", Consequence: RowConsequence.NotTaken });
    }

    [Fact]
    public void Entities_of_Uwazi_become_records_by_their_templates()
    {
        Adapter uwazi = new("uwazi", ArchiveExport.Uwazi);
        ImportRow walk = uwazi.Titled("Walk of the lanterns");
        Assert.Equal(("action", "2016-11-12", "A walk with lanterns."), (walk.Kind.Name, walk.Content.Text("when"), walk.Content.Text("story")));
        Assert.Equal(["where Peru", "where Chile", "organisedBy Lantern makers", "organisedBy Boat club"], Links(walk));
        Assert.Equal(["night", "water"], walk.Content.Texts("topics"));
        Assert.Equal(["The paper", "https://example.org/paper"], walk.Content.Entries("sources").Select(one => one["url"] ?? one["title"]));
        Assert.Equal("-12.0464|-77.0428", Left(walk, "Geolocation"));
        Assert.Equal("https://uwazi.example.org/api/files/b.jpg | https://uwazi.example.org/api/files/c.jpg", Left(walk, "Attachments"));
        Assert.Equal(["held-private"], Held(uwazi.Titled("A testimony")));
        Assert.Equal(["Attachments: File 1", "Date added: Left 2", "Documents: File 1", "Geolocation: Left 1", "Judge: NoPlace 1", "Published: Dropped 2", "Template: Left 2"], uwazi.Losses);
    }

    [Fact]
    public void Whatever_comes_from_Mukurtu_waits_and_its_labels_stand_on_it()
    {
        Adapter mukurtu = new("mukurtu", ArchiveExport.Mukurtu);
        ImportRow basket = mukurtu.Titled("Basket of the river");
        Assert.Equal(["held-by-protocol", "held-by-label"], Held(basket));
        Assert.Equal("Women of the river;Open to the river", basket.Findings.First(one => one.Finding.Code == "held-by-protocol").Finding.Value);
        Assert.Equal("Women of the river | Open to the river", Left(basket, "Cultural Protocols > Protocols"));
        Assert.Equal(["TK Women Restricted (TK WR)", "TK Attribution (TK A)"], basket.Content.Texts("contentNotices"));
        Assert.Equal("Told by the weavers.\n\nReeds and bark.", basket.Content.Text("story"));
        Assert.Equal(["where By the river"], Links(basket));
        Assert.All(((string[])["reeds are cut", "Zaunkoenig", "174.77"]), kept => Assert.DoesNotContain(basket.Content.Fields.Values.SelectMany(value => value.AllTexts()), text => text.Contains(kept, StringComparison.Ordinal)));
        Assert.Equal(("Which reeds are cut when.", "Zaunkoenig", "12 | 13"), (Left(basket, "Traditional Knowledge"), Left(basket, "People"), Left(basket, "Media Assets")));
        // Also what is open there: whose it is was not asked here.
        Assert.Equal(["held-by-protocol"], Held(mukurtu.Titled("Song of the river")));
    }

    [Theory]
    [InlineData("omeka-classic", "Dublin Core:Title,itemType,collection,public,featured\nA,Still Image,,,0\n", true)]
    [InlineData("omeka-classic", "Dublin Core:Title,itemType,collection,public,featured\nA,Still Image,,true,0\n", true)]
    [InlineData("omeka-classic", "Dublin Core:Title,itemType,collection,public,featured\nA,Still Image,,1,0\n", false)]
    [InlineData("atom-descriptions", "legacyId,parentId,title,levelOfDescription,scopeAndContent\n1,,A,File,B\n", true)]
    [InlineData("uwazi", "Title,Date added,Template,Documents,Attachments,Published\nA,2020-01-01,Report,,,\n", true)]
    [InlineData("uwazi", "Title,Date added,Template,Documents,Attachments,Published\nA,2020-01-01,Report,,,published\n", false)]
    public void Where_nothing_says_that_it_is_public_it_waits(string profile, string file, bool waits) => Assert.Equal(waits, Held(Assert.Single(new Adapter(profile, file).Rows)) is ["held-private"]);

    [Fact]
    public void Objects_of_CollectiveAccess_keep_what_they_are_part_of()
    {
        Adapter objects = new("collectiveaccess", ArchiveExport.CollectiveAccess);
        ImportRow poster = objects.Titled("Poster of the walk");
        Assert.Equal(("photograph", "2016-11", "A _poster_.", "2017.1.2"), (poster.Content.Text("type"), poster.Content.Text("issued"), poster.Content.Text("story"), poster.Key));
        Assert.Equal(["where Reedham", "partOf by key 2017.1"], Links(poster).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["Lantern makers", "Ana"], Creators(poster));
        Assert.Equal("https://ca.example.org/media/poster.jpg", Left(poster, "ca_object_representations.media.original.url"));
        Assert.Empty(Held(poster));
        Assert.Equal(["held-private"], Held(objects.Titled("List of those who came")));
        Assert.Contains("ca_objects.medium: NoPlace 1", objects.Losses);
    }

    [Fact]
    public void Cases_of_Participedia_become_actions_no_nearer_than_a_town()
    {
        Adapter cases = new("participedia", ArchiveExport.Participedia);
        ImportRow budget = cases.Titled("Budget of the river");
        Assert.Equal(("action", "2017-03-04/2017-03-05", "They met twice.", "en"), (budget.Kind.Name, budget.Content.Text("when"), budget.Content.Text("story"), budget.Content.Language));
        Assert.Equal(["organisedBy Boat club", "where Reedham, United Kingdom"], Links(budget));
        Assert.Equal(["governance", "environment", "water_quality"], budget.Content.Texts("topics"));
        Assert.Equal(new FieldValue.Range(120, 120), budget.Content["participants"]);
        Assert.Equal("https://participedia.net/case/5501", budget.Content.Entries("sources").Single()["url"]);
        Assert.Equal(("4 Quay Street", "52.5641"), (Left(budget, "address1"), Left(budget, "latitude")));
        Assert.Equal(("organisation", "es"), (cases.Titled("Boat club").Kind.Name, cases.Titled("Boat club").Content.Language));
        Assert.Contains("scope_of_influence: NoPlace 1", cases.Losses);
    }
}
