using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared;

/// <summary>One page of the acts of power, of one kind or by one keeper where that is asked for.</summary>
public sealed record PowerActs(ActKind? Kind, string? By, int Page)
{
    public const int Size = 50;
    public const int MostPages = 1_000;

    /// <summary>The kinds that can be asked for, by the names in addresses.</summary>
    public static IReadOnlyList<ActKind> Kinds { get; } =
    [
        ActKind.Hiding, ActKind.Showing, ActKind.Destruction, ActKind.Grant, ActKind.TermEnd, ActKind.KeeperGrant, ActKind.KeeperTermEnd, ActKind.HandOver,
        ActKind.Founding, ActKind.Appointment, ActKind.ToStewards, ActKind.NewLink, ActKind.Setting, ActKind.Refusal, ActKind.ClaimLifting, ActKind.ImportUndoing,
        ActKind.Merging, ActKind.Parting, ActKind.Moving,
    ];

    public static IEnumerable<string> Names => Kinds.Select(kind => ValueName.Of(kind));

    /// <returns>False: no kind of act goes by that name.</returns>
    public static bool TryRead(string? kind, string? by, int? page, out PowerActs asked)
    {
        ActKind? named = string.IsNullOrEmpty(kind) ? null : Kinds.Cast<ActKind?>().FirstOrDefault(one => ValueName.Of(one!.Value) == kind);
        // A handle that can be none is nobody's: it finds nothing, as any other that did nothing.
        asked = new PowerActs(named, string.IsNullOrWhiteSpace(by) ? null : Handle.Read(by) ?? "-", Math.Clamp(page ?? 1, 1, MostPages));
        return string.IsNullOrEmpty(kind) || named is not null;
    }

    /// <summary>One more than a page holds is read: whether there are others is seen, and nobody counts what readers may not see.</summary>
    public async Task<(IReadOnlyList<WrittenAct> Acts, bool IsMore)> Find(IRecordStore records, Viewer viewer, CancellationToken cancel)
    {
        IReadOnlyList<Visible<WrittenAct>> acts = await records.ActsOfPower(Kind, By, (Page * Size) + 1, viewer, cancel);
        return ([.. acts.Skip((Page - 1) * Size).Take(Size).Select(act => act.Value)], acts.Count > Page * Size);
    }

    /// <summary>Its address among the pages of the list.</summary>
    public string At(int page) => "/about/acts?" + string.Join('&', new[]
    {
        Kind is { } kind ? "kind=" + ValueName.Of(kind) : null,
        By is { } by ? "by=" + Uri.EscapeDataString(by) : null,
        $"page={page}",
    }.OfType<string>());
}
