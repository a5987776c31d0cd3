using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Silos;

/// <summary>The whole picture (<c>/silos.svg</c>) and the same as data (<c>/api/v1/network/silos</c>).</summary>
public static class SilosApi
{
    /// <summary>As what silos can be taken away.</summary>
    public static ImmutableArray<(string Address, string Name)> Forms { get; } = [("/silos.svg", "SVG"), ("/api/v1/network/silos", "JSON")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/silos.svg", Svg).IsKeptForAnyone();
        routes.MapRead("/api/v1/network/silos", Json).IsKeptForAnyone();
    }

    private static async Task<IResult> Svg(FindSilos find, WholeSilos whole, KindList kinds, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read("/silos.svg", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        return PictureAnswer.Svg(context, await whole.Draw(await find.Of(address, texts, cancel), PublicAddress.Of(context.Request, shell), texts, cancel), texts);
    }

    private static async Task<IResult> Json(FindSilos find, WholeSilos whole, KindList kinds, Texts texts, HttpContext context, CancellationToken cancel)
    {
        ListAddress address = ListAddress.Read("/api/v1/network/silos", context.Request.Query, kinds.Now);
        if (address.Unreadable is [_, ..]) return Problems.NotRight(context, address.Unreadable);
        byte[] json = await whole.Json(await find.Of(address, texts, cancel), texts, cancel);
        return Results.Bytes(json, "application/json");
    }
}

/// <summary>All silos at once, as a picture or as data.</summary>
public sealed class WholeSilos(ShowSilos show, DocumentLines lines, CurrentSettings settings, KindList kinds, TimeProvider time)
{
    /// <summary>Organisations in one picture; of data there is all.</summary>
    public const int MostOrganisations = 2_000;

    private const int MostBridges = 600;
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="origin">Where its parts lead, without a slash at its end; empty: nowhere.</param>
    public async Task<Picture> Draw(SilosAnswer answer, string origin, Texts texts, CancellationToken cancel)
    {
        SilosFound found = answer.Found;
        int[] room = Room(found);
        SilosShown shown = await show.Of(answer, room, MostBridges, texts, cancel);
        int names = shown.Silos.Sum(silo => silo.Members.Length) + shown.Bridges.Length;
        string counts = SilosWords.Counts(found, texts);
        List<string> remarks = [];
        if (settings.Value.IsSample) remarks.Add(texts["shell.sample"]);
        if (SilosWords.Crowds(found, texts) is { } crowds) remarks.Add(crowds);
        if (room.Length < found.Silos.Length) remarks.Add(texts.Count("silos.left", found.Silos.Length - room.Length, texts.Number(MostOrganisations)));
        return SilosPicture.Draw(
            shown,
            new SilosDrawing
            {
                Title = texts["silos.picture.title"],
                Description = SilosWords.Description(found, texts),
                Width = Math.Clamp(Math.Sqrt(names * 7_000), 760, 2_600),
                MembersShown = _ => int.MaxValue,
                BridgesNamed = 3,
                AddressOf = silo => "/silos?with=" + silo.Key,
                BridgesAddress = "/silos#bridges",
                To = address => origin + address,
                Above = (sheet, marks) =>
                {
                    PictureFrame.Above(sheet, texts.Format("silos.picture.of", Bidi.Visible(settings.Value.Name)), counts, remarks, texts["silos.read"]);
                    Legend.Draw(sheet, texts, marks, new HashSet<LineForm>());
                    PictureFrame.Rule(sheet);
                    sheet.Y += 14;
                },
                Below = sheet => PictureFrame.Below(sheet, PictureFrame.Footer(texts, settings.Value, time.Today(), origin)),
            },
            texts,
            kinds.Now,
            cancel);
    }

    public async Task<byte[]> Json(SilosAnswer answer, Texts texts, CancellationToken cancel)
    {
        SilosShown shown = await show.Of(answer, [.. Enumerable.Range(0, answer.Found.Silos.Length)], int.MaxValue, texts, cancel);
        IReadOnlyDictionary<int, RecordLine> crowds = await lines.Of(answer.Found.Crowds, cancel);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Written)) SilosJson.Write(json, shown, [.. crowds.OrderBy(one => one.Key).Select(one => one.Value)]);
        return bytes.ToArray();
    }

    /// <summary>The widest silos as long as there is room.</summary>
    private static int[] Room(SilosFound found)
    {
        int left = MostOrganisations;
        return [.. Enumerable.Range(0, found.Silos.Length).TakeWhile(number => (left -= found.Silos[number].Members.Length) >= 0)];
    }
}
