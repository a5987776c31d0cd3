using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that may be kin as a picture, as a graph or as data. There is no number in it that weighs them.</summary>
public sealed class WholeKin(KinWords words, CurrentSettings settings, KindList kinds, TimeProvider time)
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Picture Draw(ImmutableArray<KinOffered> pairs, string origin, Texts texts) => KinPicture.Draw(
        pairs, words, texts, kinds.Now, address => origin + address,
        (sheet, marks) =>
        {
            PictureFrame.Above(sheet, texts.Format("kin.picture.of", Bidi.Visible(settings.Value.Name)), texts.Count("kin.count", pairs.Length), settings.Value.IsSample ? [texts["shell.sample"]] : [], texts["kin.picture.read"]);
            Legend.Draw(sheet, texts, marks, new HashSet<LineForm>());
            PictureFrame.Rule(sheet);
            sheet.Y += 18;
        },
        sheet => PictureFrame.Below(sheet, PictureFrame.Footer(texts, settings.Value, time.Today(), origin)));

    public static ViewGraph Graph(ImmutableArray<KinOffered> pairs, string origin) => new(
        [.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).DistinctBy(line => line.Id).OrderBy(line => line.Id).Select(line => GraphNode.Of(line, origin))],
        [.. pairs.Select(pair => new GraphEdge($"{pair.One.Id}-{pair.Other.Id}", "mayBeKin", IsSymmetric: true, pair.One.Id, pair.Other.Id, ConnectionWords.None)).OrderBy(edge => edge.Id, StringComparer.Ordinal)]);

    public byte[] Json(ImmutableArray<KinOffered> pairs, int total, Texts texts)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Written))
        {
            json.WriteStartObject();
            json.WriteNumber("total"u8, total);
            json.WriteString("question"u8, texts["kin.question"]);
            json.WriteStartArray("pairs"u8);
            foreach (KinOffered pair in pairs)
            {
                json.WriteStartObject();
                Write(json, "one", pair.One);
                Write(json, "other", pair.Other);
                json.WriteStartArray("shared"u8);
                foreach (KinShare share in pair.Shared)
                {
                    json.WriteStartObject();
                    json.WriteString("what"u8, share.Facet);
                    json.WriteString("value"u8, share.Value);
                    json.WriteString("label"u8, words.Name(share, texts));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, RecordLine line)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, line.Id.ToString());
        json.WriteString("kind"u8, line.Kind);
        json.WriteString("title"u8, line.Title);
        json.WriteEndObject();
    }
}
