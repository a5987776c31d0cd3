using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Declaring;

/// <summary>Every kind and vocabulary that the archive has, and the way to add one of its own.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class KindsPage(DeclareKinds declare, KindList kinds, TakeArchiveFile file, IndexAnew index, CurrentSettings settings, CurrentViewer viewer, PageFrame frame)
    : DeclaringPage(declare, kinds, settings, viewer, frame)
{
    private readonly KindList kinds = kinds;
    private readonly CurrentViewer viewer = viewer;
    private readonly PageFrame frame = frame;

    public ArchiveFileOutcome OfFile => file.Last;

    public bool IsIndexing => !index.Done.IsCompleted;

    public void OnGet(bool done) => IsDone = done;

    /// <summary>The declaration, to take away.</summary>
    public IActionResult OnGetFile() => File(System.Text.Encoding.UTF8.GetBytes(OwnKindsJson.Write(kinds.Now.Own)), "application/json", TakeArchiveFile.FileName);

    public async Task<IActionResult> OnPostFile(CancellationToken cancel)
    {
        ArchiveFileOutcome outcome = await file.Take(cancel, (await viewer.Of(HttpContext)).AsMember!.Handle);
        return outcome is ArchiveFileOutcome.NotRight ? NotRight() : Redirect(frame.To("/keep/kinds?done=true"));
    }

    public Task<IActionResult> OnPostKind(CancellationToken cancel)
    {
        string one = Text("one." + First), many = Text("many." + First);
        string name = Text("name") is { Length: > 0 } said ? said : NameOf(one);
        return Declare(
            _ => new OwnKinds([new OwnKind(name) { Plural = Text("plural") is { Length: > 0 } plural ? plural : AddressOf(many), Words = Words(OwnWords.None, "one", "many", "about") }], []),
            $"/keep/kinds/{Uri.EscapeDataString(name)}?done=true", cancel);
    }

    public Task<IActionResult> OnPostVocabulary(CancellationToken cancel)
    {
        string name = NameOf(Text("vocabulary"));
        OwnTerm[] terms =
        [
            .. Text("terms").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select((label, at) => new OwnTerm(AddressOf(label) is { Length: > 0 } id ? id : $"term-{at + 1}") { Words = OwnWords.None.With(First, "label", label) }).DistinctBy(term => term.Id),
        ];
        return Declare(_ => new OwnKinds([], [new OwnVocabulary(name) { Terms = [.. terms] }]), $"/keep/vocabularies/{Uri.EscapeDataString(name)}?done=true", cancel);
    }
}
