namespace Kindred.Tests.Importing.Adapters;

/// <summary>Exports of Omeka in their exact form, with invented content.</summary>
internal static class OmekaExport
{
    /// <summary>What the API of Omeka S gives: a walk that is organised by a group further down, in a place that is an item, too; a letter that nobody but its keepers may read; a photograph with a private value.</summary>
    public const string OmekaS = """
        [
          {
            "@context": "https://omeka.example.org/api-context",
            "@id": "https://omeka.example.org/api/items/11",
            "@type": ["o:Item", "dctype:Event"],
            "o:id": 11, "o:is_public": true,
            "o:owner": {"@id": "https://omeka.example.org/api/users/1", "o:id": 1},
            "o:resource_class": {"@id": "https://omeka.example.org/api/resource_classes/25", "o:id": 25},
            "o:resource_template": null, "o:thumbnail": null,
            "o:title": "Walk of the lanterns",
            "thumbnail_display_urls": {"large": null, "medium": null, "square": null},
            "o:created": {"@value": "2022-01-20T06:36:11+00:00", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
            "o:media": [], "o:item_set": [], "o:site": [{"@id": "https://omeka.example.org/api/sites/1", "o:id": 1}],
            "dcterms:title": [
              {"type": "literal", "property_id": 1, "property_label": "Title", "is_public": true, "@value": "Walk of the lanterns", "@language": "en"},
              {"type": "literal", "property_id": 1, "property_label": "Title", "is_public": true, "@value": "Caminata de los faroles", "@language": "es"}
            ],
            "dcterms:description": [{"type": "html", "property_id": 4, "property_label": "Description", "is_public": true, "@value": "<p>They walked with <em>lanterns</em> &amp; drums.</p><script>x()</script>"}],
            "dcterms:date": [{"type": "numeric:timestamp", "property_id": 7, "property_label": "Date", "is_public": true, "@value": "2016-11-12", "@type": "http://www.w3.org/2001/XMLSchema#date"}],
            "dcterms:spatial": [{"type": "resource:item", "property_id": 40, "property_label": "Spatial Coverage", "is_public": true, "@id": "https://omeka.example.org/api/items/13", "value_resource_id": 13, "value_resource_name": "items", "url": null, "display_title": "Reedham"}],
            "schema:organizer": [{"type": "resource:item", "property_id": 900, "property_label": "organizer", "is_public": true, "@id": "https://omeka.example.org/api/items/12", "value_resource_id": 12, "value_resource_name": "items", "url": null, "display_title": "Lantern makers"}],
            "dcterms:subject": [
              {"type": "uri", "property_id": 3, "property_label": "Subject", "is_public": true, "@id": "http://vocab.example.org/vigils", "o:label": "Vigils"},
              {"type": "literal", "property_id": 3, "property_label": "Subject", "is_public": true, "@value": "lanterns"}
            ],
            "dcterms:extent": [{"type": "literal", "property_id": 26, "property_label": "Extent", "is_public": true, "@value": "two hours"}]
          },
          {
            "@id": "https://omeka.example.org/api/items/12", "@type": ["o:Item", "foaf:Organization"], "o:id": 12, "o:is_public": true, "o:title": "Lantern makers",
            "dcterms:title": [{"type": "literal", "property_id": 1, "is_public": true, "@value": "Lantern makers"}]
          },
          {
            "@id": "https://omeka.example.org/api/items/13", "@type": ["o:Item", "schema:Place"], "o:id": 13, "o:is_public": true, "o:title": "Reedham",
            "dcterms:title": [{"type": "literal", "property_id": 1, "is_public": true, "@value": "Reedham"}]
          },
          {
            "@id": "https://omeka.example.org/api/items/14", "@type": ["o:Item", "bibo:Letter"], "o:id": 14, "o:is_public": false, "o:title": "A letter from the cellar",
            "dcterms:title": [{"type": "literal", "property_id": 1, "is_public": true, "@value": "A letter from the cellar"}],
            "dcterms:creator": [{"type": "literal", "property_id": 2, "is_public": true, "@value": "Weston, Deborah"}]
          },
          {
            "@id": "https://omeka.example.org/api/items/15", "@type": ["o:Item", "dctype:StillImage"], "o:id": 15, "o:is_public": true, "o:title": "Drummers",
            "o:media": [{"@id": "https://omeka.example.org/api/media/70", "o:id": 70}],
            "o:item_set": [{"@id": "https://omeka.example.org/api/item_sets/16", "o:id": 16}],
            "dcterms:title": [{"type": "literal", "property_id": 1, "is_public": true, "@value": "Drummers"}],
            "dcterms:creator": [{"type": "literal", "property_id": 2, "is_public": false, "@value": "Zaunkoenig, who lives there"}],
            "dcterms:relation": [{"type": "resource:item", "property_id": 13, "is_public": true, "@id": "https://omeka.example.org/api/items/14", "value_resource_id": 14, "value_resource_name": "items", "display_title": "A letter from the cellar"}]
          },
          {
            "@id": "https://omeka.example.org/api/item_sets/16", "@type": ["o:ItemSet", "dctype:Collection"], "o:id": 16, "o:is_public": true, "o:title": "Photographs of the walk",
            "dcterms:title": [{"type": "literal", "property_id": 1, "is_public": true, "@value": "Photographs of the walk"}]
          }
        ]
        """;

    /// <summary>With a mark at its beginning, ^^ between values and HTML in them, as the plugin CSV Export writes.</summary>
    public const string OmekaClassic = """
        ﻿"Dublin Core:Title","Dublin Core:Subject","Dublin Core:Description","Dublin Core:Creator","Dublin Core:Source","Dublin Core:Publisher","Dublin Core:Date","Dublin Core:Contributor","Dublin Core:Rights","Dublin Core:Relation","Dublin Core:Format","Dublin Core:Language","Dublin Core:Type","Dublin Core:Identifier","Dublin Core:Coverage","Item Type Metadata:Text","Item Type Metadata:Interviewer","Item Type Metadata:Interviewee",tags,file,itemType,collection,public,featured
        "The boat, painted","boats^^paint","<p>A boat, <strong>painted</strong> overnight.</p>","Weston, Deborah^^Boat club",https://example.org/paper,"Boat club press",1968-05,"Ana",CC0,,"image/jpeg",en,,B-1,Reedham,,,,"river,night","https://omeka.example.org/files/original/a.jpg,https://omeka.example.org/files/original/b.jpg","Still Image","River papers",1,0
        "Talk in the kitchen",,"Not for everyone.",,,,"May 1970",,,,,,,,,"We sat down.","Ana","Zaunkoenig",,,"Oral History",,0,1

        """;
}
