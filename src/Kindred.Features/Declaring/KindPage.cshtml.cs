using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Declaring;

/// <summary>One kind: its words and fields where they are the archive's own, and how its form asks.</summary>
[MembersPage(IsForKeepers = true)]
[AskAgain]
public sealed class KindPage(DeclareKinds declare, KindList kinds, CurrentSettings settings, CurrentViewer viewer, PageFrame frame) : DeclaringPage(declare, kinds, settings, viewer, frame)
{
    private string name = "";

    public Kind Kind => Kinds[name];

    public OwnKind? Own => Kinds.Own.Kind(name);

    public IEnumerable<ConnectionType> Connections => OwnKindsCheck.Connections.Where(type => !Kind.Fields.Any(one => one.Link == type));

    /// <summary>The field that is being changed; null: none.</summary>
    public OwnField? Chosen { get; private set; }

    public IActionResult OnGet(string kind, bool done, string? field)
    {
        IsDone = done;
        Chosen = Kinds.Own.Kind(kind)?.Fields.FirstOrDefault(one => one.Name == field);
        return Find(kind) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostKind(string kind, CancellationToken cancel)
    {
        if (!Find(kind) || !Kind.IsOwn) return Problems.Result(Problem.NotFound);
        return await Declare(
            own => new OwnKinds(
                [own.Kind(kind)! with { Fields = [], Words = Words(own.Kind(kind)!.Words, "one", "many", "about"), IsOffered = IsChosen("offered"), IsBrowsed = IsChosen("browsed"), IsRetired = IsChosen("retired") }], []),
            Back(kind), cancel);
    }

    public async Task<IActionResult> OnPostField(string kind, CancellationToken cancel)
    {
        if (!Find(kind)) return Problems.Result(Problem.NotFound);
        Chosen = Own?.Fields.FirstOrDefault(one => one.Name == Text("field"));
        return await Declare(own => new OwnKinds([With(own, kind, Told(own, kind))], []), Back(kind), cancel);
    }

    private static OwnKind With(OwnKinds own, string kind, OwnField field) => (own.Kind(kind) ?? new OwnKind(kind)) with { Fields = [field] };

    /// <summary>The field as the form tells it: one that is there keeps what it means.</summary>
    private OwnField Told(OwnKinds own, string kind)
    {
        string label = Text("label." + First);
        string said = Text("field") is { Length: > 0 } known ? known : Text("name") is { Length: > 0 } typed ? typed : NameOf(label);
        OwnField field = own.Kind(kind)?.Fields.FirstOrDefault(one => one.Name == said) ?? New(said);
        return field with
        {
            Words = Words(field.Words, "label", "help"),
            IsAsking = IsChosen("asking"),
            IsSearchable = IsChosen("searchable") && field.Type is (FieldType.Text or FieldType.Markdown),
            IsFacet = IsChosen("facet"),
            IsRequired = IsChosen("required"),
            IsRetired = IsChosen("retired"),
            Step = Enum.GetValues<FieldStep>().FirstOrDefault(step => OwnKindsJson.StepName(step) == Text("step"), FieldStep.More),
        };
    }

    private OwnField New(string name)
    {
        (_, FieldType type, bool isMany) = OwnKindsJson.Types.FirstOrDefault(one => one.Name == Text("type"), OwnKindsJson.Types[0]);
        return new OwnField(name, type)
        {
            IsMany = isMany, IsTranslatable = !isMany && type is (FieldType.Text or FieldType.Markdown),
            Vocabulary = type == FieldType.Term ? Text("vocabulary") : null, Connection = type == FieldType.Link ? Text("connection") : null,
            LinkKinds = type == FieldType.Link ? [.. Request.Form["kinds"].OfType<string>()] : [],
        };
    }

    private bool Find(string kind)
    {
        name = kind;
        return Kinds.Find(kind) is not null;
    }

    private static string Back(string kind) => $"/keep/kinds/{Uri.EscapeDataString(kind)}?done=true";
}
