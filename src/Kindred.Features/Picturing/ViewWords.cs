using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing;

/// <summary>Names in the sentences that views say.</summary>
public static class ViewWords
{
    public static string Name(RecordLine line, Texts texts) => Isolated(RecordName.Of(line, texts).Title);

    /// <summary>A name keeps its own direction, and can't reorder the sentence it stands in.</summary>
    public static string Isolated(string name) => "\u2068" + SvgText.Visible(name) + "\u2069";

    /// <summary>For a terminal, which shows isolates as signs: without them, and other controls made visible.</summary>
    public static string Plain(string text) => SvgText.Visible(text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal));
}
