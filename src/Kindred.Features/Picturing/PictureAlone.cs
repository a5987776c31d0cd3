using Kindred.Domain.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing;

/// <summary>For whom and from where a picture is that is taken away.</summary>
/// <param name="Origin">The archive's public address, without a slash at its end; empty: not known.</param>
/// <param name="Day">The day of which it is.</param>
public sealed record PictureAlone(Texts Texts, ArchiveSettings Archive, string Origin, DateOnly Day)
{
    /// <summary>An address of the archive as the picture leads there.</summary>
    internal string To(string address) => Origin + address;

    internal void Above(SvgSheet sheet, string heading, string counts, IEnumerable<string> remarks, string say) =>
        PictureFrame.Above(sheet, heading, counts, [.. Archive.IsSample ? (string[])[Texts["shell.sample"]] : [], .. remarks], say);

    internal void Below(SvgSheet sheet) => PictureFrame.Below(sheet, PictureFrame.Footer(Texts, Archive, Day, Origin));
}
