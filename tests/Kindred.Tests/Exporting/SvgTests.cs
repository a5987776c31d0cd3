using System.Text.Json.Nodes;
using System.Xml.Linq;
using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Exporting.Formats;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Path = System.IO.Path;

namespace Kindred.Tests.Exporting;

/// <summary>The connections of an archive as a picture: what is in it, for whom, and what it leaves out.</summary>
public class SvgTests
{
    [Fact]
    public async Task It_holds_what_the_viewer_sees_and_says_when_that_is_not_for_everyone()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId tea = await archive.Publish("organisation", Told.Content("Tea kitchen"), Told.Id(1)), boats = await archive.Publish("organisation", Told.Content("Boat club"), Told.Id(2));
        await archive.Write(session =>
        {
            Told.Put(session, Told.Id(3), "organisation", Told.Content("Zirkonwurz circle"), archive.Today);
            Told.Join(session, Told.Id(4), ConnectionType.Kin, tea, boats, archive.Today, new ConnectionWords { Language = "en", Shared = "Both carry.", Distinct = "One floats." });
        });
        string whole = await archive.Export("svg");
        Assert.Contains("Zirkonwurz", whole, StringComparison.Ordinal);
        await archive.Write(session => session.Put(session.FindRecord(Told.Id(3))! with { State = RecordState.Hidden, HiddenBecause = "A reason." }));
        string everyones = await archive.Export("svg");
        Assert.DoesNotContain("Zirkonwurz", everyones, StringComparison.Ordinal);
        Assert.Contains("2 records. 1 connection.", everyones, StringComparison.Ordinal);
        Assert.DoesNotContain("Made for a keeper", everyones, StringComparison.Ordinal);
        string keepers = await archive.Export("svg", new Viewer.Member(archive.Today, "keeper", IsKeeper: true, []));
        Assert.Contains("Zirkonwurz", keepers, StringComparison.Ordinal);
        Assert.Contains("Made for a keeper", keepers, StringComparison.Ordinal);
        // What nobody else sees has a ring around its mark, and says so.
        Assert.Contains("Organisation · not public: Zirkonwurz circle", keepers, StringComparison.Ordinal);
        Assert.Equal(2, keepers.Split("\"#kept\"").Length - 1);
        Assert.DoesNotContain("kept\"", everyones, StringComparison.Ordinal);

        // A part says that it is one, and no line leads out of it.
        string part = await archive.Export("svg", query: "boat");
        Assert.Contains("Only a part of the archive was asked for", part, StringComparison.Ordinal);
        Assert.Contains("1 record. 0 connections.", part, StringComparison.Ordinal);
        Assert.DoesNotContain("Tea kitchen", part, StringComparison.Ordinal);
        Assert.Contains("There is nothing to draw", await archive.Export("svg", query: "zirkonwurz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_record_moves_nothing_for_those_who_do_not_see_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int at = 1; at <= 9; at++) Told.Put(session, Told.Id(at), "organisation", Told.Content($"Circle {at}"), archive.Today);
            for (int at = 2; at <= 9; at++) Told.Join(session, Told.Id(20 + at), ConnectionType.LearnedFrom, Told.Id(at), Told.Id(at / 2), archive.Today);
        });
        string before = await archive.Export("svg");
        await archive.Write(session =>
        {
            Told.Put(session, Told.Id(10), "organisation", Told.Content("Hidden"), archive.Today, RecordState.Hidden);
            for (int at = 1; at <= 9; at++) Told.Join(session, Told.Id(30 + at), ConnectionType.LearnedFrom, Told.Id(10), Told.Id(at), archive.Today);
        });
        Assert.Equal(before, await archive.Export("svg"));
    }

    [Fact]
    public async Task What_one_picture_does_not_hold_is_counted_in_it_and_told_at_the_terminal()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int at = 1; at <= DrawnRecords.MostRecords + 3; at++) Told.Put(session, Told.Id(at), "organisation", Told.Content($"Circle {at}"), archive.Today);
            Told.Join(session, Told.Id(9_001), ConnectionType.LearnedFrom, Told.Id(2_002), Told.Id(2_003), archive.Today);
        });
        using MemoryStream written = new();
        CommandResult piped = await Made(null), filed = await Made(Path.Combine(archive.Folder, "archive.svg"));
        // Beside what went to standard output nothing else goes there.
        Assert.Null(piped.Json);
        Assert.StartsWith("Left out of the picture: 3 of 2003 records;", Assert.Single(piped.Lines), StringComparison.Ordinal);
        Assert.Equal([$"Written: {Path.Combine(archive.Folder, "archive.svg")} ({DrawnRecords.MostRecords} records).", piped.Lines[0]], filed.Lines);
        Assert.Equal(piped.Lines[0], filed.Json!["lines"]![0]!.GetValue<string>());
        string picture = Exported.Text(written.ToArray());
        Assert.Contains("3 records are not drawn: one picture holds 2,000.", picture, StringComparison.Ordinal);
        // Those that are connected came before those that are not.
        Assert.Contains("Circle 2003", picture, StringComparison.Ordinal);
        Assert.Contains("1,998 records are not connected to another here.", picture, StringComparison.Ordinal);
        XDocument.Parse(picture);

        Task<CommandResult> Made(string? path) => Terminal.Run(Export.Work, new JsonObject { ["format"] = "svg", ["out"] = path }, archive.Settings, TextWriter.Null, path is null ? written : Stream.Null, CancellationToken.None);
    }

    [Fact]
    public void Components_are_drawn_whole_from_the_largest_as_far_as_there_is_room()
    {
        // 1,500, then 600 which have no room, then 400.
        GraphBuilder builder = new(2_500);
        for (int node = 1; node < 2_500; node++)
        {
            if (node is not (1_500 or 2_100)) builder.Add(node - 1, node);
        }

        DrawnRecords drawn = DrawnRecords.Of(builder.Build(), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 1_500).Concat(Enumerable.Range(2_100, 400)), drawn.Nodes);
        Assert.Null(drawn.NearTo);
    }

    [Fact]
    public void Of_one_that_is_too_large_the_surroundings_of_its_first_record_are_drawn()
    {
        GraphBuilder builder = new(5_000);
        for (int node = 1; node < 5_000; node++) builder.Add(node - 1, node);
        DrawnRecords drawn = DrawnRecords.Of(builder.Build(), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, DrawnRecords.MostRecords), drawn.Nodes);
        Assert.Equal(0, drawn.NearTo);
    }

    [Fact]
    public void Of_one_with_too_many_lines_as_many_are_drawn_as_there_is_room_for()
    {
        GraphBuilder builder = new(200);
        for (int one = 0; one < 200; one++)
        {
            for (int other = 0; other < one; other++) builder.Add(one, other);
        }

        CompactGraph graph = builder.Build();
        DrawnRecords drawn = DrawnRecords.Of(graph, CancellationToken.None);
        Assert.Equal(110, drawn.Nodes.Length);
        Assert.InRange(graph.Between(drawn.Nodes).EdgeCount, DrawnRecords.MostPairs - 110, DrawnRecords.MostPairs);
    }
}
