using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Says what is not right yet in a declaration of own kinds, fields and vocabularies. Pure.</summary>
public sealed partial class OwnKindsCheck
{
    public const int MostKinds = 40;
    public const int MostFieldsOfKind = 40;
    public const int MostFields = 150;
    public const int MostVocabularies = 60;
    public const int MostTerms = 300;
    public const int MostLanguages = 30;
    public const int LongestLabel = 80;
    public const int LongestHelp = 400;
    private const int LongestTerm = 100;
    private const int LongestPlural = 40;

    /// <summary>What a record as JSON, an address of a list or a line of an import has beside fields.</summary>
    private static readonly ImmutableArray<string> Reserved =
        ["ref", "kind", "kinds", "language", "translations", "id", "revision", "state", "visibility", "links", "q", "sort", "page", "size", "more", "lang", "year", "facets", "connection", "record", "within"];

    /// <summary>Facets that are no field's own.</summary>
    private static readonly ImmutableArray<string> BuiltInFacets =
        ["community", "strategy", "axis", "topic", "place", "time", "campaign", "history", "type", "form", "tempo", "audience", "behindTheScenes", CommonFields.Message];

    /// <summary>First words of addresses that Kindred has or will have; those that the route table has are given besides.</summary>
    private static readonly ImmutableArray<string> Addresses =
    [
        "about", "api", "assets", "c", "circle", "contribute", "desk", "doors", "export", "feeds", "health", "join", "keep", "kin", "ledger", "map", "notes", "oai", "openapi", "problems", "r", "receipt",
        "robots", "roots", "search", "sessions", "showing-up", "sign-in", "sign-out", "silos", "sitemap", "thread", "timeline", "withdrawals", "year",
    ];

    /// <summary>Connections that an own field may stand for: where something was, what it hangs on, the order of a path and kinship have rules of their own.</summary>
    public static ImmutableArray<ConnectionType> Connections { get; } =
        [.. ConnectionType.All.Where(type => type != ConnectionType.InPlace && type != ConnectionType.About && type != ConnectionType.Step && type != ConnectionType.Kin)];

    private readonly OwnKinds declared;
    private readonly OwnKinds before;
    private readonly OwnKinds after;
    private readonly string language;
    private readonly IReadOnlyCollection<string> taken;

    private OwnKindsCheck(OwnKinds declared, OwnKinds before, string language, IReadOnlyCollection<string> taken) =>
        (this.declared, this.before, this.language, this.taken, after) = (declared, before, language, taken, before.With(declared));

    /// <summary>Whether its terms decide something: what a note is, and for whom a telling is. One that read as another would show what was told for few to everyone.</summary>
    public static bool IsFixed(string vocabulary) => vocabulary is "noteTypes" or "readers";

    /// <param name="before">What the archive has declared until now.</param>
    /// <param name="language">The archive's own: every label is given in it at least.</param>
    /// <param name="taken">First words of addresses that are an address of something else.</param>
    public static ImmutableArray<Finding> Check(OwnKinds declared, OwnKinds before, string language, IReadOnlyCollection<string> taken) =>
        [.. new OwnKindsCheck(declared, before, language, taken).Findings()];

    private IEnumerable<Finding> Findings()
    {
        if (after.Kinds.Length > MostKinds) yield return TooMany("kinds", MostKinds);
        if (after.Vocabularies.Length > MostVocabularies) yield return TooMany("vocabularies", MostVocabularies);
        if (after.Kinds.Sum(kind => kind.Fields.Length) > MostFields) yield return TooMany("kinds", MostFields);
        foreach (OwnVocabulary vocabulary in declared.Vocabularies)
        {
            foreach (Finding finding in Of(vocabulary)) yield return finding;
        }

        foreach (OwnKind kind in declared.Kinds)
        {
            string at = $"kinds.{kind.Name}";
            foreach (Finding finding in KindSet.IsBuiltIn(kind.Name) ? [] : Of(kind, at)) yield return finding;
            if (after.Kind(kind.Name)!.Fields.Length > MostFieldsOfKind) yield return TooMany($"{at}.fields", MostFieldsOfKind);
            foreach (Finding finding in kind.Fields.SelectMany(field => Of(kind, field, $"{at}.fields.{field.Name}"))) yield return finding;
        }
    }

    private IEnumerable<Finding> Of(OwnKind kind, string at)
    {
        if (!Name().IsMatch(kind.Name)) yield return new Finding("name-not-a-name", at, kind.Name);
        if (Reserved.Contains(kind.Name) || KindSet.BuiltIn.All.Any(one => one.Plural == kind.Name)) yield return new Finding("name-taken", at, kind.Name);
        if (kind.Plural.Length > LongestPlural || !Plural().IsMatch(kind.Plural)) yield return new Finding("plural-not-a-name", $"{at}.plural", kind.Plural);
        bool isAddressTaken = Addresses.Contains(kind.Plural) || taken.Contains(kind.Plural) || KindSet.BuiltIn.ByPlural(kind.Plural) is not null
            || after.Kinds.Any(other => other.Name != kind.Name && other.Plural == kind.Plural);
        if (isAddressTaken) yield return new Finding("plural-taken", $"{at}.plural", kind.Plural);
        if (before.Kind(kind.Name) is { } was && was.Plural != kind.Plural) yield return new Finding("plural-stays", $"{at}.plural", was.Plural);
        if (!SchemaType().IsMatch(kind.SchemaOrg)) yield return new Finding("schema-org-not-a-type", $"{at}.schemaOrg", kind.SchemaOrg);
        foreach (Finding finding in Of(kind.Words, $"{at}.words", "one", "many")) yield return finding;
    }

    private IEnumerable<Finding> Of(OwnKind kind, OwnField field, string at)
    {
        if (!Name().IsMatch(field.Name)) yield return new Finding("name-not-a-name", at, field.Name);
        if (Reserved.Contains(field.Name) || BuiltInFacets.Contains(field.Name) || KindSet.BuiltIn.All.Any(one => one[field.Name] is not null)) yield return new Finding("name-taken", at, field.Name);
        // One name means one thing in the whole archive: its facet counts every kind that has it.
        OwnField? was = before.Kind(kind.Name)?.Fields.FirstOrDefault(one => one.Name == field.Name);
        OwnField? other = after.Kinds.Where(one => one.Name != kind.Name).SelectMany(one => one.Fields).FirstOrDefault(one => one.Name == field.Name);
        if (was is not null && !MeansTheSame(was, field)) yield return new Finding("field-means-otherwise", $"{at}.type", field.Name);
        else if (other is not null && !MeansTheSame(other, field)) yield return new Finding("field-means-otherwise", $"{at}.type", field.Name);
        // One keeper alone would else publish words in it that nobody was asked about.
        if (was is { IsAsking: true } && !field.IsAsking) yield return new Finding("field-asks-still", $"{at}.asking", field.Name);
        foreach (Finding finding in Of(field.Words, $"{at}.words", "label")) yield return finding;
        foreach (Finding finding in field.Type == FieldType.Term ? OfTerms(field, at) : field.Type == FieldType.Link ? OfLinks(kind, field, at) : []) yield return finding;
        if (field.Vocabulary is not null && field.Type != FieldType.Term) yield return new Finding("not-of-this-type", $"{at}.vocabulary");
        if ((field.Connection is not null || !field.LinkKinds.IsEmpty) && field.Type != FieldType.Link) yield return new Finding("not-of-this-type", $"{at}.connection");
        if (field.IsFacet && field.Type is not (FieldType.Text or FieldType.Term or FieldType.Link or FieldType.Language or FieldType.Flag)) yield return new Finding("not-of-this-type", $"{at}.facet");
        if (field.IsSearchable && field.Type is not (FieldType.Text or FieldType.Markdown)) yield return new Finding("not-of-this-type", $"{at}.searchable");
        if (field.IsTranslatable && (field.IsMany || field.Type is not (FieldType.Text or FieldType.Markdown))) yield return new Finding("not-of-this-type", $"{at}.translatable");
    }

    private IEnumerable<Finding> OfTerms(OwnField field, string at)
    {
        bool isThere = field.Vocabulary is { } name && (Vocabulary.IsBuiltIn(name) || after.Vocabulary(name) is not null);
        if (!isThere || IsFixed(field.Vocabulary!)) yield return new Finding("no-such-vocabulary", $"{at}.vocabulary", field.Vocabulary);
    }

    private IEnumerable<Finding> OfLinks(OwnKind kind, OwnField field, string at)
    {
        ConnectionType? type = Connections.FirstOrDefault(one => one.Name == field.Connection);
        if (type is null) yield return new Finding(field.Connection is null ? "needs-field" : "unknown-connection", $"{at}.connection", field.Connection);
        // Two fields of one connection could not be told apart when read back.
        bool isTaken = type is not null
            && (KindSet.BuiltIn.Find(kind.Name)?.Fields.Any(one => one.Link == type) == true || after.Kind(kind.Name)!.Fields.Any(one => one.Name != field.Name && one.Connection == type.Name));
        if (isTaken) yield return new Finding("connection-taken", $"{at}.connection", field.Connection);
        if (field.LinkKinds.IsEmpty) yield return new Finding("needs-field", $"{at}.kinds");
        foreach (string unknown in field.LinkKinds.Where(one => !KindSet.IsBuiltIn(one) && after.Kind(one) is null)) yield return new Finding("unknown-kind", $"{at}.kinds", unknown);
        // Where something was is shown at a precision that its community decides: that is "where", and nothing beside it.
        if (field.LinkKinds.Contains(Place.Kind.Name)) yield return new Finding("link-not-to-place", $"{at}.kinds");
        if (field.LinkKinds.Contains(Community.Kind.Name) && type?.NamesCommunity == false) yield return new Finding("link-must-ask", $"{at}.connection", field.Connection);
        if (OwnField.NamesPeople(field.LinkKinds) && !field.IsAsking) yield return new Finding("link-must-ask", $"{at}.asking", field.Connection);
    }

    private IEnumerable<Finding> Of(OwnVocabulary vocabulary)
    {
        string at = $"vocabularies.{vocabulary.Name}";
        if (!Name().IsMatch(vocabulary.Name) || vocabulary.Name is "languages" or "precision") yield return new Finding("name-not-a-name", at, vocabulary.Name);
        if (IsFixed(vocabulary.Name) && vocabulary.Terms.Any(term => term.Now is not null || term.IsRetired || !Vocabulary.Of(vocabulary.Name).Has(term.Id))) yield return new Finding("vocabulary-fixed", at, vocabulary.Name);
        OwnVocabulary whole = after.Vocabulary(vocabulary.Name)!;
        Vocabulary now = (Vocabulary.IsBuiltIn(vocabulary.Name) ? Vocabulary.Of(vocabulary.Name) : new Vocabulary(vocabulary.Name)).With(whole);
        if (now.Terms.Length + now.MovedTerms.Count > MostTerms) yield return TooMany($"{at}.terms", MostTerms);
        foreach (OwnTerm term in vocabulary.Terms)
        {
            string where = $"{at}.terms.{term.Id}";
            bool isBuiltIn = Vocabulary.IsBuiltIn(vocabulary.Name) && Vocabulary.Of(vocabulary.Name).Has(term.Id);
            if (term.Id.Length > LongestTerm || !Term().IsMatch(term.Id)) yield return new Finding("term-not-a-term", where, term.Id);
            // A term that reads as another needs no words, nor does one that comes with some.
            foreach (Finding finding in term.Now is not null || isBuiltIn ? Lengths(term.Words, $"{where}.words") : Of(term.Words, $"{where}.words", "label")) yield return finding;
            if (term.Now is not null && !now.Terms.Contains(now.Now(term.Id))) yield return new Finding("unknown-term", $"{where}.now", term.Now);
            bool isHeldUp = term.Now is not null || term.Id.LastIndexOf('/') is not (> 0 and int slash) || now.Terms.Contains(term.Id[..slash]);
            if (!isHeldUp) yield return new Finding("term-above-missing", where, term.Id);
        }

        foreach (string orphan in now.Terms.Where(term => term.LastIndexOf('/') is > 0 and int slash && !now.Terms.Contains(term[..slash]) && !vocabulary.Terms.Any(own => own.Id == term)))
            yield return new Finding("term-above-missing", $"{at}.terms.{orphan}", orphan);
    }

    private IEnumerable<Finding> Of(OwnWords words, string at, params IEnumerable<string> needed)
    {
        foreach (string what in needed.Where(what => words[language, what] is null)) yield return new Finding("words-missing", $"{at}.{language}.{what}", language);
        foreach (Finding finding in Lengths(words, at)) yield return finding;
    }

    private static IEnumerable<Finding> Lengths(OwnWords words, string at)
    {
        if (words.ByLanguage.Count > MostLanguages) yield return TooMany(at, MostLanguages);
        foreach ((string tag, ImmutableSortedDictionary<string, string> texts) in words.ByLanguage)
        {
            if (LanguageTag.Read(tag) != tag) yield return new Finding("language-not-a-tag", $"{at}.{tag}", tag);
            foreach ((string what, string text) in texts)
            {
                int longest = what is "help" or "about" ? LongestHelp : LongestLabel;
                if (text.Length > longest) yield return Finding.TooLong($"{at}.{tag}.{what}", longest);
                if (text.Any(one => char.IsControl(one) || one is '\u202D' or '\u202E')) yield return new Finding("words-unseen", $"{at}.{tag}.{what}");
            }
        }
    }

    private static bool MeansTheSame(OwnField one, OwnField other) =>
        one.Type == other.Type && one.IsMany == other.IsMany && one.Vocabulary == other.Vocabulary && one.Connection == other.Connection
        && (one.Type != FieldType.Link || one.LinkKinds.All(other.LinkKinds.Contains));

    private static Finding TooMany(string at, int most) => new("too-many-declared", at, most.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9]{1,39}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Plural();

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9]{1,39}\z")]
    private static partial Regex SchemaType();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){0,3}\z")]
    private static partial Regex Term();
}
