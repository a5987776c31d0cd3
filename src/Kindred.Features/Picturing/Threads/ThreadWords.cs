using System.Collections.Immutable;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing.Threads;

/// <summary>What is said of a thread in words, on its page, in its picture and in the terminal.</summary>
public static class ThreadWords
{
    public static string Title(ThreadFound found, Texts texts) => texts.Format("thread.between", ViewWords.Name(found.From, texts), ViewWords.Name(found.To, texts));

    /// <summary>How many ways there are, or why there is none.</summary>
    public static string Counts(ThreadFound found, Texts texts) => found switch
    {
        { IsOne: true } => texts["thread.one"],
        { Ways: [] } => texts.Format("thread.none", texts.Number(PublicPaths.MostSteps)),
        _ => texts.Count("thread.ways", found.Ways.Length),
    };

    public static IEnumerable<string> Remarks(ThreadFound found, Texts texts) => found.IsThroughShared ? [texts.Format("thread.through-shared", texts.Number(PublicPaths.MostShared))] : [];

    public static string Way(int number, ThreadWay way, Texts texts) => texts.Format("thread.way", texts.Number(number), texts.Count("circle.steps", way.Steps.Length));

    /// <summary>For a terminal.</summary>
    public static IEnumerable<string> Lines(ThreadFound found, Texts texts)
    {
        yield return Title(found, texts);
        yield return Counts(found, texts);
        foreach (string remark in Remarks(found, texts)) yield return remark;
        foreach ((int at, ThreadWay way) in found.Ways.Index())
        {
            yield return "";
            yield return Way(at + 1, way, texts);
            foreach (ImmutableArray<StepRead> step in way.Steps)
            {
                yield return "  " + step[0].Sentence(texts);
                foreach (string said in ClaimWords.Lines(step[0].Line.Connection.Value.Words, texts)) yield return "    " + said;
                if (!step[0].Line.Disputes.IsEmpty) yield return "    " + texts["svg.disputed"];
                yield return $"    /c/{step[0].Line.Connection.Value.Id}";
            }
        }
    }
}
