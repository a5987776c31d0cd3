using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;

namespace Kindred.Tests.Life;

/// <summary>A practice of the hill people and what the marsh people tell beside it: who hands in, who answers, each in one line.</summary>
internal sealed class Tellers(TestArchive archive)
{
    public Asked Asked { get; } = new(archive);

    public RecordId Hill { get; private set; }

    public RecordId Marsh { get; private set; }

    public Handed Practice { get; private set; } = null!;

    public RecordId First { get; private set; }

    /// <summary>Hilda answers for the hill people, Reed and Sedge for the marsh people. The practice is public.</summary>
    public static async Task<Tellers> Begin(TestArchive archive)
    {
        Tellers tellers = new(archive);
        tellers.Hill = await tellers.Asked.Community("Hill people", Domain.Stewarding.Protocol.AnySteward, "hilda");
        tellers.Marsh = await tellers.Asked.Community("Marsh people", Domain.Stewarding.Protocol.AnySteward, "reed", "sedge");
        tellers.Practice = await Handed.In(archive, Handed.Practice("Told on the hill.", [tellers.Hill]));
        tellers.First = await tellers.Practice.Accept();
        await tellers.Asked.Answer(tellers.First, tellers.Hill, "hilda");
        return tellers;
    }

    /// <summary>Handed in by somebody, accepted by nobody yet.</summary>
    public Task<Handed> HandIn(string story = "Told in the marsh.", string more = "", RecordId? beside = null) =>
        Handed.In(archive, Json(story, more, (beside ?? First).ToString()));

    public string Json(string story, string more = "", string? beside = null) =>
        $$"""{"records":[{"ref":"t","kind":"telling","language":"en","title":"By the water","story":"{{story}}",{{Handed.Sources}}{{(more.Contains("readBy", StringComparison.Ordinal) ? "" : "\"readBy\":\"everyone\",")}}{{more}}"toldBy":["{{Marsh}}"],"beside":["{{beside ?? First.ToString()}}"]}]}""";

    /// <summary>The same, accepted by a keeper and answered by Reed.</summary>
    public async Task<(Handed Handed, RecordId Telling)> Tell(string story = "Told in the marsh.", string more = "")
    {
        Handed handed = await HandIn(story, more);
        RecordId telling = await handed.Accept();
        await Asked.Answer(telling, Marsh, "reed");
        return (handed, telling);
    }

    public Viewer.Member Hilda => Asked.Steward("hilda", Hill);

    public Viewer.Member Reed => Asked.Steward("reed", Marsh);

    public Task TakeBack(Handed handed) => archive.Get<FollowDeposit>().Withdraw(handed.Receipt, CancellationToken.None);

    /// <summary>What a community is called in another language.</summary>
    public Task Translate(RecordId id, string language, string name) => archive.Write(session =>
    {
        Domain.Records.Record record = session.FindRecord(id)!;
        session.Put(record with
        {
            Content = record.Content with
            {
                Translations = record.Content.Translations.SetItem(language, ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation(name, 1))),
            },
        });
    });

    public async Task<JsonElement> Read(RecordId id, HttpClient? client = null)
    {
        using HttpClient anyone = archive.Anyone();
        using JsonDocument json = JsonDocument.Parse(await (client ?? anyone).GetStringAsync($"/api/v1/records/{id}"));
        return json.RootElement.Clone();
    }
}
