namespace Kindred.Tests.Importing.Adapters;

/// <summary>Exports of other archives in their exact form, with invented content.</summary>
internal static class ArchiveExport
{
    /// <summary>ISAD(G) out of AtoM: the file stands before the series that it belongs to, a draft, a closed file.</summary>
    public const string AtomDescriptions = """
        legacyId,parentId,qubitParentSlug,identifier,accessionNumber,title,levelOfDescription,extentAndMedium,repository,archivalHistory,acquisition,scopeAndContent,appraisal,accruals,arrangement,accessConditions,reproductionConditions,language,script,languageNote,physicalCharacteristics,findingAids,locationOfOriginals,locationOfCopies,relatedUnitsOfDescription,publicationNote,digitalObjectPath,digitalObjectURI,generalNote,subjectAccessPoints,placeAccessPoints,nameAccessPoints,genreAccessPoints,descriptionIdentifier,institutionIdentifier,rules,descriptionStatus,levelOfDetail,revisionHistory,languageOfDescription,scriptOfDescription,sources,archivistNote,publicationStatus,physicalObjectName,physicalObjectLocation,physicalObjectType,alternativeIdentifiers,alternativeIdentifierLabels,eventDates,eventTypes,eventStartDates,eventEndDates,eventDescriptions,eventActors,eventActorHistories,eventPlaces,culture
        103,102,,F-1-3,,Letters of the boat club,File,12 letters,Reedham archive,,,Letters to and from the boat club.,,,,Open,Ask first.,en,,,,,,,,,,https://atom.example.org/uploads/letters.pdf,,boats|river,Reedham|Hull,Boat club,Correspondence,,,,Final,,,,,,,Published,Box 3,Shelf 7,Box,,,circa 1968|1971,Creation|Accumulation,1968-01-01|1971-01-01,1968-12-31|1971-12-31,NULL|NULL,Boat club|NULL,Founded in 1950.|NULL,,en
        101,,,F-1,,Papers of the river,Fonds,2 boxes,Reedham archive,Found in an attic.,,Everything that was kept.,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,Published,,,,,,1950-1980,Creation,1950-01-01,1980-12-31,,Boat club,,,en
        102,101,,F-1-2,,Letters,Series,,Reedham archive,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,Published,,,,,,,,,,,,,,en
        104,102,,F-1-4,,Members of the boat club,File,,Reedham archive,,,Names and streets.,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,Draft,,,,,,1970,Creation,,,,,,,en
        105,102,,F-1-5,,Minutes in camera,File,,Reedham archive,,,Not read out.,,,,Closed until 2040.,,,,,,,,,,,,,,,,,,,,,,,,,,,,Published,,,,,,1970,Creation,,,,,,,fr

        """;

    public const string AtomAuthorities = """
        culture,typeOfEntity,authorizedFormOfName,corporateBodyIdentifiers,datesOfExistence,history,places,legalStatus,functions,mandates,internalStructures,generalContext,descriptionIdentifier,institutionIdentifier,rules,status,levelOfDetail,revisionHistory,sources,maintenanceNotes
        en,Corporate body,Boat club,,1950-1980,Founded to row.,Reedham|Hull,,Rowing,,,,A-1,,,Final,,,Minutes,
        en,Corporate body,Night rowers,,,Not told yet.,,,,,,,A-2,,,Draft,,,,
        en,Person,Zaunkoenig (rower),,1930-,Rowed.,,,,,,,A-3,,,Final,,,,

        """;

    public const string Uwazi = """
        Title,Date added,Template,Date,Description,Country,Organizations,Topics,Link,Judge,Geolocation,Documents,Attachments,Published
        Walk of the lanterns,2020-03-01,Protest,2016-11-12,A walk with lanterns.,Peru|Chile,Lantern makers|Boat club,night|water,The paper|https://example.org/paper,,-12.0464|-77.0428,/files/a.pdf,https://uwazi.example.org/api/files/b.jpg|https://uwazi.example.org/api/files/c.jpg,Published
        A testimony,2020-03-02,Testimony,,What she saw.,,,,,Zaunkoenig,,,,Unpublished

        """;

    public const string Mukurtu = """
        ID,UUID,Title,Media Assets,Cultural Protocols > Protocols,Cultural Protocols > Sharing Setting,Category,Summary,Creator,Original Date,Cultural Narrative,Traditional Knowledge,Description,Keywords,Rights and Usage,Local Contexts Labels and Notices,Subject,People,Location,Location Description,Related Content
        7,6b77cc9e-5fdf-4750-891e-e705b7bf323b,Basket of the river,12;13,Women of the river;Open to the river,All,Baskets,A basket.,River weavers,1931,<p>Told by the weavers.</p>,Which reeds are cut when.,Reeds and bark.,reeds;weaving,Ask the weavers.,TK Women Restricted (TK WR);TK Attribution (TK A),baskets,Zaunkoenig,"POINT (174.77 -41.28)",By the river,8
        8,7c77cc9e-5fdf-4750-891e-e705b7bf323c,Song of the river,,Open to everyone,Any,Songs,,,,,,A song.,,,,,,,,

        """;

    public const string CollectiveAccess = """
        ca_objects.object_id,ca_objects.idno,ca_objects.preferred_labels.name,ca_objects.type_id,ca_objects.access,ca_objects.status,ca_objects.parent.idno,ca_objects.description,ca_objects.dates.dates_value,ca_entities.preferred_labels.displayname,ca_places.preferred_labels.name,ca_objects.medium,ca_object_representations.media.original.url
        41,2017.1.2,Poster of the walk,image,accessible to public,completed,2017.1,A <em>poster</em>.,November 2016,Lantern makers; Ana,Reedham,paper,https://ca.example.org/media/poster.jpg
        40,2017.1,Posters,,1,,,,,,,,
        42,2017.1.3,List of those who came,document,not accessible to public,,2017.1,Names.,2016,,,,

        """;

    public const string Participedia = """
        "id","type","title","url","description","featured","post_date","updated_date","creator_id","creator_name","creator_profile_url","last_updated_by_id","last_updated_by_name","last_updated_by_profile_url","original_language","address1","address2","city","province","postal_code","country","latitude","longitude","is_component_of_id","general_issues","specific_topics","scope_of_influence","start_date","end_date","ongoing","number_of_participants","primary_organizer_id","primary_organizer_title","primary_organizer_url","body","files_count"
        5501,"case","Budget of the river","https://participedia.net/case/5501","They voted on boats.",false,"2017-05-01T00:00:00.000Z","2018-01-01T00:00:00.000Z",9,"reader","https://participedia.net/user/9",9,"reader","https://participedia.net/user/9","en","4 Quay Street","","Reedham","","NR13","United Kingdom","52.5641","1.5679","","governance, environment","water_quality","neighbourhood","2017-03-04T00:00:00.000Z","2017-03-05T00:00:00.000Z",false,"120",77,"Boat club","https://participedia.net/organization/77"," They met twice. ",2
        77,"organization","Boat club","https://participedia.net/organization/77","A club.",false,"2017-05-01T00:00:00.000Z","2018-01-01T00:00:00.000Z",9,"reader","https://participedia.net/user/9",9,"reader","https://participedia.net/user/9","es","","","","","","","","","","","","","","","","","","","","",0

        """;

    /// <summary>What Zotero writes, with a note of a person to themselves.</summary>
    public const string Csl = """
        [
          {"id": "http://zotero.org/users/1/items/AB", "type": "article-journal", "container-title": "Journal of Boats", "DOI": "10.1000/182", "ISSN": "1234-5678", "issue": "2", "language": "en", "page": "11-19", "title": "On <i>lanterns</i>",
           "title-short": "Lanterns", "URL": "https://example.org/lanterns", "volume": "7", "abstract": "About lanterns.", "note": "Zaunkoenig told me.",
           "author": [{"family": "Weston", "given": "Deborah"}, {"family": "Berg", "given": "Ana", "non-dropping-particle": "van der"}, {"literal": "Boat club"}], "editor": [{"family": "Hill", "given": "Amal", "suffix": "Jr."}],
           "accessed": {"date-parts": [["2020", 3, 4]]}, "issued": {"date-parts": [["2017", 1, 27]]}, "citation-key": "weston2017"},
          {"id": "b", "type": "book", "title": "Rowing", "publisher": "River press", "ISBN": "978-3-16-148410-0", "issued": {"date-parts": [[1950], [1952]]}, "author": [{"family": "Plato"}]},
          {"id": "c", "type": "webpage", "title": "Spring tides", "issued": {"date-parts": [[1968]], "season": "1"}, "custom": {"deep": ["x"]}}
        ]
        """;

    public const string Ris = """
        TY  - JOUR
        TI  - On lanterns
        AU  - Weston, Deborah
        AU  - Boat club
        T2  - Journal of Boats
        AB  - About lanterns.
        They were many.
        DA  - 2017/01/27/
        PY  - 2017
        VL  - 7
        IS  - 2
        SP  - 11
        EP  - 19
        DO  - 10.1000/182
        SN  - 1234-5678
        UR  - https://example.org/lanterns
        KW  - lanterns
        KW  - boats, rowed
        N1  - Zaunkoenig told me.
        L1  - internal-pdf://lanterns.pdf
        LA  - es
        ER  -

        TY  - BOOK
        AU  - van der Berg, Ana
        TI  - Rowing
        PY  - 1952///
        PB  - River press
        ER  -

        """;

    public const string Bibtex = """
        % made by Zotero
        @string{jb = "Journal of Boats"}

        @article{weston_lanterns_2017,
        	title = {On {Lanterns} \& r{\'e}als},
        	volume = {7},
        	journal = jb,
        	author = {Weston, Deborah and {Boat club} and Ana van der Berg},
        	month = jan,
        	year = {2017},
        	pages = {11--19},
        	keywords = {lanterns, boats},
        	doi = {10.1000/182},
        	url = {https://example.org/a_b},
        	note = {Zaunkoenig told me.},
        	file = {C:\\Users\\z\\a.pdf},
        	abstract = {First.

        Second.}
        }

        @comment{kept by nobody}

        @book{hill_rowing_1952,
        	title = "Rowing {on} {\O}resund",
        	author = "Hill, Jr., Amal",
        	publisher = {R{\"u}gen} # { press},
        	date = {1952},
        	editor = {Sea, Bo},
        	language = {spanish}
        }

        """;
}
