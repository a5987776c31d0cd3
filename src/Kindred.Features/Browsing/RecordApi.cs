using System.Globalization;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Browsing;

/// <summary>One record for programs: itself, its revisions, its connections.</summary>
public static class RecordApi
{
    private const int UsualSize = 50;
    private const int MostSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api/v1/records/{id}", Whole);
        routes.MapRead("/api/v1/records/{id}/history", History);
        routes.MapRead("/api/v1/records/{id}/history/{number:int}", OneRevision);
        routes.MapRead("/api/v1/records/{id}/connections", Connections);
    }

    private static async Task<IResult> Whole(
        string id, IRecordStore records, ReadRecord read, CurrentViewer viewers, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        Viewer viewer = await viewers.Of(context);
        // Before it is read: what changes meanwhile must not be taken for seen.
        long change = records.ChangeNumber;
        switch (await records.Read(recordId, viewer, MostSize, cancel))
        {
            case Reading.Found found:
                if (RecordTag.IsUnchanged(context, change, found.Record.Value, viewer, RecordFormat.Json, texts))
                    return Results.StatusCode(StatusCodes.Status304NotModified);
                RecordSheet sheet = await read.Whole(found, viewer, cancel);
                return Json(json => RecordJsonOutput.Write(json, sheet, PublicAddress.Of(context.Request, shell)));
            case Reading.Withdrawn { Tombstone: var tombstone }:
                return NoRecord.Withdrawn(tombstone);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    private static async Task<IResult> History(string id, IRecordStore records, CurrentViewer viewers, HttpContext context, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(context);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await Find(recordId, records, viewer, cancel) is not { } record) return await NoRecord.At(recordId, records, viewer, cancel);
        Revision[] revisions = [.. (await records.Revisions(record.Id, viewer, cancel)).Select(one => one.Value).OrderByDescending(one => one.Number)];
        return Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, record.Id.ToString());
            json.WriteNumber("shown"u8, record.Revision);
            json.WriteNumber("total"u8, revisions.Length);
            json.WriteStartArray("revisions"u8);
            foreach (Revision revision in revisions)
            {
                json.WriteStartObject();
                WriteEnvelope(json, revision);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> OneRevision(
        string id, int number, IRecordStore records, ReadRecord read, CurrentViewer viewers, Shell shell, HttpContext context, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(context);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await Find(recordId, records, viewer, cancel) is not { } record) return await NoRecord.At(recordId, records, viewer, cancel);
        if (await records.Revision(record.Id, number, viewer, cancel) is not { Value: var revision }) return Problems.Result(Problem.NotFound);
        RecordSheet sheet = await read.AsOf(record, revision, viewer, cancel);
        return Json(json =>
        {
            json.WriteStartObject();
            WriteEnvelope(json, revision);
            json.WritePropertyName("record"u8);
            RecordJsonOutput.Write(json, sheet, PublicAddress.Of(context.Request, shell));
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> Connections(
        string id, IRecordStore records, KindList kinds, CurrentViewer viewers, Shell shell, HttpContext context, CancellationToken cancel)
    {
        Viewer viewer = await viewers.Of(context);
        if (!RecordId.TryParse(id, out RecordId recordId)) return Problems.Result(Problem.NotFound);
        if (await Find(recordId, records, viewer, cancel) is not { } record) return await NoRecord.At(recordId, records, viewer, cancel);
        List<Finding> findings = [];
        ConnectionFilter filter = FilterIn(context.Request.Query, kinds, findings);
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        ConnectionPage shown = await records.Connections(record.Id, filter, viewer, cancel);
        string origin = PublicAddress.Of(context.Request, shell);
        // What is whole on one page leads nowhere.
        if (shown.Total > filter.Size || filter.Page > 1)
            context.Response.Headers.Link = PageLinks.Of(shown.Total, filter.Page, filter.Size, page => Address(context.Request, origin, page));
        return Json(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("total"u8, shown.Total);
            json.WriteNumber("page"u8, filter.Page);
            json.WriteNumber("size"u8, filter.Size);
            json.WriteStartArray("connections"u8);
            foreach (ConnectionLine line in shown.Lines) Write(json, line);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static ConnectionFilter FilterIn(IQueryCollection query, KindList kinds, List<Finding> findings)
    {
        string? type = Said("type", name => ConnectionType.Find(name) is not null, "unknown-connection");
        string? direction = Said("direction", name => name is "out" or "in", "unknown-term");
        string? kind = Said("kind", name => kinds.Find(name) is not null, "unknown-kind");
        int? page = ListAddress.Number(query["page"], "page", ListAddress.MostPagesOfConnections, findings), size = ListAddress.Number(query["size"], "size", MostSize, findings);
        return ConnectionQuery.Of(type, direction, kind, page, size ?? UsualSize);

        string? Said(string name, Func<string, bool> isOne, string code)
        {
            if (query[name].ToString() is not { Length: > 0 } said) return null;
            if (!isOne(said)) findings.Add(new Finding(code, name, said));
            return said;
        }
    }

    private static void Write(Utf8JsonWriter json, ConnectionLine line)
    {
        Connection connection = line.Connection.Value;
        ConnectionWords words = connection.Words;
        json.WriteStartObject();
        json.WriteString("id"u8, connection.Id.ToString());
        json.WriteString("type"u8, connection.Type);
        json.WriteString("from"u8, connection.From.ToString());
        json.WriteString("to"u8, connection.To.ToString());
        json.WriteNumber("revision"u8, connection.Revision);
        json.WriteStartObject("other"u8);
        json.WriteString("id"u8, line.Other.Id.ToString());
        json.WriteString("kind"u8, line.Other.Kind);
        json.WriteString("language"u8, line.Other.Language);
        json.WriteString("title"u8, line.Other.Title);
        json.WriteEndObject();
        foreach ((string name, string? text) in new[]
        {
            ("language", words.IsSilent ? null : words.Language), ("words", words.Text), ("shared", words.Shared), ("distinct", words.Distinct), ("when", words.When),
        })
        {
            if (text is not null) json.WriteString(name, text);
        }

        if (!words.Sources.IsEmpty)
        {
            json.WriteStartArray("sources"u8);
            foreach (Entry source in words.Sources) RecordJsonOutput.WriteEntry(json, ["url", "title", "locator", "quotation", "note"], source);
            json.WriteEndArray();
        }

        json.WriteStartArray("disputes"u8);
        foreach (RecordId dispute in line.Disputes) json.WriteStringValue(dispute.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Address(HttpRequest request, string origin, int page)
    {
        QueryString query = QueryString.Create(request.Query.Where(pair => pair.Key != "page").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value)))
            .Add("page", page.ToString(CultureInfo.InvariantCulture));
        return $"{origin}{request.Path}{query}";
    }

    private static void WriteEnvelope(Utf8JsonWriter json, Revision revision)
    {
        json.WriteNumber("number"u8, revision.Number);
        json.WriteString("day"u8, revision.Day.Written());
        json.WriteString("who"u8, revision.Who);
        json.WriteString("note"u8, revision.Note);
    }

    private static async Task<Record?> Find(RecordId id, IRecordStore records, Viewer viewer, CancellationToken cancel) =>
        await records.Records([id], viewer, cancel) is [{ Value: var record }] ? record : null;

    private static FileOfBytes Json(Action<Utf8JsonWriter> write) => new(RecordBytes.Written(write, RecordBytes.Json), "application/json");
}
