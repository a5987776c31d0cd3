using Kindred.Features.Importing;
using static Kindred.Tests.Importing.Adapters.Adapter;

namespace Kindred.Tests.Importing.Adapters;

public class OmekaTests
{
    private readonly Adapter omekaS = new("omeka-s", OmekaExport.OmekaS);
    private readonly Adapter classic = new("omeka-classic", OmekaExport.OmekaClassic);

    [Fact]
    public void Items_of_Omeka_S_become_records_of_their_kinds_with_their_languages_dates_and_links()
    {
        ImportRow walk = omekaS.Titled("Walk of the lanterns");
        Assert.Equal(("action", "en", "11", "2016-11-12"), (walk.Kind.Name, walk.Content.Language, walk.Key, walk.Content.Text("when")));
        Assert.Equal("Caminata de los faroles", walk.Content.Translations["es"]["title"].Text);
        Assert.Equal("They walked with _lanterns_ & drums.", walk.Content.Text("story"));
        Assert.Equal(["where by key 13", "organisedBy by key 12"], Links(walk));
        Assert.Equal(["Vigils", "lanterns"], walk.Content.Texts("topics"));
        Assert.Equal("http://vocab.example.org/vigils", Left(walk, "dcterms:subject (uri)"));
        Assert.Equal("https://omeka.example.org/api/items/11", walk.Content.Entries("sources").Single()["url"]);
        Assert.Equal(["action", "organisation", "place", "resource", "resource", "resource"], omekaS.Rows.Select(row => row.Kind.Name));
        Assert.Equal(["photograph", "letter"], ((string[])["Drummers", "A letter from the cellar"]).Select(title => omekaS.Titled(title).Content.Text("type")));
    }

    [Fact]
    public void What_is_private_in_Omeka_S_waits_and_a_private_value_is_in_no_field()
    {
        Assert.Equal(["held-private"], Held(omekaS.Titled("A letter from the cellar")));
        ImportRow drummers = omekaS.Titled("Drummers");
        Assert.Empty(Held(drummers));
        Assert.Empty(Creators(drummers));
        Assert.Equal("Zaunkoenig, who lives there", Left(drummers, "dcterms:creator (private)"));
        // The title of what is private stands in the record that leads to it: it is beside that, too.
        Assert.Equal("14 A letter from the cellar", Left(drummers, "dcterms:relation (item)"));
        Assert.All(omekaS.Rows.Where(row => row.Content.Title != "A letter from the cellar"), row => Assert.DoesNotContain("cellar", row.Content.Fields.Values.SelectMany(value => value.AllTexts())));
    }

    [Fact]
    public void What_of_Omeka_S_has_no_place_is_counted() => Assert.Equal(
        [
            "@context: Dropped 1", "@type: Dropped 6", "class: Unmapped 2", "dcterms:creator (private): NoPlace 1", "dcterms:extent: NoPlace 1", "dcterms:relation (item): NoPlace 1", "dcterms:subject (uri): NoPlace 1", "o:created: NoPlace 1",
            "o:is_public: Dropped 6", "o:item_set.@id: Dropped 1", "o:media.@id: File 1", "o:media: Dropped 1", "o:owner.@id: NoPlace 1", "o:owner: NoPlace 1", "o:resource_class.@id: Dropped 1", "o:resource_class: Dropped 1", "o:site.@id: NoPlace 1",
            "o:site: NoPlace 1",
        ],
        omekaS.Losses);

    [Fact]
    public void A_title_that_is_private_in_Omeka_S_is_no_title_here()
    {
        Adapter adapter = new("omeka-s", """
            {"@id": "https://omeka.example.org/api/items/1", "@type": ["o:Item", "bibo:Letter"], "o:id": 1, "o:is_public": true, "o:title": "Where she lives",
             "dcterms:title": [{"type": "literal", "property_id": 1, "is_public": false, "@value": "Where she lives"}],
             "dcterms:description": [{"type": "literal", "property_id": 4, "is_public": true, "@value": "A letter. It is long."}]}
            """);
        ImportRow row = Assert.Single(adapter.Rows);
        Assert.Equal("A letter. It is long", row.Content.Title);
        Assert.DoesNotContain("lives", string.Concat(row.Content.Fields.Values.SelectMany(value => value.AllTexts())), StringComparison.Ordinal);
        Assert.Equal("Where she lives", Left(row, "o:title (private)"));
    }

    [Fact]
    public void Items_of_Omeka_Classic_become_records_with_all_their_values()
    {
        ImportRow boat = classic.Titled("The boat, painted");
        Assert.Equal(("resource", "photograph", "1968-05", "River papers"), (boat.Kind.Name, boat.Content.Text("type"), boat.Content.Text("issued"), boat.Content.Text("container")));
        Assert.Equal("A boat, **painted** overnight.", boat.Content.Text("story"));
        Assert.Equal(["Weston, Deborah", "Boat club"], Creators(boat));
        Assert.Equal(["boats", "paint", "river", "night"], boat.Content.Texts("topics"));
        Assert.Equal(["where Reedham"], Links(boat));
        Assert.Equal("https://example.org/paper", boat.Content.Entries("sources").Single()["url"]);
        Assert.Equal("https://omeka.example.org/files/original/a.jpg | https://omeka.example.org/files/original/b.jpg", Left(boat, "file"));
        Assert.Equal((("CC0", "Boat club press"), "Ana"), ((boat.Content.Text("rights"), boat.Content.Text("publisher")), boat.Content.Entries("credits").Single()["name"]));
        Assert.Empty(Held(boat));
    }

    [Fact]
    public void What_is_not_public_in_Omeka_Classic_waits_and_who_was_asked_is_in_no_field()
    {
        ImportRow talk = classic.Titled("Talk in the kitchen");
        Assert.Equal(["held-private"], Held(talk));
        Assert.Equal(("We sat down.", "1970-05"), (talk.Content.Text("transcript"), talk.Content.Text("when")));
        Assert.DoesNotContain("Zaunkoenig", talk.Content.Fields.Values.SelectMany(value => value.AllTexts()));
        Assert.Equal(
            [
                "Dublin Core:Format: NoPlace 1", "Dublin Core:Identifier: NoPlace 1", "Dublin Core:Language: NoPlace 1", "Item Type Metadata:Interviewee: Left 1", "featured: Dropped 2", "file: File 1", "public: Dropped 2",
            ],
            classic.Losses);
    }
}
