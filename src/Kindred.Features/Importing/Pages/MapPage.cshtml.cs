using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Importing.Pages;

/// <summary>What the columns of a sent file mean here: guessed, shown beside the first rows, and changed by hand.</summary>
[MembersPage(IsForKeepers = true)]
public sealed class MapPage(SentFiles files, ImportErrands errands, ProfileShelf shelf, KindList kinds, CurrentViewer viewer, PageFrame frame, Texts texts) : PageModel
{
    /// <summary>Columns shown at a time.</summary>
    internal const int InPage = 40;

    /// <summary>The field for a sign that is not in the list, and what the list says then.</summary>
    internal const string OtherDelimiter = "otherDelimiter";

    /// <summary>Where it is said what cannot be read so.</summary>
    internal const string ReadingSection = "reading";

    private int number = 1;
    private Profile guess = new() { Kind = new Chosen(null) };

    public SentFile Sent { get; private set; } = null!;

    public SourceLook Look { get; private set; } = null!;

    public Profile Profile { get; private set; } = null!;

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public bool IsSaved { get; private set; }

    /// <summary>The file is read otherwise than when its columns were looked at last.</summary>
    public bool IsAnew { get; private set; }

    /// <summary>What was typed of how it is read, and cannot be.</summary>
    public string? Typed(string field) => Findings.IsEmpty ? null : Request.Form[field].ToString();

    public string TypedName => Request.Form["name"].ToString();

    public IReadOnlyList<Kind> Kinds => kinds.All;

    /// <summary>Of which the places are offered: the one that holds for every row, or the likeliest.</summary>
    public Kind Kind => ProfileCheck.Possible(Profile, kinds.Now).FirstOrDefault() ?? kinds.All[0];

    /// <summary>Every place of the kinds that a row may be of.</summary>
    public IReadOnlyList<string> Places => [.. ProfileCheck.Possible(Profile, kinds.Now).DefaultIfEmpty(kinds.All[0]).SelectMany(FieldPlace.All).Distinct()];

    private bool IsMany(string to) => ProfileCheck.Possible(Profile, kinds.Now).Select(kind => FieldPlace.Of(to, kind)).Any(place => place is { Field.IsMany: true });

    public Pager Pager => Pager.Of(number, Math.Max(1, (Look.Headings.Length + InPage - 1) / InPage), page => $"/keep/imports/{Sent.Id}/map?number={page}");

    /// <summary>Those of this page, with their numbers from 1.</summary>
    public IEnumerable<(int Number, string Heading)> Columns => Look.Headings.Select((heading, at) => (at + 1, heading)).Skip((number - 1) * InPage).Take(InPage);

    public int PageNumber => number;

    /// <summary>Rows wait at the desk unless the column says one of these; null: it decides nothing.</summary>
    public ReviewRule? ReviewOf(string heading) => Profile.Review.FirstOrDefault(rule => rule.Heading == heading);

    /// <summary>It may say who may see a row, and nothing is made of that.</summary>
    public bool IsUnguarded(string heading) => VisibilityWords.Sense(heading) is { } sense && ReviewOf(heading) is null && PlacesOf(heading).All(place => place.To == Placement.Leave)
        && Look.Sample(heading, HeadingGuess.MostRows).Any(value => VisibilityWords.MayKeep(sense, value));

    public ImmutableArray<Placement> PlacesOf(string heading) => Profile.Columns.FirstOrDefault(column => column.Heading == heading)?.Places ?? [];

    /// <summary>Why it goes where it goes.</summary>
    public string Reason(string heading)
    {
        if (Profile.Combined.Any(place => Template.Of(place.Template ?? "").Places.Contains(heading))) return texts["imports.map.combined"];
        if (ReviewOf(heading) is { } rule) return rule.Unless.Where(value => value.Length > 0).Take(5).ToArray() is [_, ..] some ? texts.Format("imports.map.waits-unless", string.Join(", ", some)) : texts["imports.map.waits"];
        ColumnRule? guessed = guess.Columns.FirstOrDefault(column => column.Heading == heading);
        string now = PlacesOf(heading) is [var first, ..] ? first.To : Placement.Leave;
        if (heading == Profile.Kind.Column) return texts["imports.map.says-kind"];
        if (heading == Profile.Language.Column) return texts["imports.map.says-language"];
        return guessed?.Reason is { } reason && guessed.Places is [var place, ..] && place.To == now ? reason.In(texts) : texts["imports.map.chosen"];
    }

    public IActionResult OnGet(string id, int? number, bool saved, bool anew)
    {
        (this.number, IsSaved, IsAnew) = (number ?? 1, saved, anew);
        return Load(id) ? Page() : Problems.Result(Problem.NotFound);
    }

    /// <summary>The profile as a file.</summary>
    public IActionResult OnGetProfile(string id) => Load(id) ? ProfileFile.Of(ProfileJson.Write(Profile), Profile.Name) : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPost(string id, int? number, CancellationToken cancel)
    {
        this.number = number ?? 1;
        if (!Load(id)) return Problems.Result(Problem.NotFound);
        string go = Request.Form["go"].ToString();
        // Its columns are other ones by now: what was chosen for those before would come to the wrong ones.
        if (Request.Form.TryGetValue("asRead", out Microsoft.Extensions.Primitives.StringValues asRead) && asRead != ReadingFields.Mark(Profile.Reading)) return Redirect(frame.To($"/keep/imports/{id}/map?anew=true"));
        if (go == "guess" && kinds.Find(Request.Form["kind"].ToString()) is { } kind)
        {
            Keep(Look.Guess(kind) with { Name = Profile.Name, Reading = Profile.Reading });
            return Redirect(frame.To($"/keep/imports/{id}/map"));
        }

        Profile = MappingForm.Columns(Profile, Request.Form, Look.Headings, IsMany);
        List<Finding> wrong = [];
        SourceOptions reading = ReadingFields.Take(Profile.Reading, Said, wrong.Add);
        Findings = [.. wrong, .. ProfileCheck.Check(Profile, kinds.Now)];
        if (!Findings.IsEmpty) return NotRight();
        if (reading != Profile.Reading)
        {
            if (Reread(reading) is { } otherwise) Keep(otherwise);
            return Findings.IsEmpty ? Redirect(frame.To($"/keep/imports/{id}/map?anew=true")) : NotRight();
        }

        if (go == "keep")
        {
            string name = Request.Form["name"].ToString().Trim();
            if (await shelf.Save(name, Profile, (await viewer.Of(HttpContext)).AsMember!.Handle, cancel) is { } why)
            {
                Findings = [why];
                return NotRight();
            }

            Profile = Profile with { Name = name };
        }

        Keep(Profile);
        if (go.Split(':') is ["column", var column]) return Redirect(frame.To($"/keep/imports/{id}/map/{column}"));
        if (go.Split(':') is ["page", var page]) return Redirect(frame.To($"/keep/imports/{id}/map?number={page}"));
        if (go != "dry") return Redirect(frame.To($"/keep/imports/{id}/map?number={this.number}&saved=true"));
        await errands.Foretell(files.Find(Sent.Id)!, texts);
        return Redirect(frame.To($"/keep/imports/{id}/dry-run"));
    }

    /// <summary>Of the form; null: it does not ask.</summary>
    private string? Said(string field)
    {
        IFormCollection form = Request.Form;
        // What is not ticked is not sent.
        if (field == ReadingFields.RepairsMojibake) return !form.ContainsKey("asRead") ? null : form[field] == "true" ? "true" : "false";
        if (!form.TryGetValue(field, out Microsoft.Extensions.Primitives.StringValues said)) return null;
        return field == ReadingFields.Delimiter && said == OtherDelimiter ? form[OtherDelimiter].ToString() : said.ToString();
    }

    /// <summary>Looks at the file as it is said. Null: nothing can be read so, and a finding says why.</summary>
    private Profile? Reread(SourceOptions reading)
    {
        SourceLook now;
        using (FileStream bytes = files.Open(Sent.Id)!) now = SourceLook.Of(bytes, reading);
        if (now.IsUnread)
        {
            IEnumerable<Finding> why = now.Findings.IsEmpty ? [new Finding("source-empty")] : now.Findings;
            Findings = [.. why.Select(finding => finding with { Field = ReadingSection })];
            return null;
        }

        Profile otherwise = Rereading.Of(Profile, Look.Headings, now.Headings, now.Guess(Kind)) with { Reading = reading };
        Findings = [.. ProfileCheck.Check(otherwise, kinds.Now)];
        return Findings.IsEmpty ? otherwise : null;
    }

    private void Keep(Profile profile) => files.Put(Sent with { Profile = ProfileJson.Write(profile) });

    private PageResult NotRight()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private bool Load(string id)
    {
        if (!RecordId.TryParse(id, out RecordId file) || files.Find(file) is not { Profile: not null } sent || files.Open(file) is not { } bytes) return false;
        (Sent, Profile) = (sent, sent.ProfileOf());
        using (bytes) Look = SourceLook.Of(bytes, Profile.Reading);
        number = Math.Clamp(number, 1, Math.Max(1, (Look.Headings.Length + InPage - 1) / InPage));
        guess = Look.Guess(Kind);
        return true;
    }
}
