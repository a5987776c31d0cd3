using System.Globalization;
using Kindred.Features.Stewarding;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class World
{
    /// <summary>The depositor, a steward or a keeper sets a day before which something is not public, or ends the one that they set.</summary>
    private async Task KeepBack(int one, int other, int third)
    {
        if (Subject(one) is not { } subject) return;
        DateOnly? until = third % 3 == 0 ? null : Today.AddDays(1 + (third % 40));
        KeepBack act = new(writer, kinds, embargoing, clock);
        switch (other % 4)
        {
            case 0:
                await Write(session => embargoing.ByDepositor(session, [subject], until, Today));
                Log($"its depositor keeps {Name(subject)} back until {until?.ToString("O", CultureInfo.InvariantCulture) ?? "now"}");
                Oracle.KeptBack(subject, null, "depositor", until);
                break;
            case 1:
                if (await act.Do(subject, null, until, "why", Keeper(one), CancellationToken.None) is not KeepBackOutcome.Done) break;
                Log($"{Keeper(one).Handle} keeps {Name(subject)} back until {until?.ToString("O", CultureInfo.InvariantCulture) ?? "now"}");
                Oracle.KeptBack(subject, null, "desk", until);
                break;
            default:
                if (await Steward(other, third) is not { } steward) break;
                if (await act.Do(subject, null, until, null, steward, CancellationToken.None) is not KeepBackOutcome.Done) break;
                Log($"{steward.Handle} keeps {Name(subject)} back for {Name(steward.Communities[0])} until {until?.ToString("O", CultureInfo.InvariantCulture) ?? "now"}");
                Oracle.KeptBack(subject, steward.Communities[0], steward.Handle, until);
                break;
        }
    }
}
