using System.Collections.Immutable;
using System.Security.Cryptography;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Path = System.IO.Path;

namespace Kindred.Features.Shared;

/// <summary>Keeps the file of an import that runs or was stopped, so that it can go on after a crash, whatever became of the file. It is destroyed when the import is done or
/// taken back: what it holds may be in no record, and may be taken back by nobody.</summary>
public sealed class SourceSpool(string folder)
{
    private const int Piece = 1024 * 1024;
    private readonly List<string> inHand = [];

    /// <summary>Keeps a copy. On disk when it returns.</summary>
    /// <returns>Its digest and length.</returns>
    public async Task<(ImmutableArray<byte> Digest, long Length)> Keep(Stream source, CancellationToken cancel)
    {
        PrivateFile.MakeFolder(folder);
        string fresh = Path.Combine(folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + ".part");
        lock (inHand) inHand.Add(fresh);
        long length = 0;
        ImmutableArray<byte> digest;
        try
        {
            using (IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            using (FileStream copy = PrivateFile.OpenNew(fresh))
            {
                byte[] piece = new byte[Piece];
                for (int read; (read = await source.ReadAsync(piece, cancel)) > 0; length += read)
                {
                    hash.AppendData(piece.AsSpan(0, read));
                    await copy.WriteAsync(piece.AsMemory(0, read), cancel);
                }

                DurableFile.Flush(copy);
                digest = [.. hash.GetHashAndReset()];
            }

            lock (inHand)
            {
                inHand.Add(PathOf(digest));
                File.Move(fresh, PathOf(digest), overwrite: true);
            }

            DurableFile.FlushFolder(PathOf(digest));
        }
        catch
        {
            PrivateFile.Destroy(fresh);
            throw;
        }
        finally
        {
            lock (inHand) inHand.Remove(fresh);
        }

        return (digest, length);
    }

    /// <summary>Null: it is kept no more.</summary>
    public FileStream? Open(ImmutableArray<byte> digest) => !digest.IsEmpty && File.Exists(PathOf(digest)) ? File.OpenRead(PathOf(digest)) : null;

    /// <summary>Who kept it is not at it any more: from now on it stays only as long as an import waits for it.</summary>
    public void Release(ImmutableArray<byte> digest)
    {
        lock (inHand) inHand.Remove(PathOf(digest));
    }

    /// <summary>Something that came from it is taken away: its words are not to be left in the file either. Who wants to go on has to give the file again.</summary>
    public void Destroy(ImmutableArray<byte> digest)
    {
        if (digest.IsEmpty) return;
        lock (inHand)
        {
            if (!inHand.Contains(PathOf(digest))) PrivateFile.Destroy(PathOf(digest));
        }
    }

    /// <summary>The same for the files of all imports that brought it and aren't done. Of one that is at work the file goes at its end.</summary>
    /// <param name="id">A record, or an entry at the desk.</param>
    public void DestroyOf(IArchiveSession session, RecordId id)
    {
        foreach (ImportAccession open in session.OpenImports().Where(one => session.FindImported(one.Id, id) is not null)) Destroy(open.Source.Digest);
    }

    /// <summary>What no import waits for any more, such as after a crash between its last row and this.</summary>
    /// <param name="kept">Digests of those that run or were stopped.</param>
    public void DestroyOthers(IEnumerable<ImmutableArray<byte>> kept)
    {
        if (!Directory.Exists(folder)) return;
        HashSet<string> paths = [.. kept.Where(digest => !digest.IsEmpty).Select(PathOf)];
        lock (inHand)
        {
            foreach (string file in Directory.EnumerateFiles(folder).Where(file => !paths.Contains(file) && !inHand.Contains(file)).ToArray()) PrivateFile.Destroy(file);
        }
    }

    private string PathOf(ImmutableArray<byte> digest) => Path.Combine(folder, Convert.ToHexStringLower(digest.AsSpan()) + ".source");
}
