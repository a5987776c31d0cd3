using System.Collections.Immutable;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Joining;

/// <summary>"Find your door": asks what one has to give, and shows only what is open today.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class DoorsPage(OpenDoors doors, Texts texts) : PageModel
{
    public const int MostShown = 200;

    private ImmutableArray<OpenDoor> open = [];

    public ImmutableArray<OpenDoor> Doors { get; private set; } = [];

    public int Open => open.Length;

    public string Language { get; private set; } = "";

    public string Place { get; private set; } = "";

    /// <summary><c>online</c>, <c>here</c> or neither.</summary>
    public string How { get; private set; } = "";

    public bool Urgent { get; private set; }

    /// <summary>Words of the time one has: <c>hour</c>, <c>evening</c>.</summary>
    public string Time { get; private set; } = "";

    public bool IsNarrowed => Language.Length > 0 || Place.Length > 0 || How.Length > 0 || Urgent || Time.Length > 0;

    public IEnumerable<(string Value, string Label)> Languages => open.SelectMany(door => door.Languages).Distinct()
        .Select(tag => (tag, FacetLabels.Language(tag, texts))).OrderBy(one => one.Item2, texts.Alphabetical);

    public IEnumerable<(string Value, string Label)> Places => open.SelectMany(door => door.Places).DistinctBy(place => place.Id)
        .Select(place => (place.Id.ToString(), FacetLabels.Title(place, texts))).OrderBy(one => one.Item2, texts.Alphabetical);

    public async Task OnGet(string? language, string? place, string? how, string? urgent, string? time)
    {
        (Language, Place, How, Urgent, Time) = (language ?? "", place ?? "", how ?? "", urgent == "true", (time ?? "").Trim());
        open = await doors.Today(HttpContext.RequestAborted);
        Doors = [.. open.Where(Fits)];
    }

    private bool Fits(OpenDoor door) =>
        (Language.Length == 0 || door.Languages.IsEmpty || door.Languages.Contains(Language))
        && (Place.Length == 0 || door.Places.Any(place => place.Id.ToString() == Place))
        && (How != "online" || door.IsOnline)
        && (How != "here" || !door.IsOnline || !door.Places.IsEmpty)
        && (!Urgent || door.IsUrgent)
        && (Time.Length == 0 || Words(door.Text("time", texts).Text).Contains(Words(Time), StringComparison.Ordinal));

    private static string Words(string? text) => Analysis.Analyse(text ?? "", null).Exact;
}
