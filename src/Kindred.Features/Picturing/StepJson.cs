using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Formats;

namespace Kindred.Features.Picturing;

/// <summary>Records and what is said between them, as the views' JSON has them: in their own language, the same for every reader.</summary>
public static class StepJson
{
    public static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write) => RecordBytes.Written(write, RecordBytes.Json);

    public static void Write(Utf8JsonWriter json, RecordLine line)
    {
        json.WriteStartObject();
        WriteMembers(json, line);
        json.WriteEndObject();
    }

    public static void WriteMembers(Utf8JsonWriter json, RecordLine line)
    {
        json.WriteString("id"u8, line.Id.ToString());
        json.WriteString("kind"u8, line.Kind);
        json.WriteString("language"u8, line.Language);
        json.WriteString("title"u8, line.Title);
        if (line.When is { } when) json.WriteString("when"u8, when);
    }

    /// <summary>A connection with its words, its sources and the notes that dispute it.</summary>
    public static void Write(Utf8JsonWriter json, StepRead step)
    {
        Connection connection = step.Line.Connection.Value;
        ConnectionWords words = connection.Words;
        json.WriteStartObject();
        json.WriteString("id"u8, connection.Id.ToString());
        json.WriteString("type"u8, connection.Type);
        json.WriteString("from"u8, connection.From.ToString());
        json.WriteString("to"u8, connection.To.ToString());
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
        foreach (RecordId dispute in step.Line.Disputes) json.WriteStringValue(dispute.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
