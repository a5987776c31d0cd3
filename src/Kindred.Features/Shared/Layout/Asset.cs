using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kindred.Features.Shared;

/// <summary>A style sheet, script or picture of the interface. Its address holds a hash of its bytes, so that it may be kept for ever.</summary>
public sealed partial class Asset
{
    private static readonly FrozenDictionary<string, Asset> ByName = ReadAll();
    private static readonly FrozenDictionary<string, Asset> ByFile = ByName.Values.ToFrozenDictionary(asset => asset.File);

    private readonly byte[] _plain;
    private readonly byte[] _gzip;

    private Asset(string name, byte[] bytes)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        string extension = Path.GetExtension(name);
        File = $"{Path.GetFileNameWithoutExtension(name)}.{hash}{extension}";
        MediaType = extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => throw new InvalidDataException($"No media type is known for the asset {name}."),
        };
        _plain = bytes;
        _gzip = Compress(bytes);
    }

    private string File { get; }

    public string MediaType { get; }

    public string Address => "/assets/" + File;

    /// <summary>The address of an asset by its plain name (<c>archive.css</c>).</summary>
    public static string At(string name) => ByName[name].Address;

    /// <summary>What it says, for a copy that is read without this server.</summary>
    public static string Text(string name) => Encoding.UTF8.GetString(ByName[name]._plain);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/assets/{file}", Answer).ExcludeFromDescription();

    private static Task Answer(HttpContext context, string file)
    {
        if (!ByFile.TryGetValue(file, out Asset? asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ContentType = asset.MediaType;
        headers.Vary = HeaderNames.AcceptEncoding;
        bool gzip = Accepts(context.Request.Headers.AcceptEncoding, "gzip");
        if (gzip) headers.ContentEncoding = "gzip";
        byte[] bytes = gzip ? asset._gzip : asset._plain;
        headers.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes).AsTask();
    }

    private static bool Accepts(StringValues accepted, string coding) =>
        accepted.ToString().Contains(coding, StringComparison.OrdinalIgnoreCase);

    private static FrozenDictionary<string, Asset> ReadAll()
    {
        Assembly assembly = typeof(Asset).Assembly;
        const string prefix = "assets/";
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[prefix.Length..], name => new Asset(name[prefix.Length..], Bytes(assembly, name)));
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return name.EndsWith(".css", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Thin(Encoding.UTF8.GetString(bytes))) : bytes;
    }

    /// <summary>A style sheet as a browser needs it: a sixth of what is written is for those who read it, and every page carries it. What stands between quotes stays.</summary>
    private static string Thin(string css) => Unneeded().Replace(css, match => match.Groups["quoted"].Value + match.Groups["sign"].Value + (match.Groups["space"].Success ? " " : ""));

    [GeneratedRegex("""(?<quoted>"[^"]*")|/\*.*?\*/\s*|\s*(?<sign>[{};,])\s*|(?<sign>:)\s+|(?<space>\s+)""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Unneeded();

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return compressed.ToArray();
    }
}
