using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Merging;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Merging;

/// <summary>An archive in which records link to each other, and a keeper who merges and parts them.</summary>
internal sealed class Merged(TestArchive archive)
{
    public static CancellationToken Cancel => CancellationToken.None;

    public TestArchive Archive => archive;

    public Viewer.Member Keeper => new(archive.Today, "mika", IsKeeper: true, []);

    public Task<RecordId> Tell(string kind, string title, params ContentLink[] links) => Tell(kind, Told.Content(title) with { Links = [.. links] });

    public async Task<RecordId> Tell(string kind, RecordContent content)
    {
        RecordId id = RecordId.Mint();
        await archive.Write(session =>
        {
            Told.Put(session, id, kind, content, archive.Today);
            archive.Get<Publication>().Settle(session, id, archive.Today);
        });
        return id;
    }

    public Task Change(RecordId id, Func<RecordContent, RecordContent> change) => archive.Write(session =>
    {
        Domain.Records.Record record = session.FindRecord(id)!;
        Revision newest = session.FindRevision(id, record.LatestRevision)!;
        session.Put(newest with { Number = newest.Number + 1, Content = change(newest.Content), WasPublic = false });
        session.Put(record with { LatestRevision = newest.Number + 1 });
        archive.Get<Publication>().Settle(session, id, archive.Today);
    });

    public async Task<MergeOutcome.Merged> Merge(RecordId goes, RecordId stays, params (string Field, MergeChoice Choice)[] choose) =>
        Assert.IsType<MergeOutcome.Merged>(await archive.Get<MergeRecords>().Merge(goes, stays, choose.ToDictionary(one => one.Field, one => one.Choice), "the same", null, Keeper, Cancel));

    public async Task<MergeOutcome.Parted> Part(RecordId merged) => Assert.IsType<MergeOutcome.Parted>(await archive.Get<MergeRecords>().Part(merged, "not the same", Keeper, Cancel));

    public Task<Domain.Records.Record> Record(RecordId id) => archive.Writer.Write(session => session.FindRecord(id)!, Cancel);

    /// <summary>What a stranger finds at the other ends, by title, with how often.</summary>
    public async Task<string> Beside(RecordId id)
    {
        ConnectionPage page = await archive.Records.Connections(id, new ConnectionFilter(null, null, null, 1, 100), archive.Stranger, Cancel);
        Assert.Equal(page.Total, page.Lines.Length);
        return string.Join(", ", page.Lines.Select(line => $"{line.Connection.Value.Type} {line.Other.Title}").Order(StringComparer.Ordinal));
    }

    public static ContentLink Link(string field, RecordId to, string? note = null) => new(field, to, Note: note);

    /// <summary>All that is kept of the records and what joins them, as text; change numbers and the numbers of revisions left out.</summary>
    public Task<string> Whole(params RecordId[] ids) => archive.Writer.Write(
        session => string.Join('\n', ids.Select(id =>
        {
            Domain.Records.Record record = session.FindRecord(id)!;
            string content = System.Text.Encoding.UTF8.GetString(ContentJson.Write(record.Content));
            string links = string.Join('\n', session.ConnectionsOf(id).OrderBy(one => one.Id).Select(one => $"  {one.Id} {one.Type} {one.From} {one.To} {one.State} {one.Words.Text} {one.IsOfField}"));
            return $"{id} {record.Kind} {record.State} {record.PublishedDay} {record.ComesWithTelling} [{string.Join(',', record.Communities)}] {content}\n{links}";
        })),
        Cancel);
}
