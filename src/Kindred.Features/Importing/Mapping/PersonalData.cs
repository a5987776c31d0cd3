using System.Buffers;
using System.Text.RegularExpressions;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Importing.Mapping;

/// <summary>What in a text may lead to one person.</summary>
public enum PersonalDataKind
{
    Email,
    Phone,

    /// <summary>A link that lets whoever has it into a group or a call.</summary>
    Invite,

    /// <summary>A street and a number.</summary>
    Address,

    /// <summary>A point on the map, finer than a town.</summary>
    Position,

    /// <summary>By which a state counts people.</summary>
    Number,
}

/// <summary>Where it stands; what it says is not repeated, so that no log or report can.</summary>
public readonly record struct PersonalDatum(PersonalDataKind Kind, int Start, int Length);

/// <summary>Finds in texts what may lead to a person: addresses of mail and of homes, telephone numbers, invitations, positions, numbers of states. A keeper reads such a record
/// before anyone else does. It would rather pass over a number in a strange form than ask about every year and case number: what is never right is never read.</summary>
public static partial class PersonalData
{
    /// <summary>In one text; who has so many is read anyway.</summary>
    private const int MostFound = 50;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789٠١٢٣٤٥٦٧٨٩");

    private static readonly SearchValues<char> LinkEnds = SearchValues.Create(" \n\t)>\"");

    private static readonly SearchValues<string> Invites = SearchValues.Create(
        [
            "chat.whatsapp.com/", "wa.me/", "t.me/+", "t.me/joinchat", "telegram.me/joinchat", "tg://join", "signal.group/", "signal.me/", "discord.gg/", "discord.com/invite/", "discordapp.com/invite/", "zoom.us/j/",
            "zoom.us/s/", "zoom.us/w/", "zoom.us/my/", "zoom.us/meeting/", "meet.google.com/", "teams.microsoft.com/l/meetup-join", "teams.live.com/meet/", "meet.jit.si/", "join.slack.com/", "/shared_invite/", "line.me/ti/g",
            "line.me/R/ti/g", "matrix.to/#/", "invite.viber.com", "whereby.com/", "groupme.com/join_group", "gotomeet.me/", "gotomeeting.com/join", "webex.com/meet/", "webex.com/join/", "bluejeans.com/", "threema.id/", "invite.wechat.com",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Maps = SearchValues.Create(["/maps/@", "/maps/place/", "maps.app.goo.gl/", "goo.gl/maps/", "maps.google.", "maps.apple.com/", "openstreetmap.org/?mlat", "w3w.co/", "what3words.com/"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Ways to reach a door are said so that people may use them.</summary>
    private const string MeantToReach = "howToReach";

    /// <summary>One finding for each field and each of what is in it.</summary>
    public static IEnumerable<Finding> In(Kind kind, RecordContent content, IReadOnlyList<LinkMention> links)
    {
        HashSet<(string, PersonalDataKind)>? seen = null;
        foreach ((string name, FieldValue value) in content.Fields)
        {
            if (name == MeantToReach || kind[name]?.Type is null or FieldType.Term or FieldType.Date or FieldType.Day or FieldType.Flag or FieldType.Language or FieldType.Range or FieldType.Coordinates) continue;
            foreach (string text in value.AllWords())
            {
                foreach (PersonalDatum one in Find(text)) if ((seen ??= []).Add((name, one.Kind))) yield return Told(one.Kind, name);
            }
        }

        foreach ((string language, var fields) in content.Translations)
        {
            foreach ((string name, Translation translation) in fields)
            {
                foreach (PersonalDatum one in Find(translation.Text)) if ((seen ??= []).Add((name, one.Kind))) yield return Told(one.Kind, $"translations.{language}.{name}");
            }
        }

        foreach (LinkMention link in links)
        {
            foreach (PersonalDatum one in Find(link.Target)) if ((seen ??= []).Add((link.Field, one.Kind))) yield return Told(one.Kind, link.Field);
            foreach (PersonalDatum one in Find(link.Note ?? "")) if ((seen ??= []).Add((link.Field, one.Kind))) yield return Told(one.Kind, link.Field);
        }
    }

    public static IReadOnlyList<PersonalDatum> Find(string text)
    {
        if (text.Length < 6) return [];
        bool isAddress = text.Contains('@') || text.Contains("(at)", StringComparison.OrdinalIgnoreCase) || text.Contains("[at]", StringComparison.OrdinalIgnoreCase);
        int digits = 0;
        bool hasDigit = text.AsSpan().ContainsAny(Digits);
        bool hasLink = text.Contains('/');
        bool mayHoldStreet = hasDigit && StreetAddress.MayHold(text);
        if (hasDigit) foreach (char letter in text) if (char.IsDigit(letter)) digits++;
        // Most texts hold none of it, and are done here.
        return isAddress || hasLink || mayHoldStreet || digits >= 6 ? Find(text, isAddress, hasLink, mayHoldStreet, digits) : [];
    }

    private static List<PersonalDatum> Find(string text, bool isAddress, bool hasLink, bool mayHoldStreet, int digits)
    {
        List<PersonalDatum> found = [];
        if (isAddress) Add(Email(), PersonalDataKind.Email);
        if (hasLink) AddLinks(text, found);
        if (mayHoldStreet) StreetAddress.Find(text, (start, length) => Put(PersonalDataKind.Address, start, length));
        if (digits < 6) return found;
        Add(Position(), PersonalDataKind.Position);
        if (text.Contains('°')) Add(Sexagesimal(), PersonalDataKind.Position);
        StateNumber.Find(text, (start, length) => Put(PersonalDataKind.Number, start, length));
        foreach ((int start, int length) in PhoneNumber.Find(text)) Put(PersonalDataKind.Phone, start, length);
        return found;

        void Add(Regex regex, PersonalDataKind kind)
        {
            foreach (ValueMatch match in regex.EnumerateMatches(text)) Put(kind, match.Index, match.Length);
        }

        // A number of a state is no telephone number, too.
        void Put(PersonalDataKind kind, int start, int length)
        {
            if (found.Count < MostFound && !found.Exists(one => one.Start < start + length && start < one.Start + one.Length)) found.Add(new PersonalDatum(kind, start, length));
        }
    }

    private static void AddLinks(string text, List<PersonalDatum> found)
    {
        AddLinks(text, Invites, PersonalDataKind.Invite, found);
        AddLinks(text, Maps, PersonalDataKind.Position, found);
    }

    private static void AddLinks(string text, SearchValues<string> hosts, PersonalDataKind kind, List<PersonalDatum> found)
    {
        for (int from = 0; found.Count < MostFound && from < text.Length && text.AsSpan(from).IndexOfAny(hosts) is >= 0 and int at; from += at + 1)
        {
            // The name of the host is whole: chat.me/+ is another's.
            int start = from + at;
            if (start > 0 && char.IsLetterOrDigit(text[start - 1]) && text[start] != '/') continue;
            int length = text.AsSpan(start).IndexOfAny(LinkEnds) is >= 0 and int ended ? ended : text.Length - start;
            found.Add(new PersonalDatum(kind, start, length));
        }
    }

    private static Finding Told(PersonalDataKind kind, string field) => kind switch
    {
        PersonalDataKind.Email => new Finding("personal-email", field),
        PersonalDataKind.Phone => new Finding("personal-phone", field),
        PersonalDataKind.Invite => new Finding("personal-invite", field),
        PersonalDataKind.Address => new Finding("personal-address", field),
        PersonalDataKind.Position => new Finding("personal-position", field),
        _ => new Finding("personal-number", field),
    };

    [GeneratedRegex(@"[\p{L}\p{N}._%+'-]{1,64}\s{0,2}(?:@|[(\[]\s?at\s?[)\]])\s{0,2}[\p{L}\p{N}-]{1,63}(?:\s?(?:\.|[(\[]\s?dot\s?[)\]])\s?[\p{L}\p{N}-]{1,63}){0,4}(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)\p{L}{2,24}(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // Four decimals are some ten metres.
    [GeneratedRegex(@"(?<![\d.])[-+]?(?:[0-8]?\d\.\d{4,}|90\.0{4,})\s{0,2}[,;/ ]\s{0,2}[-+]?(?:1[0-7]\d|\d{1,2}|180)\.\d{4,}(?![\d.]*\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    [GeneratedRegex("""\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['’′](?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:["”″]|''))?\s?[NSEWO]""", RegexOptions.CultureInvariant)]
    private static partial Regex Sexagesimal();
}
