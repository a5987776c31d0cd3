using System.Text;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Importing.Sending;

/// <summary>A form with a file in it, read as it arrives: the file goes to disk piece by piece and is never held; what is larger than a file may be is counted and left. Unless
/// somebody keeps it, it is destroyed when the request ends.</summary>
public sealed class SentForm : IDisposable
{
    /// <summary>The field that holds the file, and the one that may hold a profile.</summary>
    public const string FileField = "file", ProfileField = "profileFile";

    private const int MostParts = 64;
    private const int LongestField = 64 * 1024;
    private const int LongestFields = 512 * 1024;
    private const int LongestName = 200;
    private const int Piece = 128 * 1024;

    private readonly SentFiles files;
    private bool isKept;

    private SentForm(SentFiles files) => this.files = files;

    public Dictionary<string, StringValues> Fields { get; } = [];

    /// <summary>Null: none was sent, or it was too large.</summary>
    public RecordId? File { get; private set; }

    public string FileName { get; private set; } = "";

    public long Length { get; private set; }

    public bool IsTooLarge { get; private set; }

    /// <summary>A profile that came along, as text; null: none did.</summary>
    public string? Profile { get; private set; }

    /// <summary>It stays when the request has ended.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (File is { } id && !isKept) files.Destroy(id);
        isKept = true;
    }

    /// <summary>Null: it is no form with a file, or breaks off.</summary>
    public static async Task<SentForm?> Read(HttpContext context, SentFiles files)
    {
        HttpRequest request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = (2 * files.MostBytes) + (4 * 1024 * 1024);
        SentForm form = new(files);
        context.Response.RegisterForDispose(form);
        try
        {
            MultipartReader reader = new(boundary, request.Body, Piece);
            int parts = 0, held = 0;
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                // Counted by parts, not names: one name may come again and again.
                if (++parts > MostParts) throw new InvalidDataException();
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? said) || HeaderUtilities.RemoveQuotes(said.Name).Value is not { Length: > 0 } name) continue;
                if (name == FileField && said.IsFileDisposition()) await form.Take(section.Body, said, context.RequestAborted);
                else if (name == ProfileField) form.Profile = await Text(section.Body, Mapping.ProfileJson.Longest, context.RequestAborted) is { Length: > 0 } text ? text : null;
                else
                {
                    string value = await Text(section.Body, LongestField, context.RequestAborted);
                    if ((held += name.Length + value.Length) > LongestFields) throw new InvalidDataException();
                    form.Fields[name] = StringValues.Concat(form.Fields.GetValueOrDefault(name), value);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException && context.RequestAborted.IsCancellationRequested))
        {
            form.Dispose();
            return null;
        }

        return form;
    }

    private async Task Take(Stream body, ContentDispositionHeaderValue said, CancellationToken cancel)
    {
        if (File is not null) return;
        // A path says how somebody's disk is arranged.
        string name = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        FileName = new string([.. name.Where(letter => !char.IsControl(letter)).Take(LongestName)]);
        (RecordId id, FileStream target) = files.Begin();
        File = id;
        await using (target)
        {
            byte[] piece = new byte[Piece];
            for (int read; (read = await body.ReadAsync(piece, cancel)) > 0;)
            {
                Length += read;
                // The rest is read and left, so that a browser waits for what is said of it.
                if (Length <= files.MostBytes) await target.WriteAsync(piece.AsMemory(0, read), cancel);
                else if (Length > 2 * files.MostBytes) throw new InvalidDataException();
            }

            DurableFile.Flush(target);
        }

        IsTooLarge = Length > files.MostBytes;
        if (Length > 0 && !IsTooLarge) return;
        files.Destroy(id);
        File = null;
    }

    /// <summary>What is longer is cut, which is found out by who reads it.</summary>
    private static async Task<string> Text(Stream body, int longest, CancellationToken cancel)
    {
        using MemoryStream held = new();
        byte[] piece = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(piece, cancel)) > 0;)
        {
            if (held.Length <= longest) held.Write(piece, 0, read);
            else if (held.Length > longest) throw new InvalidDataException();
        }

        return Encoding.UTF8.GetString(held.ToArray()).TrimStart('\uFEFF');
    }
}
