using System.Globalization;
using System.Text;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Dates;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Reviewing;

/// <summary>The address of a list at the deposits desk: what it is narrowed to and how it is ordered. Reads one and makes the next.</summary>
/// <param name="Unread">Names of what was typed and could not be read; it narrows nothing.</param>
public sealed record DeskAddress(DeskFilter Filter, int Page, IReadOnlyList<string> Unread)
{
    public const string Path = "/desk/deposits";
    public const int LongestWords = 200;

    /// <summary>States that a list can be narrowed to; those to be read are there without a word.</summary>
    public static IReadOnlyList<DepositState> States { get; } = [DepositState.Deposited, DepositState.InReview, DepositState.Quarantined, DepositState.Asked, DepositState.Declined];

    public string From { get; init; } = "";

    public string Until { get; init; } = "";

    /// <summary>The order was chosen; else it follows from the state.</summary>
    public bool IsOrdered { get; init; }

    public static DeskAddress Read(IQueryCollection query)
    {
        List<string> unread = [];
        DepositState? state = Choice<DepositState>("state") is { } one && States.Contains(one) ? one : null;
        DeskOrder? order = Choice<DeskOrder>("order");
        string words = query["q"].ToString().Trim(), from = query["from"].ToString().Trim(), until = query["until"].ToString().Trim();
        if (words.Length > LongestWords) (words, _) = ("", Miss("q"));
        if (!TypedDay.TryRead(from, out DateOnly? first)) Miss("from");
        if (!TypedDay.TryRead(until, out DateOnly? last)) Miss("until");
        RecordId? community = null;
        if (query["community"].ToString() is { Length: > 0 } typed)
        {
            if (RecordId.TryParse(typed, out RecordId id)) community = id;
            else Miss("community");
        }

        DeskFilter filter = new()
        {
            State = state, Kind = Name("kind"), Language = Name("language"), Community = community, From = first, Until = last, With = Choice<DeskReader>("with"),
            IsProposal = query["form"].ToString() switch { "proposal" => true, "new" => false, _ => null },
            HasAnsweredBack = query["answered"] == "yes", HasNear = query["near"] == "yes", Words = words,
            Order = order ?? (state == DepositState.Quarantined ? DeskOrder.SignsLast : DeskOrder.OldestFirst),
        };
        int page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 1000 ? number : 1;
        return new DeskAddress(filter, page, unread) { From = from.Length <= LongestWords ? from : "", Until = until.Length <= LongestWords ? until : "", IsOrdered = order is not null };

        T? Choice<T>(string name)
            where T : struct, Enum
        {
            string text = query[name].ToString();
            if (text.Length == 0) return null;
            T? read = ValueName.Read<T>(text);
            if (read is null) Miss(name);
            return read;
        }

        string? Name(string name) => query[name].ToString() is { Length: > 0 and <= LongestWords } text ? text : null;

        bool Miss(string name)
        {
            unread.Add(name);
            return true;
        }
    }

    /// <summary>Something is chosen beside the state.</summary>
    public bool IsNarrowed => Filter is not { IsProposal: null, Kind: null, Community: null, Language: null, From: null, Until: null, With: null, HasAnsweredBack: false, HasNear: false, Words: "" };

    public DeskAddress With(Func<DeskFilter, DeskFilter> change) => this with { Filter = change(Filter), Page = 1 };

    /// <summary>Another state has an order of its own.</summary>
    public DeskAddress In(DepositState? state) => this with
    {
        Filter = Filter with { State = state, Order = IsOrdered && Filter.Order != DeskOrder.SignsLast ? Filter.Order : state == DepositState.Quarantined ? DeskOrder.SignsLast : DeskOrder.OldestFirst },
        Page = 1,
        IsOrdered = IsOrdered && Filter.Order != DeskOrder.SignsLast,
    };

    public DeskAddress Ordered(DeskOrder order) => this with { Filter = Filter with { Order = order }, Page = 1, IsOrdered = true };

    public string AtPage(int page) => (this with { Page = page }).ToString();

    /// <summary>The same page with all of it ticked: without scripts nothing else ticks many at once.</summary>
    public string TickingAll() => ToString() + (Query().Length > 0 ? "&" : "?") + "tick=all";

    public override string ToString() => Path + (Query() is { Length: > 0 } query ? "?" + query : "");

    /// <summary>Without the question mark.</summary>
    public string Query()
    {
        StringBuilder text = new();
        foreach ((string name, string value) in Chosen()) text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        if (Page > 1) text.Append(text.Length == 0 ? "" : "&").Append("page=").Append(Page.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>Names and values of all that is chosen, the page left out.</summary>
    public IEnumerable<(string Name, string Value)> Chosen()
    {
        if (Filter.State is { } state) yield return ("state", ValueName.Of(state));
        if (Filter.IsProposal is { } form) yield return ("form", form ? "proposal" : "new");
        if (Filter.Kind is { } kind) yield return ("kind", kind);
        if (Filter.Community is { } community) yield return ("community", community.ToString());
        if (Filter.Language is { } language) yield return ("language", language);
        if (Filter.From is { } from) yield return ("from", from.Written());
        if (Filter.Until is { } until) yield return ("until", until.Written());
        if (Filter.With is { } with) yield return ("with", ValueName.Of(with));
        if (Filter.HasAnsweredBack) yield return ("answered", "yes");
        if (Filter.HasNear) yield return ("near", "yes");
        if (Filter.Words.Length > 0) yield return ("q", Filter.Words);
        if (IsOrdered) yield return ("order", ValueName.Of(Filter.Order));
    }
}
