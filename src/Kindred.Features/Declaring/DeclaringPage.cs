using System.Collections.Immutable;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Declaring;

/// <summary>What the pages of declarations have in common: what is declared, what was wrong, and the way to declare.</summary>
public abstract class DeclaringPage(DeclareKinds declare, KindList kinds, CurrentSettings settings, CurrentViewer viewer, PageFrame frame) : PageModel
{
    /// <summary>As they are, or as they would be with what is looked at first.</summary>
    public KindSet Kinds { get; private set; } = kinds.Now;

    public ImmutableArray<Finding> Findings { get; protected set; } = [];

    public bool IsDone { get; protected set; }

    /// <summary>Nothing was written: this is how it would be.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>In which words are asked for: the archive's own language first.</summary>
    public IReadOnlyList<string> Languages { get; } = settings.Value.Languages is [_, ..] languages ? languages : [Texts.Source];

    public string First => Languages[0];

    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether it was this form that was sent.</summary>
    public bool IsTyped(string form) => Typed.GetValueOrDefault("form") == form;

    /// <summary>What was typed into the form, given back with what was wrong in it; else what is there.</summary>
    public string? Was(string form, string name, string? otherwise = null) => (IsTyped(form) ? Typed.GetValueOrDefault(name, "") : otherwise) is { Length: > 0 } text ? text : null;

    public bool WasChosen(string form, string name, bool otherwise) => IsTyped(form) ? Typed.GetValueOrDefault(name) == "true" : otherwise;

    /// <summary>What people call it; a vocabulary of the archive's own has its name alone.</summary>
    public static string Called(Vocabulary vocabulary, Texts texts) => texts.Has("vocabulary." + vocabulary.Name) ? texts["vocabulary." + vocabulary.Name] : vocabulary.Name;

    /// <summary>What is wrong in a control, by its id.</summary>
    public IEnumerable<Finding> At(string id) => Findings.Where(finding => IdOf(finding) == id);

    /// <summary>Id of the control that a finding is about: the last parts of its path say which.</summary>
    public string? IdOf(Finding finding)
    {
        string form = Typed.GetValueOrDefault("form", "");
        return finding.Field.Split('.') switch
        {
            ["reason"] => $"{form}-reason",
            [.., "words", var language, var what] => $"{form}-{what}-{(Languages.Contains(language) ? language : "other")}",
            [.., "words", _] => $"{form}-other",
            [.., ("plural" or "vocabulary" or "connection" or "type" or "kinds" or "step") and var last] => last,
            ["to"] => "to",
            [.., ("asking" or "searchable" or "facet") and var last] => $"{form}-{last}",
            ["kinds", _] or ["kinds", _, "fields", _] => "name",
            ["vocabularies", _] => "vocabulary",
            ["vocabularies", ..] => "id",
            _ => null,
        };
    }

    /// <summary>Declares, or shows how it would be, or what is not right yet.</summary>
    protected async Task<IActionResult> Declare(Func<OwnKinds, OwnKinds> change, string back, CancellationToken cancel)
    {
        Remember();
        string reason = Text("reason");
        OwnKinds declared = change(kinds.Now.Own);
        Findings = Said(declare.Check(declared, kinds.Now.Own));
        if (Request.Form["go"] == "see")
        {
            if (!Findings.IsEmpty) return NotRight();
            (IsPreview, Kinds) = (true, KindSet.Of(kinds.Now.Own.With(declared)));
            return Page();
        }

        if (Finding.ReasonMissing(reason) is { } missing) Findings = Findings.Add(missing);
        if (!Findings.IsEmpty) return NotRight();
        switch (await declare.Do(change, (await viewer.Of(HttpContext)).AsMember!.Handle, reason, cancel))
        {
            case DeclareOutcome.Done:
                return Redirect(frame.To(back));
            case DeclareOutcome.NotRight wrong:
                Findings = wrong.Findings;
                return NotRight();
            default:
                return Problems.Result(Problem.NotYours);
        }
    }

    /// <summary>What is made from a word that is not there yet lacks that word, and nothing else.</summary>
    private static ImmutableArray<Finding> Said(ImmutableArray<Finding> findings) => findings.Any(finding => finding.Code == "words-missing")
        ? [.. findings.Where(finding => finding is not { Code: "name-not-a-name" or "plural-not-a-name" or "plural-taken", Value: "" })]
        : findings;

    protected IActionResult NotRight(Finding finding)
    {
        Remember();
        Findings = [finding];
        return NotRight();
    }

    protected IActionResult NotRight()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Remember() => Typed = Request.Form.Where(one => !one.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(one => one.Key, one => one.Value.ToString());

    protected string Text(string name) => RecordInput.Clean(Request.Form[name].ToString());

    protected bool IsChosen(string name) => Request.Form[name] == "true";

    /// <summary>Words by language, as typed under <c>{what}.{language}</c>; those in languages that the form does not ask for stay.</summary>
    protected OwnWords Words(OwnWords before, params ReadOnlySpan<string> parts)
    {
        foreach (string what in parts)
        {
            foreach (string language in Languages) before = before.With(language, what, Text($"{what}.{language}"));
            if (Domain.Records.LanguageTag.Read(Text("other")) is { } other && Text($"{what}.other") is { Length: > 0 } said) before = before.With(other, what, said);
        }

        return before;
    }

    /// <summary>A name as data has them, of words in letters that such a name can have: <c>folkSong</c>.</summary>
    protected static string NameOf(string words) => string.Concat(Parts(words).Select((part, at) => at == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>As an address has them: <c>folk-songs</c>.</summary>
    protected static string AddressOf(string words) => string.Join('-', Parts(words));

    private static string[] Parts(string words) => new string([.. Domain.NormalText.Of(words, NormalizationForm.FormD).ToLowerInvariant()
            .Where(one => !char.IsBetween(one, '\u0300', '\u036F')).Select(one => char.IsAsciiLetterOrDigit(one) ? one : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
