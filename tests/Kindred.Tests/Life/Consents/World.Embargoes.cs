using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class World
{
    private static readonly string[] KeptBackAlone = ["story", "unresolved", "where", OwnKindsHere.Weather];

    /// <summary>The depositor, a steward or a keeper sets a day before which something, or one field of it, is not public, or ends the one that they set.</summary>
    private async Task KeepBack(int one, int other, int third)
    {
        if (Subject(one) is not { } subject) return;
        DateOnly? until = third % 3 == 0 ? null : Today.AddDays(1 + (third % 40));
        RecordPart? part = third % 2 == 0 ? null : new RecordPart(KeptBackAlone[third / 2 % KeptBackAlone.Length]);
        KeepBack act = new(writer, kinds, embargoing, clock);
        switch (other % 4)
        {
            case 0:
                bool isKept = await Read(session =>
                {
                    if (part is { } field && Embargoing.WhyNot(session, kinds, subject, field) is not null) return false;
                    embargoing.ByDepositor(session, [subject], until, Today, part);
                    return true;
                });
                if (isKept) Note("its depositor", null, "depositor");
                break;
            case 1:
                if (await act.Do(subject, part, null, until, "why", Keeper(one), CancellationToken.None) is KeepBackOutcome.Done) Note(Keeper(one).Handle, null, "desk");
                break;
            default:
                if (await Steward(other, third) is not { } steward) break;
                if (await act.Do(subject, part, null, until, null, steward, CancellationToken.None) is KeepBackOutcome.Done) Note($"{steward.Handle}, for {Name(steward.Communities[0])},", steward.Communities[0], steward.Handle);
                break;
        }

        void Note(string who, RecordId? community, string setter)
        {
            Log($"{who} keeps {part?.Field ?? "all"} of {Name(subject)} back until {until?.ToString("O", CultureInfo.InvariantCulture) ?? "now"}");
            Oracle.KeptBack(subject, part?.Field, community, setter, until);
        }
    }
}
