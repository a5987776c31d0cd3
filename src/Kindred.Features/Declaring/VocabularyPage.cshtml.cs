using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Declaring;

/// <summary>One vocabulary: its terms and their words in other languages; one more, one merged into another or moved under it, one retired.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class VocabularyPage(DeclareKinds declare, KindList kinds, CurrentSettings settings, CurrentViewer viewer, PageFrame frame) : DeclaringPage(declare, kinds, settings, viewer, frame)
{
    private string name = "";

    public Vocabulary Vocabulary => Kinds.Vocabulary(name);

    public OwnVocabulary Own => Kinds.Own.Vocabulary(name) ?? new OwnVocabulary(name);

    /// <summary>Fields that take its terms.</summary>
    public IEnumerable<(Kind Kind, Field Field)> UsedBy => from kind in Kinds.All from one in kind.Fields where one.Vocabulary == name select (kind, one);

    /// <summary>The term that is being changed; null: none.</summary>
    public string? Chosen { get; private set; }

    public IActionResult OnGet(string name, bool done, string? term)
    {
        IsDone = done;
        if (!Find(name)) return Problems.Result(Problem.NotFound);
        Choose(term);
        return Page();
    }

    /// <summary>A new term, or other words for one that is there.</summary>
    public async Task<IActionResult> OnPostTerm(string name, CancellationToken cancel)
    {
        if (!Find(name)) return Problems.Result(Problem.NotFound);
        Choose(Text("term"));
        string id = Text("term") is { Length: > 0 } known ? known : Beneath(Text("under"), Text("id") is { Length: > 0 } typed ? typed : AddressOf(Text("label." + First)));
        return await Declare(own => Only(Said(own, id)), Back, cancel);
    }

    /// <summary>Merged into another, or moved under it with all that lies beneath.</summary>
    public async Task<IActionResult> OnPostMove(string name, CancellationToken cancel)
    {
        if (!Find(name)) return Problems.Result(Problem.NotFound);
        Choose(Text("from"));
        string from = Text("from"), to = Text("to"), last = from[(from.LastIndexOf('/') + 1)..];
        string target = Text("how") == "merge" ? to : Beneath(to, last);
        // A term can't lie beneath itself.
        if (from.Length == 0 || target == from || target.StartsWith(from + "/", StringComparison.Ordinal))
        {
            return NotRight(new Domain.Finding("move-to-itself", "to"));
        }

        return await Declare(own => Only((own.Vocabulary(name) ?? new OwnVocabulary(name)).Moved(from, target, KindSet.Of(own).Vocabulary(name).Terms)), Back, cancel);
    }

    private string Back => $"/keep/vocabularies/{Uri.EscapeDataString(name)}?done=true";

    private OwnVocabulary Said(OwnKinds own, string id)
    {
        OwnVocabulary vocabulary = own.Vocabulary(name) ?? new OwnVocabulary(name);
        OwnTerm term = vocabulary.Term(id) ?? new OwnTerm(id);
        return vocabulary with { Terms = [term with { Words = Words(term.Words, "label"), IsRetired = IsChosen("retired") }] };
    }

    private static OwnKinds Only(OwnVocabulary vocabulary) => new([], [vocabulary]);

    private static string Beneath(string above, string id) => above.Length == 0 ? id : $"{above}/{id}";

    private void Choose(string? term) => Chosen = Vocabulary.Terms.FirstOrDefault(one => one == term);

    private bool Find(string vocabulary)
    {
        name = vocabulary;
        return Kinds.FindVocabulary(vocabulary) is not null;
    }
}
