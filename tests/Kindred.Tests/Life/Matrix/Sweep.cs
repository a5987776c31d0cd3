using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace Kindred.Tests.Life.Matrix;

/// <summary>Asks for everything as everybody, and holds each answer to the <see cref="Oracle"/>.</summary>
internal sealed partial class Sweep(MatrixArchive matrix)
{
    private readonly ILookup<string, Thing> ofWord = matrix.Things.ToLookup(thing => thing.Word, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Thing> ofKey = matrix.Things.Where(thing => !thing.IsWordOnly).ToDictionary(thing => thing.Key, StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(Asker, string), bool> seen = new();
    private readonly ConcurrentDictionary<(Asker, string), bool> acted = new();
    private readonly ConcurrentDictionary<string, bool> reached = new();
    private readonly ConcurrentDictionary<Ask, bool> found = new();
    private int asked;

    /// <summary>What somebody learned or changed that they may not.</summary>
    public ConcurrentQueue<string> Breaches { get; } = [];

    /// <summary>Routes that refused a stranger as the house does, and those that answered one.</summary>
    public ConcurrentDictionary<string, bool> Refused { get; } = new();

    public ConcurrentDictionary<string, bool> Answered { get; } = new();

    /// <summary>Routes on which a stranger wrote something.</summary>
    public ConcurrentDictionary<string, bool> Written { get; } = new();

    public int Asked => asked;

    public bool IsSeen(Asker role, Thing thing) => seen.ContainsKey((role, thing.Name));

    public bool HasActed(Asker role, Thing thing) => acted.ContainsKey((role, thing.Name));

    public bool IsReached(string route) => reached.ContainsKey(route);

    public async Task Run(IEnumerable<Asker> roles, IReadOnlyList<Ask> asks)
    {
        // Who may see comes first: what forms they are shown, everybody else sends too.
        foreach (Asker role in roles.OrderBy(role => role is not (Asker.Keeper or Asker.Steward))) await Run(role, asks);
        Ask[] forms = [.. found.Keys];
        foreach (Asker role in roles) await Run(role, forms);
    }

    private Task Run(Asker role, IEnumerable<Ask> asks)
    {
        Caller caller = new(matrix, role);
        bool isByReceipt = role is Asker.Receipt or Asker.OtherReceipt or Asker.Teller;
        return Parallel.ForEachAsync(asks.Where(ask => !isByReceipt || ask.IsForPrograms || ask.Method != "GET").Where(ask => !ask.IsQuestion || role is Asker.Anyone), async (ask, _) => await Run(role, caller, ask));
    }

    private async Task Run(Asker role, Caller caller, Ask ask)
    {
        // Of what holds no key there is one answer, but to who shows a receipt.
        if (!ask.HasKey)
        {
            Thing?[] held = role == Asker.Receipt ? [.. matrix.Things.Where(thing => thing.Receipt is not null)] : [null];
            foreach (Thing? thing in held) await Send(role, caller, ask, thing);
            return;
        }

        foreach (IGrouping<KeyKind, Thing> things in matrix.Things.Where(ask.Fits).Where(thing => !thing.IsWordOnly || thing.To(role) == Knows.Sees).GroupBy(thing => thing.Kind))
        {
            Blank? blank = null;
            foreach (Thing thing in things)
            {
                Knows knows = thing.To(role);
                if (knows == Knows.NotAsked) continue;
                Answer answer = await Send(role, caller, ask.Of(thing.Key, thing.Word), thing);
                Harvest(role, ask, thing, answer);
                if (knows != Knows.Nothing) continue;
                blank ??= await BlankOf(role, caller, ask, things.Key);
                if (blank is null) return;
                if (blank.Difference(answer, thing.Key, thing.Word) is { } difference) Breaches.Enqueue($"{role} tells the {thing} from what never was: {ask}: {difference}");
                if (answer.Changes.Gone.FirstOrDefault(row => Holds(row, thing)) is { } row) Breaches.Enqueue($"{role} changes the {thing}: {ask}: {row[..Math.Min(row.Length, 160)]}");
            }
        }
    }

    private async Task<Blank?> BlankOf(Asker role, Caller caller, Ask ask, KeyKind kind)
    {
        (string one, string other) = Thing.Never(kind);
        (Ask asOne, Ask asOther) = (ask.Of(one, Thing.NeverWord), ask.Of(other, Thing.NeverWord));
        Blank? blank = Blank.Of(await Send(role, caller, asOne, null), asOne, await Send(role, caller, asOther, null), asOther, (one, other));
        if (blank is null) Breaches.Enqueue($"Two answers for what never was differ, so that nothing can be compared with them: {role}: {ask}");
        return blank;
    }

    private async Task<Answer> Send(Asker role, Caller caller, Ask ask, Thing? thing)
    {
        string? receipt = role switch
        {
            Asker.Receipt => thing?.Receipt ?? matrix.SpareReceipt,
            Asker.OtherReceipt => matrix.SpareReceipt,
            Asker.Teller => matrix.ConcernReceipt,
            _ => null,
        };
        Answer answer = await caller.Send(ask, receipt);
        Interlocked.Increment(ref asked);
        if (answer.Route is { } route) reached[route] = true;
        if (answer.Status >= 500) Breaches.Enqueue($"{role}: {ask} broke: {answer.Status}");
        // A refusal changes nothing, whoever is refused.
        if (answer.Status >= 400 && !answer.Changes.IsNone) Breaches.Enqueue($"{role} is refused ({answer.Status}) and changes something: {ask}: {answer.Changes}");
        if (thing is not null && !answer.Changes.IsNone) acted[(role, thing.Name)] = true;
        if (role == Asker.Anyone && ask.Route.Length > 0)
        {
            (answer.IsSignInNeeded ? Refused : Answered)[ask.Route] = true;
            if (!answer.Changes.IsNone) Written[ask.Route] = true;
        }

        Read(role, ask, thing, answer);
        return answer;
    }

    /// <summary>No word and no key of what one may not know, wherever it stands.</summary>
    private void Read(Asker role, Ask ask, Thing? thing, Answer answer)
    {
        foreach (string word in Words().Matches(answer.Text).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (ask.Says(word)) continue;
            Thing[] known = [.. Holding(word).Where(one => IsFor(role, one, thing))];
            if (known is []) Breaches.Enqueue($"{role} reads {word}: {ask}");
            foreach (Thing one in known) seen[(role, one.Name)] = true;
        }

        foreach (string key in Keys().Matches(answer.Text).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (ofKey.TryGetValue(key, out Thing? named) && named.Key != thing?.Key && !ask.Says(key) && named.To(role) == Knows.Nothing)
                Breaches.Enqueue($"{role} reads the key of the {named}: {ask}");
        }
    }

    /// <summary>The things whose word that is; of a word that was cut off, or that something was written on to, those it may be of.</summary>
    private IEnumerable<Thing> Holding(string word) => ofWord.Contains(word)
        ? ofWord[word]
        : matrix.Things.Where(one => word.StartsWith(one.Word, StringComparison.OrdinalIgnoreCase) || one.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Who shows the receipt of one deposit knows that one.</summary>
    private static bool IsFor(Asker role, Thing one, Thing? asked) => one.To(role) is Knows.Sees or Knows.NotAsked && (role != Asker.Receipt || one.To(Asker.Anyone) == Knows.Sees || one.Receipt == asked?.Receipt);

    /// <summary>The forms that a page about the thing has, filled in as far as they have to be.</summary>
    private void Harvest(Asker role, Ask ask, Thing thing, Answer answer)
    {
        if (ask.Method != "GET" || role is not (Asker.Keeper or Asker.Steward or Asker.Anyone) || answer.Status != 200) return;
        foreach (Match form in Forms().Matches(answer.Text))
        {
            string to = WebUtility.HtmlDecode(form.Groups[1].Value);
            List<(string Name, string Value)> fields = [];
            List<(string Name, string Value)> buttons = [];
            foreach (Match field in Fields().Matches(form.Groups[2].Value))
            {
                string name = Attribute(field.Value, "name"), type = Attribute(field.Value, "type"), value = Attribute(field.Value, "value");
                if (name is "" or "__RequestVerificationToken" || (type == "radio" && fields.Any(one => one.Name == name))) continue;
                if (field.Value.StartsWith("<button", StringComparison.Ordinal)) buttons.Add((name, value));
                else fields.Add((name, value is "" ? type == "checkbox" ? "true" : type == "date" ? "2026-12-01" : "Because it is so." : value));
            }

            foreach ((string Name, string Value)? button in buttons is [] ? [null] : buttons.Select(one => ((string, string)?)one))
            {
                Ask sent = new("", "POST", Named(to.Split('#')[0])) { IsOfNumber = thing.Kind == KeyKind.Number, Form = [.. fields.Concat(button is { } pressed ? [pressed] : []).Select(one => (one.Name, Named(one.Value)))] };
                // What is new each time doesn't make it another form.
                if (sent.HasKey && found.Keys.All(known => known.ToString() != sent.ToString())) found[sent] = true;
            }
        }

        string Named(string text) => text.Replace(thing.Key, Ask.Key, StringComparison.Ordinal).Replace(thing.Word, Ask.Word, StringComparison.OrdinalIgnoreCase);
    }

    private static string Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : "";

    private static bool Holds(string row, Thing thing) =>
        row.Contains(thing.Word, StringComparison.OrdinalIgnoreCase) || row.Contains(thing.Key, StringComparison.OrdinalIgnoreCase)
        || (Domain.Records.RecordId.TryParse(thing.Key, out Domain.Records.RecordId id) && row.Contains(Convert.ToHexStringLower(BytesOf(id)), StringComparison.Ordinal));

    private static byte[] BytesOf(Domain.Records.RecordId id)
    {
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return bytes;
    }

    [GeneratedRegex(MatrixArchive.WordStem + "[a-z]+", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(?:[0-9a-z]{26}|[0-9a-f]{64})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?:input|textarea|select|button)\\b[^>]*>")]
    private static partial Regex Fields();
}
