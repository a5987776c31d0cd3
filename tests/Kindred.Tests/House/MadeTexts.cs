using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Exporting;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Picturing.Maps;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;

namespace Kindred.Tests.House;

/// <summary>The texts whose keys are made at run time, each from what it is made of: declarations and closed sets.</summary>
internal static class MadeTexts
{
    /// <summary>Acts that name no keeper: they are on no page.</summary>
    private static readonly ActKind[] OfNoPower = [ActKind.Accession, ActKind.Publication, ActKind.Revision, ActKind.Connection, ActKind.Consent, ActKind.Withdrawal, ActKind.PartWithdrawal, ActKind.Embargo];

    public static IReadOnlySet<string> Keys { get; } = new HashSet<string>(
    [
        .. Problem.All.SelectMany(problem => Of($"problem.{problem.Slug}.", "title", "what", "kept", "now")),
        .. FindingRules.Codes(Source.Code).Select(code => "finding." + code),
        .. KindList.BuiltIn.All.SelectMany(kind => Of($"kind.{kind.Name}.", "one", "many", "about")),
        .. Of("nav.browse.", [.. KindList.BuiltIn.All.Where(kind => kind is { IsBrowsed: true, Name: not "door" }).Select(kind => kind.Plural)]),
        .. KindList.BuiltIn.All.SelectMany(kind => kind.Fields, WordsOf).SelectMany(words => words),
        .. KindList.BuiltIn.All.SelectMany(kind => kind.Fields).SelectMany(PartsOf).Select(part => $"field.part.{part}.label"),
        .. SearchRecords.Facets.Select(facet => $"field.facet.{facet}.label"),
        .. OwnKindsJson.Types.Select(type => "declare.type." + type.Name),
        .. Of("declare.words-", "one", "many", "about", "label", "help"),
        .. ConnectionType.All.SelectMany(type => Of($"connection.{type.Name}.", "out", "in")),
        .. Of("contribute.connection.", "shared", "shared.help", "distinct", "distinct.help", "words", "words.help", "when", "when.help"),
        .. Vocabulary.All.Where(vocabulary => !OwnKindsCheck.IsFixed(vocabulary.Name)).Select(vocabulary => "vocabulary." + vocabulary.Name),
        .. Vocabulary.All.SelectMany(vocabulary => vocabulary.Terms.SelectMany(Vocabulary.WithAncestors), (vocabulary, term) => $"term.{vocabulary.Name}.{term}"),
        .. RecordFormat.All.Where(format => format.Suffix.Length > 0).Select(format => "record.format." + format.Name),
        .. ExportFormats.All.SelectMany(format => Of("export." + format.Name, "", ".what")),
        .. Of("export.for.", [.. ExportPage.Groups]),
        .. Of("map.form.", Kebab<MapForm>()),
        // What may stand in an address, by the name of its part.
        .. Of("address.", "page", "size", "until", "ring", "group", "from", "to", "when", "around", "zoom"),
        .. Of("svg.line.", [.. LineForm.All.Select(form => form.Name)]),
        .. Enum.GetNames<FieldStep>().SelectMany(step => Of("contribute.step." + step.ToLowerInvariant(), "", ".lead")),
        .. Of("contribute.step.", "connection", "preview"),
        // A kind that must not be told of lightly says so first.
        .. KindList.BuiltIn.All.Select(kind => "contribute.lead." + kind.Name).Where(Texts.For(Texts.Source).Has),
        .. Of("date.", "spring", "summer", "autumn", "winter", "ordinal-one", "ordinal-two", "ordinal-few", "ordinal-other"),
        .. Of("about.act.", [.. Enum.GetValues<ActKind>().Except(OfNoPower).Select(kind => kind.ToString().ToLowerInvariant())]),
        .. Of("about.act.one.", [.. Kebab<SoleWord>().Skip(1)]),
        .. Of("keep.waiting.", [.. TwoKeeperKind.All.Select(kind => kind.Name)]),
        // What the others would do is said of each by itself: a role with its days, a policy with what changes.
        .. Of("keepers.waiting.sure.", [.. TwoKeeperKind.All.Except([TwoKeeperKind.Grant, TwoKeeperKind.End, TwoKeeperKind.PolicyChange]).Select(kind => kind.Name)]),
        .. Of("keepers.policy.", [.. PolicyChange.Names.Select(name => name.ToLowerInvariant())]),
        .. Of("receipt.state.", Kebab<DepositState>()),
        .. Of("import.loss.", Kebab<LossReason>()),
        .. Of("record.state.", Kebab<RecordState>()),
        .. Of("static.for.", Kebab<RecordVisibility>()),
        .. Of("receipt.answer.", Lower<CommunityAnswer>()),
        .. Of("record.answered.", Lower<CommunityAnswer>()),
        .. Of("finest.said.", [.. Lower<Precision>().Where(one => one != "exact")]),
        .. Of("record.precision.", Lower<Precision>()),
        .. Of("term.precision.", Lower<Precision>()),
        .. Of("concern.what.", Lower<ConcernAbout>()),
        .. Of("desk.settings.silence.", Kebab<SilenceMeaning>()),
        .. Of("desk.settings.place.", Kebab<Precision>()),
        .. Of("desk.settings.sisters.", Kebab<SisterShare>()),
        .. Of("desk.state.", Enum.GetNames<DepositState>()),
        .. Of("deposits.with.", Enum.GetNames<DeskReader>()),
        .. Of("deposits.order.", Enum.GetNames<DeskOrder>()),
        .. Of("deposits.sort.", Enum.GetNames<DeskOrder>()),
        .. Of("deposits.why.", Enum.GetNames<OutcomeOfOne>()),
        .. Of("deposits.form.", "new", "proposal"),
        .. Of("deposits.choice.", "state", "form", "kind", "community", "language", "with", "answered", "near", "from", "until", "order", "q"),
        .. Enum.GetNames<DeskAct>().SelectMany(act => Of($"deposits.done.{act}.", "one", "other")),
        .. Of("desk.record.state.", Enum.GetNames<RecordState>()),
        .. Of("desk.answer.", Enum.GetNames<ConsentAnswer>()),
        .. Of("desk.standing.", Enum.GetNames<CommunityAnswer>()),
        .. Of("desk.scope.", [.. Enum.GetNames<ConsentScope>().Where(name => name != nameof(ConsentScope.None))]),
        .. Of("signing.password.", "short", "long", "common"),
        .. Enum.GetNames<ConsentScope>().Where(name => name != nameof(ConsentScope.None)).SelectMany(name => (string[])[$"desk.scope.{name}.no", $"said.scope.{name}"]),
        .. Of("embargo.by.", Enum.GetNames<Domain.Publishing.EmbargoBy>()),
        .. Of("desk.words.", [.. Domain.Withdrawing.TakenOut.OfConnection]),
        .. Of("merging.like.", Lower<Likeness>()),
        .. Of("merging.done.", "merged", "asks", "parted", "hidden"),
        .. Of("part.done.", "destroyed", "held", "shown", "asked"),
        // What was given is taken back on a page of its own.
        .. Of("desk.give.", [.. Enum.GetNames<ConsentAnswer>().Where(name => name != nameof(ConsentAnswer.Withdrawn))]),
    ], StringComparer.Ordinal);

    /// <summary>Beginning of the names of languages: any that a record may be written in.</summary>
    public const string OfLanguages = "term.languages.";

    /// <summary>Beginnings that a word of the code follows: what was done before a page, what was wrong in a form.</summary>
    public static IReadOnlyList<string> OfWords { get; } = ["desk.done.", "keep.done.", "keep.settings.wrong.", "receipt.state.", "signing.done."];

    private static string[] Of(string beginning, params string[] ends) => [.. ends.Select(end => beginning + end)];

    private static string[] Lower<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    private static string[] Kebab<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>A kind's own words take the place of the field's.</summary>
    private static string[] WordsOf(Kind kind, Field field)
    {
        string of(string what) => Texts.For(Texts.Source).Has($"field.{kind.Name}.{field.Name}.{what}") ? $"field.{kind.Name}.{field.Name}.{what}" : $"field.{field.Name}.{what}";
        return [of("label"), of("help")];
    }

    private static IEnumerable<string> PartsOf(Field field) => field.Type switch
    {
        FieldType.Range => ["low", "high"],
        FieldType.Coordinates => ["latitude", "longitude", "precision"],
        _ => field.Parts,
    };
}
