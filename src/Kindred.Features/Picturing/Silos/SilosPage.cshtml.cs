using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Who is told to have acted together, and what bridges them: all silos, or the one with an organisation (<c>?with=</c>).</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class SilosPage(FindSilos find, ShowSilos show, DocumentLines lines, KindList kinds, Texts texts, PageFrame frame) : PageModel
{
    public const int RowsOnPage = 50;
    private const int MostTimes = 30;

    /// <summary>So many of the latest years are looked into: each that nobody asked for yet is found anew.</summary>
    private const int MostLookedInto = 12;
    private const int BridgesListed = 25;

    public ListAddress Address { get; private set; } = null!;

    public SilosAnswer Answer { get; private set; } = null!;

    public SilosFound Found => Answer.Found;

    /// <summary>The one that is opened; null: all of them.</summary>
    public SiloShown? Opened { get; private set; }

    /// <summary>Rows of the table.</summary>
    public ImmutableArray<SiloShown> Rows { get; private set; } = [];

    public ImmutableArray<BridgeShown> Bridges { get; private set; } = [];

    /// <summary>How many bridges there are, of the opened silo or of all.</summary>
    public int BridgesInAll { get; private set; }

    /// <summary>What the opened silo did, the latest first.</summary>
    public ImmutableArray<RecordLine> Done { get; private set; } = [];

    public PictureShown? Picture { get; private set; }

    /// <summary>For how many bridges the picture has no room.</summary>
    public int Undrawn { get; private set; }

    /// <summary>An organisation was asked for that is in no silo here.</summary>
    public bool IsInNone { get; private set; }

    /// <summary>Some of those of which nothing says that they acted with another, in alphabetical order.</summary>
    public ImmutableArray<RecordLine> Alone { get; private set; } = [];

    /// <summary>How it was in each year, or decade: years, and how many silos and bridges there were.</summary>
    public ImmutableArray<SilosThen> Times { get; private set; } = [];

    public int Pages => Opened is { } opened ? Pager(opened.Members.Length) : Pager(Found.Silos.Length);

    public string? Kind => Address.Filters.FirstOrDefault(filter => filter.Facet == "kind")?.Values[0];

    /// <summary>With a silo opened, its address.</summary>
    public string AddressWith(string? key, ListAddress? address = null)
    {
        string all = (address ?? Address).ToString();
        return key is null ? all : $"{all}{(all.Contains('?') ? '&' : '?')}with={key}";
    }

    public async Task OnGet(string? with)
    {
        CancellationToken cancel = HttpContext.RequestAborted;
        Address = FindSilos.Read("/silos", Request.Query, kinds.Now);
        Answer = await find.Of(Address, texts, cancel);
        int? opened = RecordId.TryParse(with, out RecordId organisation) ? show.NumberOf(Found, organisation) : null;
        if (opened is { } number) await Open(number, cancel);
        else await All(cancel);
        IsInNone = Opened is null && !string.IsNullOrEmpty(with);
        await ReadTimes(cancel);
    }

    private async Task All(CancellationToken cancel)
    {
        int first = (Address.Page - 1) * RowsOnPage;
        SilosDrawn drawn = await show.Drawn(Answer, [.. Enumerable.Range(0, Math.Min(SilosDrawing.SilosInPage, Found.Silos.Length))], SilosDrawing.BetweenInPage, null, texts, cancel);
        Rows = (await show.Of(Answer, [.. Enumerable.Range(first, Math.Clamp(Found.Silos.Length - first, 0, RowsOnPage))], 0, texts, cancel)).Silos;
        (Bridges, BridgesInAll) = (await Listed(Found.Bridges, cancel), Found.Bridges.Length);
        Alone = [.. (await show.Alone(Found, texts, cancel)).Take(RowsOnPage)];
        if (!drawn.Silos.IsEmpty) Draw(drawn, SilosDrawing.MostMembers(drawn, SilosDrawing.NamedInPage, Gathering.MostMarks));
    }

    /// <summary>The silo with all its names, and beside it those that it is bridged with, without theirs.</summary>
    private async Task Open(int number, CancellationToken cancel)
    {
        ImmutableArray<Bridge> own = [.. Found.Bridges.Where(bridge => bridge.Silos.Contains(number))];
        int[] beside = [.. own.SelectMany(bridge => bridge.Silos).Where(silo => silo != number).Distinct().Order().Take(SilosDrawing.SilosInPage)];
        SilosDrawn drawn = await show.Drawn(Answer, [number, .. beside], SilosDrawing.BetweenInPage, number, texts, cancel);
        if (drawn.Silos is not [var silo, ..] || silo.Number != number)
        {
            await All(cancel);
            return;
        }

        Opened = silo;
        (Bridges, BridgesInAll) = (await Listed(own, cancel), own.Length);
        Done = await show.Latest(silo.Silo, RowsOnPage, cancel);
        Draw(drawn, Gathering.MostMarks - drawn.Between.Sum(between => Math.Max(1, between.Named.Length)) - drawn.Silos.Length, number);
    }

    private async Task<ImmutableArray<BridgeShown>> Listed(ImmutableArray<Bridge> bridges, CancellationToken cancel)
    {
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(bridges.Take(BridgesListed).Select(bridge => bridge.Event), cancel);
        return [.. bridges.Take(BridgesListed).Where(bridge => there.ContainsKey(bridge.Event)).Select(bridge => new BridgeShown(bridge, there[bridge.Event]))];
    }

    private void Draw(SilosDrawn drawn, int members, int? opened = null)
    {
        (Picture picture, Undrawn) = SilosPicture.Draw(
            drawn,
            new SilosDrawing
            {
                Title = texts["silos.picture.title"],
                Description = SilosWords.Description(Found, texts),
                Width = 760,
                MembersShown = silo => opened is null || silo.Number == opened ? Math.Max(0, members) : 0,
                AddressOf = silo => AddressWith(silo.Key, Address with { Page = 1 }),
                BridgesAddress = "#bridges",
                To = address => address.StartsWith('#') ? address : frame.To(address),
            },
            texts,
            kinds.Now,
            HttpContext.RequestAborted);
        frame.HasPicture = true;
        Picture = new PictureShown(picture, ViewFiles.Downloads("/silos", (Address with { Path = "", Page = 1, Size = null, Sort = null, More = null }).ToString()))
        { Table = Opened is null ? "table" : "who" };
    }

    private async Task ReadTimes(CancellationToken cancel)
    {
        // The years are those of everything that is not narrowed by time: otherwise there would be one.
        SilosAnswer all = Address.When.Length == 0 ? Answer : await find.Of(Address with { When = "" }, texts, cancel);
        List<SilosThen> times = [];
        // Of what is narrowed further the years are offered without being looked into: each would be found anew for every reader.
        bool isFurther = Address.Where.Length > 0 || Address.Filters.Any(filter => filter.Facet != "kind");
        ImmutableArray<string> there = find.Times(all, MostTimes);
        foreach ((int at, string time) in there.Index())
        {
            bool isLookedInto = !isFurther && at >= there.Length - MostLookedInto;
            times.Add(new SilosThen(time, isLookedInto ? (await find.Of(Address with { When = time }, texts, cancel)).Found : null));
        }

        Times = [.. times.Where(then => then.Found is not { Organisations: 0 })];
    }

    private static int Pager(int count) => (count + RowsOnPage - 1) / RowsOnPage;
}

/// <param name="When">A year or a decade, as EDTF.</param>
/// <param name="Found">Null: it was not looked into.</param>
public sealed record SilosThen(string When, SilosFound? Found);
