using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Domain.Records;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared.Records;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>Whatever a row says and wherever a profile sends it: nothing breaks, and every value is in the record, its links or the leftover.</summary>
public class NothingIsLostTests
{
    private static readonly string[] Places =
    [
        "title", "otherNames", "summary", "story", "when", "when.start", "when.end", "where", "where.note", "type", "axes", "topics", "sources", "sources.url", "sources.title", "windows.url", "credits.name", "credits.did", "contentNotices",
        "rights", "organisedBy", "tookPart", "participants", "participants.low", "participants.high", "claims", "translations.es.title", "translations.ar.story", "noticesOf.story", "fieldEmbargoes.story", "id", "leave", "file",
    ];

    private static readonly string[] Values =
    [
        "A march", "1968", "early May 1968", "03/04/2017", "16. März 1920", "42736", "n.d.", "['a', 'b']", "a; b|c", "https://a.example/1, https://b.example/2", "strike", "Clas", "#tag", "6,000", "about 200-300", "dozens", "0", "None", " ",
        "12 Elm Street", "amina@example.org", "[{\"url\": \"https://a.example\"}]", "{\"low\": 3}", "long " + new string('x', 400), "2019-07-14 12:31", "true", "1984-03-15", "1984-02-25", "الإضراب", "a\u0001b", "\ud800", "2027-01-01", "{", "[", "([", "]",
    ];

    private static readonly Gen<string> Value = Gen.Frequency((3, Gen.Elements(Values)), (1, ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "")));

    private static readonly Gen<(string To, string? Split)> Place = Gen.Elements(Places).SelectMany(_ => Gen.Elements<string?>(null, "guess", "list", "none", ";"), (to, split) => (to, split));

    private static readonly Gen<(ImmutableArray<(string To, string? Split)> Columns, ImmutableArray<ImmutableArray<string>> Cells)> Case =
        Place.ArrayOf(6).SelectMany(_ => Gen.Frequency((5, Value.Select(value => (string[])[value])), (1, Value.ArrayOf(3))).ArrayOf(6), (places, cells) => (places.ToImmutableArray(), cells.Select(cell => cell.ToImmutableArray()).ToImmutableArray()));

    [Fact]
    public void Every_value_is_in_the_record_its_links_or_the_leftover() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(4_000), Prop.ForAll(Case.ToArbitrary(), one => Holds(one.Columns, one.Cells)));

    private static bool Holds(ImmutableArray<(string To, string? Split)> places, ImmutableArray<ImmutableArray<string>> cells)
    {
        Profile profile = new()
        {
            Kind = new Chosen("action"),
            Columns = [.. places.Select((place, at) => new ColumnRule($"c{at}", [new Placement { To = place.To, Split = place.Split }]))],
        };
        SourceRow source = new(1, [.. cells.Select((cell, at) => new SourceCell($"c{at}", cell))]);
        ImportRow row = new Features.Importing.Mapping.Mapping(profile, Domain.Kinds.KindSet.BuiltIn, TestRows.Today).Map(source);
        string said = Said(row);
        for (int at = 0; at < cells.Length; at++)
        {
            foreach (string value in cells[at].Where(value => !string.IsNullOrWhiteSpace(value)))
            {
                if (row.Leftover.Any(cell => cell.Values.Contains(value) || cell.Values.Contains(RecordInput.Clean(value))) || IsSaid(places[at], value, row, said)) continue;
                throw new InvalidOperationException($"Lost: {places[at]} {value} in {said}");
            }
        }

        return true;
    }

    private static bool IsSaid((string To, string? Split) place, string value, ImportRow row, string said)
    {
        string clean = RecordInput.Clean(value);
        if (clean.Length == 0 || said.Contains(clean, StringComparison.Ordinal)) return true;
        if (place.To is "title" && row.Leftover.Any(cell => cell.Heading == "title" && cell.Values.Any(whole => whole.Contains(clean, StringComparison.Ordinal)))) return true;
        bool isRead = place.To switch
        {
            "when" or "when.start" or "when.end" => row.Content.Text("when") is { } when && Features.Importing.Mapping.Dates.DateReader.Read(clean).Edtf is { } edtf && when.Contains(edtf.Trim('/'), StringComparison.Ordinal),
            "participants" or "participants.low" or "participants.high" => row.Content["participants"] is FieldValue.Range,
            "fieldEmbargoes.story" => row.Days is { Count: > 0 },
            "type" or "axes" => row.Content[place.To] is not null,
            "id" => row.Id is not null,
            _ => false,
        };
        if (isRead) return true;
        // Written as JSON, and read as such.
        if (clean.StartsWith('{') || clean.StartsWith("[{", StringComparison.Ordinal)) return true;
        // Several values: each of them is there.
        bool isAddresses = place.To is "sources" or "sources.url" or "windows.url";
        return Separation.Of(value, place.Split ?? Separation.Guess, isAddresses).Select(part => RecordInput.Clean(part).TrimStart('#').Trim())
            .All(part => part.Length == 0 || part == "None" || said.Contains(part, StringComparison.Ordinal) || row.Leftover.Any(cell => cell.Values.Any(kept => RecordInput.Clean(kept).Contains(part, StringComparison.Ordinal))));
    }

    private static string Said(ImportRow row) => string.Join('\n', row.Content.Fields.Values.SelectMany(value => value.AllTexts())
        .Concat(row.Content.Translations.Values.SelectMany(fields => fields.Values).Select(translation => translation.Text))
        .Concat(row.Links.SelectMany(link => new[] { link.Target, link.Note ?? "" })));
}
