using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Exporting;

namespace Kindred.Tests.Exporting;

/// <summary>What an archive gives to take away.</summary>
internal static class Exported
{
    /// <returns>How many records.</returns>
    public static Task<long> Export(this TestArchive archive, string format, Stream output, Viewer viewer, string? kind = null, string? query = null) =>
        archive.Get<ExportRecords>().Write(ExportFormats.Find(format)!, output, new ExportRequest(viewer, "https://archive.example") { Kind = kind, Query = query }, CancellationToken.None);

    /// <summary>As text; of a zip all that is in it.</summary>
    public static async Task<string> Export(this TestArchive archive, string format, Viewer? viewer = null, string? kind = null, string? query = null)
    {
        using MemoryStream written = new();
        await archive.Export(format, written, viewer ?? archive.Stranger, kind, query);
        return Text(written.ToArray());
    }

    public static string Text(byte[] bytes)
    {
        if (bytes is not [(byte)'P', (byte)'K', ..]) return Encoding.UTF8.GetString(bytes);
        StringBuilder text = new();
        using ZipArchive zip = new(new MemoryStream(bytes));
        // What is the same in every copy is no part of it.
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.FullName is not ("archive.css" or "search.js")))
        {
            using StreamReader file = new(entry.Open());
            text.Append("==== ").Append(entry.FullName).Append('\n').Append(file.ReadToEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Addresses of all formats.</summary>
    public static IEnumerable<string> Addresses => ExportFormats.All.Select(format => "/export/" + format.Name);

    /// <summary>What an export says of one record: in the formats that tell where something was, of which others hold no more. Empty where it is not in it.</summary>
    public static async Task<IReadOnlyList<(string Format, string Text)>> ExportsOf(this TestArchive archive, RecordId record)
    {
        string id = record.ToString();
        List<(string, string)> said = [];
        foreach (string format in (string[])["jsonl", "jsonld", "geojson", "csl"])
            said.Add((format, string.Join('\n', (await archive.Export(format)).Split('\n').Where(line => line.IndexOf(id, StringComparison.Ordinal) is >= 0 and < 100))));
        said.Add(("csv", string.Concat(Rows(await archive.Export("csv")).Where(row => row["id"] == id).SelectMany(row => row.Select(cell => $"{cell.Key}: {cell.Value}\n")))));
        said.Add(("md", string.Concat((await archive.Export("md")).Split("==== ").Where(file => file.Split('\n')[0].Contains(id, StringComparison.Ordinal)))));
        said.Add(("static", string.Concat((await archive.Export("static")).Split("==== ").Where(file => file.Split('\n')[0].Contains(id, StringComparison.Ordinal)))));
        foreach (string format in (string[])["graphml", "gexf"])
            said.Add((format, string.Concat(XDocument.Parse(await archive.Export(format)).Descendants().Where(one => one.Name.LocalName is "node" or "edge" && one.Attributes().Any(attribute => attribute.Value == id)))));
        return said;
    }

    /// <summary>RFC 4180, by the letter: a row for each record, a cell for each heading that has something.</summary>
    public static List<Dictionary<string, string>> Rows(string csv)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        Assert.StartsWith("\uFEFF", csv, StringComparison.Ordinal);
        for (int at = 1; at < csv.Length; at++)
        {
            if (csv[at] == '"')
            {
                for (at++; csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"'); at++)
                {
                    if (csv[at] == '"') at++;
                    cell.Append(csv[at]);
                }

                Assert.True(csv[at + 1] is ',' or '\r', "Something follows a quoted cell.");
            }
            else if (csv[at] is ',' or '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[at] == ',') continue;
                Assert.Equal('\n', csv[++at]);
                rows.Add(row);
                row = [];
            }
            else
            {
                Assert.False(csv[at] == '\n', "A line ends in both signs.");
                cell.Append(csv[at]);
            }
        }

        Assert.Empty(row);
        List<string> headings = rows[0];
        Assert.All(rows, one => Assert.Equal(headings.Count, one.Count));
        return [.. rows.Skip(1).Select(one => headings.Zip(one).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
