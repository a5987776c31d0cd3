using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Importing.Pages;

/// <summary>One column of a sent file: how its values are taken apart, read, and what each of them means; with terms and records that may be meant.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class ColumnPage(SentFiles files, OfferNames offer, IRecordStore records, KindList kinds, CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    /// <summary>What a value can mean beside a term or a record: nothing; or what it meant before, which the form can't show.</summary>
    public const string Nothing = "!nothing", AsBefore = "!before";

    private const int MostValues = 60;

    public SentFile Sent { get; private set; } = null!;

    public Profile Profile { get; private set; } = null!;

    public int Number { get; private set; }

    public string Heading { get; private set; } = "";

    public IReadOnlyList<string> Sample { get; private set; } = [];

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public bool IsSaved { get; private set; }

    /// <summary>Each place it goes to, with what can be said of it.</summary>
    public IReadOnlyList<ColumnPlace> Places { get; private set; } = [];

    public Kind Kind => ProfileCheck.Possible(Profile, kinds.Now).FirstOrDefault() ?? kinds.All[0];

    /// <summary>Rows wait at the desk unless it says one of these; null: they do not by this column.</summary>
    public ReviewRule? Review => Profile.Review.FirstOrDefault(rule => rule.Heading == Heading);

    /// <summary>For which nobody would have to read a row, so that nobody has to type it.</summary>
    public ImmutableArray<string> UsualUnless => VisibilityWords.Unless(VisibilityWords.Sense(Heading) ?? VisibilitySense.Who, Sample);

    public async Task<IActionResult> OnGet(string id, int number, bool saved, CancellationToken cancel)
    {
        IsSaved = saved;
        if (!Load(id, number)) return Problems.Result(Problem.NotFound);
        await LoadPlaces(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPost(string id, int number, CancellationToken cancel)
    {
        if (!Load(id, number)) return Problems.Result(Problem.NotFound);
        if (Profile.Columns.Any(column => column.Heading == Heading)) Profile = MappingForm.Column(Profile, Request.Form, Heading);
        Profile = MappingForm.Review(Profile, Request.Form, Heading);
        Findings = [.. ProfileCheck.Check(Profile, kinds.Now)];
        if (Findings.IsEmpty)
        {
            files.Put(Sent with { Profile = ProfileJson.Write(Profile) });
            return Redirect(frame.To(Request.Form["go"] == "stay" ? $"/keep/imports/{id}/map/{number}?saved=true" : $"/keep/imports/{id}/map?number={((number - 1) / MapPage.InPage) + 1}#column-{number}"));
        }

        await LoadPlaces(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private bool Load(string id, int number)
    {
        if (!RecordId.TryParse(id, out RecordId file) || files.Find(file) is not { Profile: not null } sent || files.Open(file) is not { } bytes) return false;
        using FileStream opened = bytes;
        Profile profile = sent.ProfileOf();
        SourceLook look = SourceLook.Of(opened, profile.Reading);
        if (number < 1 || number > look.Headings.Length) return false;
        (Sent, Profile, Number, Heading) = (sent, profile, number, look.Headings[number - 1]);
        Sample = [.. look.Sample(Heading, 5)];
        return true;
    }

    private async Task LoadPlaces(CancellationToken cancel)
    {
        List<ColumnPlace> places = [];
        foreach (Placement place in Profile.Columns.FirstOrDefault(column => column.Heading == Heading)?.Places ?? []) places.Add(await PlaceOf(place, cancel));
        Places = places;
    }

    private async Task<ColumnPlace> PlaceOf(Placement place, CancellationToken cancel)
    {
        FieldPlace? at = FieldPlace.Of(place.To, Kind);
        bool isTerm = at is { Role: PlaceRole.Field, Field.Type: FieldType.Term }, isLink = at is { Role: PlaceRole.Field, Field.IsLink: true };
        bool isDate = at?.Role is PlaceRole.Start or PlaceRole.End or PlaceRole.FieldEmbargo || at is { Role: PlaceRole.Field, Field.Type: FieldType.Date or FieldType.Day };
        ColumnPlace shown = new(place)
        {
            IsDate = isDate,
            HasPrecision = at is { Field.Type: FieldType.Coordinates } || (isLink && place.To == CommonFields.Where),
            IsMany = at is { Field.IsMany: true },
            Terms = isTerm ? [.. at!.Field!.Choices.Terms.Select(term => (term, texts[$"term.{at.Field.Vocabulary}.{term}"]))] : [],
        };
        if (!isTerm && !isLink) return shown;
        IReadOnlyList<(string Value, int Rows)> values;
        using (FileStream bytes = files.Open(Sent.Id)!) values = SourceLook.Values(bytes, Profile.Reading, Heading, place, at, MostValues);
        return shown with { Values = isTerm ? Terms(at!.Field!, values) : await Links(at!.Field!, place, values, cancel) };
    }

    private ImmutableArray<ColumnValue> Terms(Field field, IReadOnlyList<(string Value, int Rows)> values)
    {
        TermNames names = TermNames.Of(field.Choices, [.. Texts.Languages.Select(Texts.For)]);
        return
        [
            .. values.Select(one => new ColumnValue(one.Value, one.Rows, names.Find(one.Value) is { } term ? Label(term) : null, names.Find(one.Value) is null ? [.. names.Near(one.Value).Select(near => (near, Label(near)))] : []))
                .OrderBy(one => one.Is is not null),
        ];

        string Label(string term) => texts[$"term.{field.Vocabulary}.{term}"];
    }

    private async Task<ImmutableArray<ColumnValue>> Links(Field field, Placement place, IReadOnlyList<(string Value, int Rows)> values, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, ImmutableArray<NameCandidate>> offered = await offer.Of([.. values.Select(one => one.Value)], field.LinkKinds, cancel);
        RecordId[] ids =
        [
            .. offered.Values.SelectMany(found => found).Select(one => one.Record.Id)
                .Concat(place.Values.Values.SelectMany(means => means).Select(means => RecordId.TryParse(means, out RecordId id) ? id : (RecordId?)null).OfType<RecordId>()).Distinct(),
        ];
        Dictionary<string, string> titles = (await records.Lines(ids, await viewer.Of(HttpContext), cancel)).ToDictionary(line => line.Id.ToString(), line => line.Title);
        return
        [
            .. values.Select(one => new ColumnValue(
                one.Value,
                one.Rows,
                null,
                [
                    .. offered[one.Value].Select(candidate => candidate.Record.Id.ToString()).Concat(place.Values.GetValueOrDefault(one.Value, []))
                        .Where(titles.ContainsKey).Distinct().Select(id => (id, titles[id])),
                ])).OrderBy(one => one.Candidates.IsEmpty),
        ];
    }
}

/// <summary>One place of the column.</summary>
public sealed record ColumnPlace(Placement Place)
{
    public bool IsDate { get; init; }

    public bool HasPrecision { get; init; }

    public bool IsMany { get; init; }

    /// <summary>Of a vocabulary, with their words.</summary>
    public ImmutableArray<(string Term, string Label)> Terms { get; init; } = [];

    public ImmutableArray<ColumnValue> Values { get; init; } = [];
}

/// <summary>One value of the column.</summary>
/// <param name="Rows">How many of the first rows have it.</param>
/// <param name="Is">The term that it is by itself; null: none.</param>
/// <param name="Candidates">What it may mean: offered, never taken unasked.</param>
public sealed record ColumnValue(string Value, int Rows, string? Is, ImmutableArray<(string Means, string Label)> Candidates);
