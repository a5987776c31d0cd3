using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What a form offers to be kept back: all of it, or one of these parts.</summary>
/// <param name="Chosen">As a form carries it; null or empty: all.</param>
public sealed record KeepWhat(IReadOnlyList<KeepablePart> Parts, string? Chosen)
{
    public static KeepWhat Nothing { get; } = new([], null);

    /// <summary>The day as it stands in the form.</summary>
    public string? Day { get; init; }

    /// <summary>A day can only be ended here, and none is asked for.</summary>
    public bool IsEnd { get; init; }

    /// <summary>Id of the words above the form; null: none are there to be read with the day.</summary>
    public string? Explained { get; init; }

    /// <summary>What isn't right yet; those of other fields are said elsewhere.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Under the name of the field in which it can be mended: what is chosen, or the day where nothing is to be chosen.</summary>
    public Finding Here(Finding finding) => finding.Field is "part" or "what" ? finding with { Field = Parts.Count > 0 ? "what" : "embargoUntil" } : finding;

    /// <summary>Name of the text that says what was done, as an address carries it.</summary>
    public static string Done(bool isPart, bool isEnd) => (isPart, isEnd) switch
    {
        (false, false) => "embargo",
        (false, true) => "embargo-ended",
        (true, false) => "embargo-part",
        (true, true) => "embargo-part-ended",
    };

    /// <summary>Only a day that was set can be ended: of the part that is chosen, or of all of it.</summary>
    public static Finding? WhyNotEnded(bool isSet) => isSet ? null : new Finding("embargo-none", "what");

    /// <summary>Of one record that is in the archive.</summary>
    /// <param name="nameOf">The title of what a link leads to; null: the reader does not see it, and is not offered it.</param>
    public static ImmutableArray<KeepablePart> Of(RecordId handle, Kind kind, IEnumerable<RecordPart> parts, Func<RecordId, string?> nameOf, Texts texts, string? title = null) =>
    [
        .. from part in parts
           where part.Target is not { } target || nameOf(target) is not null
           select new KeepablePart(handle, part, (title is null ? "" : title + " · ") + LabelOf(kind, part, nameOf, texts)),
    ];

    /// <summary>Of what a deposit brings.</summary>
    /// <param name="keepable">Which parts of each of <see cref="Told"/>.</param>
    /// <param name="nameOf">As above.</param>
    public static KeepWhat Of(Deposit deposit, KindList kinds, Func<DepositedRecord, IEnumerable<RecordPart>> keepable, Func<RecordId, string?> nameOf, Texts texts, string? chosen)
    {
        DepositedRecord[] told = Told(deposit);
        return new KeepWhat([.. told.SelectMany(one => Of(HandleOf(one), kinds[one.Kind], keepable(one), nameOf, texts, TitleAmong(told, one)))], chosen);
    }

    /// <summary>What a part of something in a deposit is called.</summary>
    public static string LabelOf(Deposit deposit, KindList kinds, RecordId handle, RecordPart part, Func<RecordId, string?> nameOf, Texts texts)
    {
        DepositedRecord[] told = Told(deposit);
        if (told.FirstOrDefault(one => HandleOf(one) == handle) is not { } of) return LabelOf(null, part, nameOf, texts);
        return (TitleAmong(told, of) is { } title ? title + " · " : "") + LabelOf(kinds[of.Kind], part, nameOf, texts);
    }

    public static string LabelOf(Kind? kind, RecordPart part, Func<RecordId, string?> nameOf, Texts texts)
    {
        string label = kind?[part.Field] is null ? part.Field : texts.Label(kind.Name, part.Field);
        return part.Target is { } target ? $"{label}: {nameOf(target) ?? target.ToString()}" : label;
    }

    /// <summary>What somebody told of in it: all but records made of names.</summary>
    public static DepositedRecord[] Told(Deposit deposit) => [.. deposit.Records.Where(one => !Mentions.IsMadeOfName(one))];

    private static RecordId HandleOf(DepositedRecord one) => one.Accessioned ?? one.Entry;

    // Whose field it is needs to be said only where there are several records.
    private static string? TitleAmong(DepositedRecord[] told, DepositedRecord one) => told is [_] ? null : one.Content.Title;
}

/// <summary>One part that may be kept back alone.</summary>
/// <param name="Handle">Permanent id of its record, or its handle at the desk.</param>
public sealed record KeepablePart(RecordId Handle, RecordPart Part, string Label)
{
    /// <summary>As a form carries it.</summary>
    public string Value => $"{Handle} {PartChoice.Value(Part)}";

    /// <summary>Null where it is none.</summary>
    public static (RecordId Handle, RecordPart Part)? Read(string? value) =>
        value?.Split(' ', 2) is [var id, var choice] && RecordId.TryParse(id, out RecordId handle) && PartChoice.Read(choice) is { } part ? (handle, part) : null;
}
