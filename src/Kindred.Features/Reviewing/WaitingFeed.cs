using System.Globalization;
using System.Text;
using System.Xml;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Reviewing;

/// <summary><c>/feed/{token}.atom</c>: how much waits for one member. A number and nothing else, because a feed reader may be anybody's.</summary>
public static class WaitingFeed
{
    private const int Most = 1000;
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead("/feed/{token}.atom", Answer).ExcludeFromDescription();

    private static async Task<IResult> Answer(
        string token, IMemberStore members, IDepositStore deposits, IRecordStore records, Keystore keystore, Texts texts, Shell shell, TimeProvider time, HttpContext context)
    {
        CancellationToken cancel = context.RequestAborted;
        DateOnly today = time.Today();
        Session? session = await members.FindSession(keystore.HashSecret(token), today, cancel);
        Member? member = session?.Kind == SessionKind.Feed ? await members.Find(session.Handle, cancel) : null;
        if (member is null) return Problems.Result(Problem.NotFound);
        Viewer.Member viewer = CurrentViewer.ViewerOf(member, today);
        (int concerns, int setAside) = await deposits.CountConcerns(viewer, cancel);
        int ending = (await deposits.Ending(viewer, Most, cancel)).Count(one => !one.HasEnded(today));
        int waiting = (await records.PartsAwaiting(viewer, Most, cancel)).Count + (await AwaitedWords.OnWithdrawals(deposits, members, viewer, cancel)).Count + (await AwaitedWords.OnWishes(members, viewer, cancel)).Count
            + (await deposits.Waiting(viewer, Most, cancel)).Count + concerns + setAside
            + await deposits.Count(DepositState.Deposited, viewer, cancel) + await deposits.Count(DepositState.InReview, viewer, cancel);
        context.Response.Headers.CacheControl = "no-store";
        int yours = viewer.IsKeeper || viewer.IsSteward ? await deposits.CountWith(viewer, cancel) : 0;
        return Results.Bytes(Write(waiting, ending, yours, today, PublicAddress.Of(context.Request, shell) + "/desk", texts, shell), "application/atom+xml; charset=utf-8");
    }

    private static byte[] Write(int waiting, int ending, int yours, DateOnly today, string desk, Texts texts, Shell shell)
    {
        // A day, never an hour: when somebody's desk filled is nobody's to know.
        string day = today.Written() + "T00:00:00Z";
        using MemoryStream bytes = new();
        using (XmlWriter xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, texts.Language);
            xml.WriteElementString("id", Atom, "urn:kindred:waiting");
            xml.WriteElementString("title", Atom, shell.ArchiveName);
            xml.WriteElementString("updated", Atom, day);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, shell.ArchiveName);
            xml.WriteEndElement();
            WriteEntry(xml, "waiting", waiting, texts.Count("desk.feed.waiting", waiting), day, desk);
            WriteEntry(xml, "ending", ending, texts.Count("desk.feed.ending", ending), day, desk);
            WriteEntry(xml, "yours", yours, texts.Count("deposits.feed.yours", yours), day, desk);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, string what, int count, string title, string day, string desk)
    {
        if (count == 0) return;
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, string.Create(CultureInfo.InvariantCulture, $"urn:kindred:{what}:{count}"));
        xml.WriteElementString("title", Atom, title);
        xml.WriteElementString("updated", Atom, day);
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("href", desk);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
