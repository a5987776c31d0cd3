using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;

namespace Kindred.Features.Declaring;

/// <summary>How the reading of <c>archive.json</c> ends.</summary>
public abstract record ArchiveFileOutcome
{
    private ArchiveFileOutcome()
    {
    }

    /// <summary>There is none, or it is the one that was taken over last.</summary>
    public sealed record Nothing : ArchiveFileOutcome;

    public sealed record Taken : ArchiveFileOutcome;

    /// <summary>Nothing of it was taken over.</summary>
    /// <param name="Findings">Each with its line in the file, from 1.</param>
    public sealed record NotRight(ImmutableArray<(int Line, Finding Finding)> Findings) : ArchiveFileOutcome;
}

/// <summary>Takes over what <c>archive.json</c> in the data folder declares, when its bytes are others than those taken over last: at the start of <c>serve</c>, and when a
/// keeper asks. A file that is not right stops nothing: what was declared last holds.</summary>
public sealed class TakeArchiveFile(DeclareKinds declare, IArchiveWriter writer, string path)
{
    public const string FileName = "archive.json";

    private const string Name = "archive.json taken over";
    private const int MostBytes = 1024 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 12, AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What the last reading said.</summary>
    public ArchiveFileOutcome Last { get; private set; } = new ArchiveFileOutcome.Nothing();

    /// <param name="by">The keeper who asks; at the start it is the terminal's.</param>
    public async Task<ArchiveFileOutcome> Take(CancellationToken cancel, string by = Member.TerminalHandle) => Last = await Read(by, cancel);

    private async Task<ArchiveFileOutcome> Read(string by, CancellationToken cancel)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path)) return new ArchiveFileOutcome.Nothing();
            if (new FileInfo(path).Length > MostBytes) return NotRight(1, new Finding("archive-file-too-large"));
            bytes = await File.ReadAllBytesAsync(path, cancel);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return NotRight(1, new Finding("archive-file-not-read"));
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (await writer.Write(session => session.FindValue(Name), cancel) == hash) return new ArchiveFileOutcome.Nothing();
        ReadOnlyMemory<byte> text = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        OwnKinds declared;
        ImmutableArray<Finding> findings;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, Strict);
            (declared, findings) = OwnKindsJson.Read(json.RootElement);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return NotRight((int)((notJson as JsonException)?.LineNumber ?? 0) + 1, new Finding("archive-file-not-json"));
        }

        // In the same transaction: what was taken over and that it was.
        DeclareOutcome? outcome = findings.IsEmpty ? await declare.Do(declared, by, FileName, cancel, session => session.PutValue(Name, hash)) : null;
        if (outcome is DeclareOutcome.Done) return new ArchiveFileOutcome.Taken();
        if (outcome is DeclareOutcome.NotRight wrong) findings = wrong.Findings;
        Dictionary<string, int> lines = LinesOf(text.Span);
        return new ArchiveFileOutcome.NotRight([.. findings.Select(finding => (LineOf(finding.Field), finding)).OrderBy(one => one.Item1)]);

        // Of what is missing, the line of what lacks it.
        int LineOf(string at)
        {
            for (; at.Length > 0; at = at.LastIndexOf('.') is > 0 and int dot ? at[..dot] : "")
            {
                if (lines.TryGetValue(at, out int line)) return line;
            }

            return 1;
        }
    }

    private static ArchiveFileOutcome.NotRight NotRight(int line, Finding finding) => new([(line, finding)]);

    /// <summary>The line on which each member begins, by its path.</summary>
    private static Dictionary<string, int> LinesOf(ReadOnlySpan<byte> text)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        Stack<string> path = new();
        string name = "";
        int line = 1, counted = 0;
        Utf8JsonReader json = new(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 12 });
        while (json.Read())
        {
            int at = (int)json.TokenStartIndex;
            line += text[counted..at].Count((byte)'\n');
            counted = at;
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    string within = path.Count > 0 ? path.Peek() : "";
                    name = within.Length == 0 ? json.GetString()! : $"{within}.{json.GetString()}";
                    lines.TryAdd(name, line);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Push(name);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    name = path.Count > 0 ? path.Peek() : "";
                    break;
            }
        }

        return lines;
    }
}
