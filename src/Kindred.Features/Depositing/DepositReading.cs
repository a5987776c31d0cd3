using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

/// <summary>Reads what came over the wire within bounds of size and depth.</summary>
public static class DepositReading
{
    public const int MostBytes = 1024 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Null where it is too large.</summary>
    /// <exception cref="JsonException">It is not JSON, too deep, or says one thing twice.</exception>
    public static async Task<JsonDocument?> Parse(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes) return null;
        PipeReader body = request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancel);
            if (read.Buffer.Length > MostBytes) return null;
            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            // Parsed from a copy: the document outlives the request's buffer.
            byte[] whole = read.Buffer.ToArray();
            body.AdvanceTo(read.Buffer.End);
            return JsonDocument.Parse(whole, Strict);
        }
    }

    /// <summary>Null where a text cannot be read: half a surrogate pair, a number beyond all numbers.</summary>
    public static (DepositInput Input, ImmutableArray<Finding> Findings)? Read(JsonElement json, KindList kinds, DateOnly today)
    {
        try
        {
            return DepositInput.Read(json, kinds, today);
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public static string? TextOf(JsonElement json, string name)
    {
        try
        {
            return RecordInput.Text(json, name) ?? "";
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
