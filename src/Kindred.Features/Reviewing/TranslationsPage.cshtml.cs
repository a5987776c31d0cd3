using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>What is still to be translated into a language, of the records that the member may see.</summary>
[MembersPage]
public sealed class TranslationsPage(IRecordStore records, KindList kinds, CurrentViewer viewer, Texts texts) : PageModel
{
    private const int OnePage = 50;

    /// <summary>An archive where all is translated is looked through in stretches, not at once.</summary>
    private const int MostStretches = 20;

    public string Tag { get; private set; } = "";

    public List<ToTranslate> Waiting { get; } = [];

    /// <summary>Where the next page goes on; null: this is the last.</summary>
    public RecordId? Next { get; private set; }

    /// <summary>Languages that are offered: those of the pages, and the one that was chosen.</summary>
    public IEnumerable<(string Tag, string Name)> Offered => Texts.Languages.Append(Tag).Distinct(StringComparer.Ordinal).Select(tag => (tag, FacetLabels.Language(tag, texts))).OrderBy(one => one.Item2, texts.Alphabetical);

    public async Task OnGet(string? language, string? typed, string? after, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(HttpContext)).AsMember!;
        Tag = LanguageTag.Read(string.IsNullOrWhiteSpace(typed) ? language : typed.Trim()) ?? texts.Language;
        RecordId? reached = RecordId.TryParse(after, out RecordId begin) ? begin : null;
        for (int stretch = 0; stretch < MostStretches; stretch++)
        {
            (IReadOnlyList<Visible<Record>> seen, RecordId? end) = await records.Stretch(reached, me, cancel);
            foreach (Record record in seen.Select(one => one.Value))
            {
                // A note is its writer's alone.
                if (record.Kind == Note.Kind.Name || TranslationNeed.Of(kinds[record.Kind], record.Content, Tag) is not { IsNone: false } need) continue;
                Waiting.Add(new ToTranslate(record, need, VisibilityPolicy.IsPublic(Envelope.Of(record), me.Today)));
                if (Waiting.Count < OnePage) continue;
                Next = record.Id;
                return;
            }

            if (end is null) return;
            reached = end;
        }

        Next = reached;
    }
}

public sealed record ToTranslate(Record Record, TranslationNeed Need, bool IsPublic);
