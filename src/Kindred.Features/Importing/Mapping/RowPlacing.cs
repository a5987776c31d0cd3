using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Brings the values of one row to their places, column by column, and keeps what comes to none.</summary>
internal sealed class RowPlacing(RowDraft draft, FrozenSet<string> empty, DateOnly today)
{
    private readonly ValuePlacing values = new(draft, today);

    /// <summary>A value that several ways were tried for is lost only where none of them took it.</summary>
    public void Column(string heading, ImmutableArray<string> cell, ImmutableArray<Step> steps)
    {
        if (steps is [var only])
        {
            List<Unplaced>? lost = null;
            Values(only, cell, ref lost);
            foreach (Unplaced one in lost ?? []) draft.Leave(heading, one.Value, one.Reason);
            return;
        }

        bool isTaken = false;
        Dictionary<string, (LossReason Reason, int Times)> counts = new(StringComparer.Ordinal);
        foreach (Step step in steps)
        {
            List<Unplaced>? lost = null;
            bool isDropped = step.Place.Role == PlaceRole.Drop;
            Values(step, cell, ref lost);
            if (lost is null && !isDropped) isTaken = true;
            foreach (Unplaced one in lost ?? []) counts[one.Value] = (one.Reason, counts.GetValueOrDefault(one.Value).Times + 1);
        }

        if (isTaken) return;
        // Ways that cut a text in other pieces count other pieces: what any of them lost is kept.
        foreach ((string value, (LossReason reason, int times)) in counts)
        {
            if (times == steps.Length || !IsPiece(value)) draft.Leave(heading, value, reason);
        }

        bool IsPiece(string value) => steps.All(step => cell.Any(text => step.Parts(text).Contains(value)));
    }

    public void Combined(Step step, Template template, Func<string, string?> joined, Func<string, ImmutableArray<string>> raw)
    {
        if (template.Fill(joined) is not { } filled) return;
        List<Unplaced>? lost = null;
        Values(step, [filled], ref lost);
        foreach (Unplaced one in lost ?? [])
        {
            foreach (string heading in template.Places)
            {
                ImmutableArray<string> cell = raw(heading);
                foreach (string value in cell.IsDefault ? [] : cell) draft.Leave(heading, value, one.Reason);
            }
        }
    }

    /// <summary>What every row says, where the row does not say something else itself.</summary>
    public void Constant(Step step, ImmutableArray<string> constants)
    {
        if (step.Place is { Role: PlaceRole.Field, Field: { IsMany: false, IsLink: false } } && draft.Find(step.Place.Ordinal) is { IsEmpty: false }) return;
        List<Unplaced>? lost = null;
        Values(step, constants, ref lost);
    }

    /// <summary>Ends of dates that came in two columns.</summary>
    public void Finish()
    {
        for (int ordinal = 0; ordinal < draft.Kind.Fields.Length; ordinal++)
        {
            if (draft.Find(ordinal) is { } field) values.Finish(draft.Kind.Fields[ordinal], field);
        }
    }

    private void Values(Step step, ImmutableArray<string> cell, ref List<Unplaced>? lost)
    {
        switch (step.Place.Role)
        {
            case PlaceRole.Leave or PlaceRole.File:
                LossReason reason = step.Place.Role == PlaceRole.File ? LossReason.File : LossReason.Left;
                foreach (string value in cell)
                {
                    if (IsNothing(value)) continue;
                    // One by one where the profile says how they are parted: the same list in another notation is kept the same.
                    foreach (string part in step.Rule.Split is null ? [value] : step.Parts(value)) if (!IsNothing(part)) (lost ??= []).Add(new Unplaced(part, reason));
                }

                return;
            case PlaceRole.Drop:
                draft.Lose(step.Heading, LossReason.Dropped);
                return;
        }

        int index = 0;
        foreach (string text in cell)
        {
            if (IsNothing(text))
            {
                index++;
                continue;
            }

            ImmutableArray<string> parts = step.Parts(text);
            bool isWhole = parts.Length == 1;
            foreach (string part in parts)
            {
                if (!IsNothing(part)) Value(step, isWhole ? text : part, part, index, ref lost);
                index++;
            }
        }
    }

    /// <param name="source">As it is kept where it comes to no place.</param>
    private void Value(Step step, string source, string text, int index, ref List<Unplaced>? lost)
    {
        string value = RecordInput.Clean(step.Rule.IsHtml && HtmlMarks.LooksLikeHtml(text) ? OfHtml(step, text) : text);
        if (value.Length == 0)
        {
            // Marks without words: they say something all the same.
            if (step.Rule.IsHtml && text.Length > 0) (lost ??= []).Add(new Unplaced(source, LossReason.Unread));
            return;
        }

        ImmutableArray<string> means = [value];
        if (step.HasValues)
        {
            if (step.Means(value) is { } known)
            {
                means = known;
                // It is said of this value that it says nothing.
                if (known.IsEmpty) draft.Lose(step.Heading, LossReason.Dropped);
            }
            else if (step.Rule.Otherwise != Otherwise.Keep)
            {
                if (step.Rule.Otherwise == Otherwise.Tell) draft.Tell(new Finding("value-not-in-profile", step.Rule.To, Short(value)));
                (lost ??= []).Add(new Unplaced(source, LossReason.Unmapped));
                return;
            }
        }

        foreach (string one in means)
        {
            if (values.Take(step, step.Filled(one), source, index) is { } reason) (lost ??= []).Add(new Unplaced(source, reason));
        }
    }

    private static string OfHtml(Step step, string text) => step.Place.Field?.Type == FieldType.Markdown ? HtmlToMarkdown.Of(text) : HtmlToText.Of(text);

    private bool IsNothing(string value) => string.IsNullOrWhiteSpace(value) || (empty.Count > 0 && empty.Contains(value.Trim()));

    /// <summary>For a finding: as much as shows which is meant.</summary>
    internal static string Short(string value) => value.Length > 80 ? TitleRule.Shortened(value, 80) : value;

    private readonly record struct Unplaced(string Value, LossReason Reason);
}
