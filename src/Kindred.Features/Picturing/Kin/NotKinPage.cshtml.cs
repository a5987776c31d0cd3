using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Picturing.Kin;

/// <summary>Pairs that were said not to be kin, for who may take it back; and where that is said.</summary>
[MembersPage]
public sealed class NotKinPage(SayNotKin say, IRecordStore records, CurrentViewer viewer, PageFrame frame) : PageModel
{
    private const int MostListed = 100;

    public ImmutableArray<(RecordLine One, RecordLine Other)> NotKin { get; private set; } = [];

    /// <summary>One was taken back just now.</summary>
    public bool IsSaid { get; private set; }

    /// <summary>What she said just now was not remembered: there is no room for more.</summary>
    public bool IsFull { get; private set; }

    public async Task OnGet(string? said, string? full, CancellationToken cancel)
    {
        (IsSaid, IsFull) = (said is not null, full is not null);
        Viewer.Member member = (await viewer.Of(HttpContext)).AsMember!;
        IReadOnlySet<(RecordId One, RecordId Other)> pairs = await records.NotKin(member, cancel);
        RecordId[] named = [.. pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct()];
        Dictionary<RecordId, Record> there = (await records.Records(named, member, cancel)).ToDictionary(record => record.Value.Id, record => record.Value);
        Dictionary<RecordId, RecordLine> lines = (await records.Lines(named, member, cancel)).ToDictionary(line => line.Id);
        NotKin =
        [
            .. pairs.Where(pair => lines.ContainsKey(pair.One) && lines.ContainsKey(pair.Other) && (Answers(pair.One) || Answers(pair.Other)))
                .OrderBy(pair => pair.One).ThenBy(pair => pair.Other).Take(MostListed).Select(pair => (lines[pair.One], lines[pair.Other])),
        ];

        bool Answers(RecordId id) => there.TryGetValue(id, out Record? record) && SayNotKin.Answers(member, record);
    }

    /// <param name="of">The record of which the pairs were looked at; empty: all were.</param>
    public async Task<IActionResult> OnPost(string? of, string one, string other, bool isKin, CancellationToken cancel)
    {
        Viewer.Member member = (await viewer.Of(HttpContext)).AsMember!;
        NotKinAnswer answer = RecordId.TryParse(one, out RecordId first) && RecordId.TryParse(other, out RecordId second) ? await say.Do(first, second, isKin, member, cancel) : NotKinAnswer.NotThere;
        if (answer == NotKinAnswer.NotThere) return Problems.Result(Problem.NotFound);
        return Redirect(frame.To(answer == NotKinAnswer.Full ? "/desk/not-kin?full=1" : isKin ? "/desk/not-kin?said=1" : of is { Length: > 0 } ? $"/kin?of={Uri.EscapeDataString(of)}&said=1" : "/kin?said=1"));
    }
}
