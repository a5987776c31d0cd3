using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Depositing;
using Kindred.Features.Importing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Depositing;

namespace Kindred.Tests.Kinds;

/// <summary>A door closes, and within a year of opening: none is stale.</summary>
public sealed class DoorTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("2026-03-01", "2027-03-01", null)]
    [InlineData("2026-03-01", "2027-03-02", "door-open-too-long")]
    [InlineData("2026-03-01", "2026-02-28", "door-closes-before-it-opens")]
    [InlineData("2024-02-29", "2025-02-28", null)]
    [InlineData("2024-02-29", "2025-03-01", "door-open-too-long")]
    [InlineData("2027-01-01", "2027-12-31", "door-open-too-long")]
    [InlineData(null, "2027-03-01", null)]
    [InlineData(null, "2027-03-02", "door-open-too-long")]
    [InlineData(null, "2025-01-01", null)]
    [InlineData("9999-01-01", "9999-12-31", "door-open-too-long")]
    [InlineData("2026-03-01", null, "needs-field")]
    public void It_is_open_for_a_year_at_most_from_its_day_or_from_today(string? opens, string? closes, string? code)
    {
        RecordContent content = Told.Content("Read with us", [("whatIsAsked", Told.One("An evening")), ("howToReach", Told.One("By the door"))]);
        if (opens is not null) content = content.With("opens", Told.One(opens));
        if (closes is not null) content = content.With("closes", Told.One(closes));
        ImmutableArray<Finding> findings = [.. Door.Kind.Check(content, [], today: Today)];
        Assert.Equal(code, findings.SingleOrDefault()?.Code);
        if (code is not null) Assert.Equal("closes", findings[0].Field);
    }

    [Theory]
    [InlineData("2999-01-01")]
    [InlineData("2027-03-02")]
    public async Task One_that_says_no_day_of_opening_comes_in_by_no_way_for_longer(string closes)
    {
        await using TestArchive archive = await TestArchive.Start();
        string door = $$"""{"ref":"a","kind":"door","language":"en","title":"Read with us","whatIsAsked":"An evening","howToReach":"By the door","closes":"{{closes}}"}""";
        using HttpClient anyone = archive.Anyone();
        using StringContent body = new($$"""{"records":[{{door}}]}""", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await anyone.PostAsync("/api/v1/deposits", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("door-open-too-long", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Visitor visitor = new(anyone);
        await visitor.Open("/contribute?kind=door");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Read with us"), ("f.whatIsAsked", "An evening"), ("f.howToReach", "By the door"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "context"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.closes", closes));
        await visitor.Send("/contribute", ("go", "send"), ("f.closes", closes));
        Assert.Equal("", visitor.Receipt);
        Assert.Contains("open for one year at most", visitor.Text, StringComparison.Ordinal);

        using StringReader lines = new(door);
        ImportResult imported = await archive.Get<ImportRecords>().Import(lines, null, isReviewed: false, null, CancellationToken.None);
        Assert.Equal("door-open-too-long", Assert.Single(imported.Findings).Code);
    }
}
