using System.Text;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Reading;

/// <summary>Sources out of texts and bytes, and their rows in a form to compare.</summary>
internal static class Sources
{
    public static Source Open(string text, string name = "file", SourceOptions? options = null, Encoding? encoding = null) => Open((encoding ?? new UTF8Encoding(false)).GetBytes(text), name, options);

    public static Source Open(byte[] bytes, string name = "file", SourceOptions? options = null) => SourceFile.Open(new MemoryStream(bytes), name, options);

    /// <summary>Each row as <c>2: Name=Amina; Day=2017-01-28</c>, several values with a bar between.</summary>
    public static string[] Lines(this Source source) => [.. source.Rows().Select(Line)];

    public static string Line(SourceRow row) => $"{row.Number}: {string.Join("; ", row.Cells.Select(cell => $"{cell.Heading}={string.Join('|', cell.Values)}"))}";

    public static string[] Codes(this SourceRow row) => [.. row.Findings.Select(finding => finding.Code)];

    public static string[] Codes(this Source source) => [.. source.Findings.Select(finding => finding.Code)];
}

/// <summary>Gives as many bytes at a time as it is told to, however many are asked for.</summary>
internal sealed class CutStream(byte[] bytes, Func<int> most) : MemoryStream(bytes)
{
    /// <summary>Told how many bytes were given.</summary>
    public Action<int>? Told { get; init; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, Math.Min(count, Math.Max(1, most())));
        Told?.Invoke(read);
        return read;
    }
}
