using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Leaks;

internal sealed partial class Twin
{
    /// <summary>A public record of which, in the twin with that secret, every part that may be kept back alone waits for its day with the marker in it.</summary>
    public static RecordId Waiting { get; } = IdOf("public with parts that wait");

    private void PutWaiting(IArchiveSession session, Kind kind)
    {
        bool isThere = secret is { IsOfParts: true };
        RecordContent content = isThere ? AllThatWaits(kind) : new RecordContent { Language = "en" };
        content = content.With("title", One("ordinary waiting")) with { Links = [.. content.Links, new ContentLink("centres", PublicId("community"), IsCommunity: true)] };
        session.Put(new Revision
        {
            Record = Waiting, Number = 1, Day = archive.Today, Who = "anonymous", Note = isThere ? Marker : "", Content = content, AskedFrom = 1, Basis = PublicationBasis.PublicSources,
        });
        session.Put(new Record
        {
            Id = Waiting, Kind = kind.Name, State = RecordState.Asked, Revision = 1, LatestRevision = 1, Content = content, Basis = PublicationBasis.PublicSources,
            Communities = NamedCommunities.Of(session, Waiting, kind, content),
        });
        session.Put(
            new Connection
            {
                Id = ConnectionOf(Waiting, PublicId("community"), "centres"), Type = "centres", From = Waiting, To = PublicId("community"), State = RecordState.Asked, Revision = 1, IsOfField = true,
                Words = ConnectionWords.None, Communities = [],
            },
            "", "", archive.Today);
        if (!isThere) return;
        foreach (RecordPart part in Embargoing.Keepable(kind, [content]).Where(one => one.Target is null))
            session.Put(new Embargo { Subject = Waiting, Part = part, By = EmbargoBy.Desk, Until = archive.Today.AddDays(40) });
    }

    private static RecordContent AllThatWaits(Kind kind)
    {
        RecordContent all = Of(kind, Waiting, isSecret: true, linksToSecrets: false);
        foreach (Field field in kind.Fields.Where(field => new RecordPart(field.Name).WhyNotKeptBack(kind, [all]) is not null)) all = TakenOut.Without(all, field.Name, null, "");
        return all;
    }
}
