using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Features.Depositing;

namespace Kindred.Tests.Depositing;

/// <summary>What somebody says is taken, or told to be not right yet; nothing is dropped in silence.</summary>
public class DepositInputTests
{
    [Theory]
    [InlineData("""{"records":[{Q,"language":5}]}""", "wrong-shape", "records[0].language")]
    [InlineData("""{"records":[{Q,"language":["en"]}]}""", "wrong-shape", "records[0].language")]
    [InlineData("""{"records":[{Q,"language":"zzzz-not"}]}""", "language-not-a-tag", "records[0].language")]
    [InlineData("""{"records":[{Q,"translations":"x"}]}""", "wrong-shape", "records[0].translations")]
    [InlineData("""{"records":[{Q,"translations":{"es":"x"}}]}""", "wrong-shape", "records[0].translations.es")]
    [InlineData("""{"records":[{Q,"translations":{"es":{"title":5}}}]}""", "wrong-shape", "records[0].translations.es.title")]
    [InlineData("""{"records":[{Q,"translations":{"es":{"title":"Uno"},"ES":{"title":"Otro"}}}]}""", "wrong-shape", "records[0].translations.ES")]
    [InlineData("""{"records":[{Q,"visibility":5}]}""", "wrong-shape", "records[0].visibility")]
    [InlineData("""{"records":[{Q,"ref":5}]}""", "wrong-shape", "records[0].ref")]
    [InlineData("""{"records":[{Q,"story":true}]}""", "wrong-shape", "records[0].story")]
    [InlineData("""{"records":[{Q,"topics":[true]}]}""", "wrong-shape", "records[0].topics")]
    [InlineData("""{"records":[{Q,"sources":[{"url":{"of":"x"},"title":"x"}]}]}""", "wrong-shape", "records[0].sources")]
    [InlineData("""{"records":[{Q,"where":[{"title":"River","notes":"x"}]}]}""", "unknown-field", "records[0].where.notes")]
    [InlineData("""{"records":[{Q,"where":[{"title":"River","note":5}]}]}""", "wrong-shape", "records[0].where.note")]
    [InlineData("""{"records":[{Q}],"connections":{}}""", "wrong-shape", "connections")]
    [InlineData("""{"records":{Q}}""", "wrong-shape", "records")]
    [InlineData("""{"records":[{Q}],"signedAs":5}""", "wrong-shape", "signedAs")]
    [InlineData("""{"records":[{Q}],"conections":[]}""", "unknown-field", "conections")]
    [InlineData("""{"records":[{Q}],"connections":[{C,"colour":"red"}]}""", "unknown-field", "connections[0].colour")]
    [InlineData("""{"records":[{Q}],"connections":[{C,"words":5}]}""", "wrong-shape", "connections[0].words")]
    [InlineData("""{"records":[{Q}],"connections":[{C,"sources":"x"}]}""", null, "")]
    [InlineData("""{"records":[{Q}],"connections":[{C,"sources":[5]}]}""", "wrong-shape", "connections[0].sources")]
    [InlineData("""{"records":[{Q}],"connections":["kin"]}""", "wrong-shape", "connections[0]")]
    [InlineData("""{"records":[{A,"participants":{"low":5,"high":1e30}}]}""", "wrong-shape", "records[0].participants.high")]
    [InlineData("""{"records":[{A,"participants":{"low":5,"hi":7}}]}""", "unknown-field", "records[0].participants.hi")]
    [InlineData("""{"records":[{P,"coordinates":{"latitude":1,"longitude":2,"precision":"zork"}}]}""", "unknown-term", "records[0].coordinates.precision")]
    [InlineData("""{"records":[{P,"coordinates":{"latitude":1,"longitude":2,"precision":"3"}}]}""", "unknown-term", "records[0].coordinates.precision")]
    [InlineData("""{"records":[{P,"coordinates":{"latitude":1,"longitude":2,"precision":3}}]}""", "wrong-shape", "records[0].coordinates.precision")]
    [InlineData("""{"records":[{P,"coordinates":{"latitude":1,"longitude":"2"}}]}""", "wrong-shape", "records[0].coordinates.longitude")]
    [InlineData("""{"records":[{P,"coordinates":{"latitude":1,"longitude":2,"precison":"country"}}]}""", "unknown-field", "records[0].coordinates.precison")]
    [InlineData("""{"records":[{"title":"Which kind?"}]}""", "needs-kind", "records[0].kind")]
    public void What_is_said_is_taken_or_told_and_never_dropped(string body, string? code, string path)
    {
        string text = body.Replace("{Q", """{"kind":"question","title":"Who rows?" """, StringComparison.Ordinal).Replace("{A", """{"kind":"action","title":"A march" """, StringComparison.Ordinal)
            .Replace("{P", """{"kind":"place","title":"A ford" """, StringComparison.Ordinal).Replace("{C", """{"type":"speaksTo","from":"#0","to":"River people" """, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(text);
        (_, var findings) = DepositInput.Read(json.RootElement, KindList.BuiltIn, new DateOnly(2026, 1, 1));
        if (code is null) Assert.Empty(findings);
        else Assert.Contains((code, path), findings.Select(finding => (finding.Code, finding.Field)));
    }
}
