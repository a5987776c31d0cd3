using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using CommunityGraph.Layouts;
using Kindred.Features.Picturing.Threads;
using Kindred.Features.Sampling;
using Kindred.Features.Shared.Svg;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>Nothing in the picture of a thread lies over a name, over words, or over a mark that is not its own.</summary>
public sealed class ThreadPlanTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_the_ways_are_words_marks_and_lines_keep_clear_of_each_other(bool isUpright)
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Random chance = new(seed);
            int records = 2 + chance.Next(14);
            List<(int From, int To)> steps = [];
            for (int way = 0; way < 5; way++)
            {
                // Any way that comes to nothing twice: the other ways may pass it the other way round.
                int[] between = [.. Enumerable.Range(1, records - 2).OrderBy(_ => chance.Next()).Take(chance.Next(Math.Min(7, records - 1)))];
                int[] through = [0, .. between, records - 1];
                steps.AddRange(through.Zip(through.Skip(1)));
            }

            (int From, int To)[] each = [.. steps.DistinctBy(step => (Math.Min(step.From, step.To), Math.Max(step.From, step.To)))];
            int[] there = [.. each.SelectMany(step => new[] { step.From, step.To }).Distinct().Order()];
            ThreadShape shape = new(
                isUpright, [.. there.Select(_ => (20d + chance.Next(110), 14d * (1 + chance.Next(3))))], there.Length - 1,
                [.. each.Select(step => (Array.IndexOf(there, step.From), Array.IndexOf(there, step.To)))], [.. each.Select(_ => (10d + chance.Next(100), 14d * (1 + chance.Next(2))))]);
            ThreadPlan plan = ThreadPlan.Of(shape);
            Assert.All(shape.Steps.Index(), step => Assert.Equal((plan.Marks[step.Item.From], plan.Marks[step.Item.To]), (plan.Courses[step.Index][0], plan.Courses[step.Index][^1])));
            Clear([.. plan.Names, .. plan.Words, .. plan.Doubts.Select(doubt => new ThreadBox(doubt.X - 5, doubt.Y - 5, 10, 10))], plan.Marks, [.. plan.Names.Concat(plan.Words)], plan.Courses);
            Assert.All([.. plan.Names, .. plan.Words], box => Assert.True(box is { Left: >= -0.01, Top: >= -0.01 } && box.Left + box.Width <= plan.Width + 0.01 && box.Top + box.Height <= plan.Height + 0.01));
        }
    }

    [Fact]
    public async Task So_they_do_in_the_sample()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        string[] ids = [.. JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/records?size=100")).RootElement.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetString()!)];
        int drawn = 0;
        foreach ((string from, string to) in ids.Zip(ids.Skip(31)).Where((_, at) => at % 6 == 0))
        {
            foreach (string language in (string[])["en", "ar"])
            {
                string page = await Told.Text(anyone, $"/thread?from={from}&to={to}&lang={language}", "text/html");
                foreach (string svg in page.Split("<svg").Skip(1).Select(part => "<svg" + part.Split("</svg>")[0] + "</svg>"))
                {
                    Drawn(XDocument.Parse(svg));
                    drawn++;
                }
            }
        }

        Assert.True(drawn > 20);
    }

    private static void Drawn(XDocument svg)
    {
        List<ThreadBox> words = [];
        foreach (XElement text in svg.Descendants("text").Where(text => text.Attribute("class")!.Value.StartsWith("label", StringComparison.Ordinal)))
        {
            string[] style = text.Attribute("class")!.Value.Split(' ');
            (double size, double height) = style.Contains("part") ? (14 * 1.1, 16d) : (12d, 14d);
            double width = SvgText.Width(text.Value) * size, x = Number(text, "x");
            words.Add(new ThreadBox(style.Contains("m") ? x - (width / 2) : style.Contains("e") ? x - width : x, Number(text, "y") - (height * 0.75), width, height));
        }

        Point[] marks = [.. svg.Descendants("use").Where(use => use.Parent!.Name == "a").Select(use => new Point(Number(use, "x"), Number(use, "y")))];
        Point[][] courses = [.. svg.Descendants("path").Where(path => path.Parent!.Name == "a").Select(path => path.Attribute("d")!.Value[1..].Split('L').Select(place => place.Split(' ')).Select(place => new Point(Parsed(place[0]), Parsed(place[1]))).ToArray())];
        Assert.NotEmpty(courses);
        Clear(words, marks, words, courses);
    }

    private static void Clear(List<ThreadBox> boxes, IReadOnlyList<Point> marks, IReadOnlyList<ThreadBox> texts, IReadOnlyList<IReadOnlyList<Point>> courses)
    {
        for (int one = 0; one < boxes.Count; one++)
        {
            for (int other = 0; other < one; other++) Assert.False(Meet(boxes[one], boxes[other]), $"{boxes[one]} lies over {boxes[other]}.");
            foreach (Point mark in marks) Assert.False(Meet(boxes[one], Around(mark)), $"{boxes[one]} lies over the mark at {mark}.");
        }

        foreach (IReadOnlyList<Point> course in courses)
        {
            for (int at = 1; at < course.Count; at++)
            {
                foreach (ThreadBox text in texts) Assert.False(Crosses(course[at - 1], course[at], text), $"The line from {course[at - 1]} to {course[at]} crosses {text}.");
                foreach (Point mark in marks.Where(mark => mark != course[0] && mark != course[^1])) Assert.False(Crosses(course[at - 1], course[at], Around(mark)), $"The line from {course[at - 1]} to {course[at]} crosses the mark at {mark}.");
            }
        }

        for (int one = 0; one < marks.Count; one++) Assert.All(Enumerable.Range(0, one), other => Assert.False(Meet(Around(marks[one]), Around(marks[other]))));
    }

    private static ThreadBox Around(Point mark) => new(mark.X - KindMark.Radius, mark.Y - KindMark.Radius, 2 * KindMark.Radius, 2 * KindMark.Radius);

    private static bool Meet(ThreadBox one, ThreadBox other) =>
        one.Left + 0.2 < other.Left + other.Width && other.Left + 0.2 < one.Left + one.Width && one.Top + 0.2 < other.Top + other.Height && other.Top + 0.2 < one.Top + one.Height;

    /// <summary>The line is cut to the box (Liang and Barsky 1984).</summary>
    private static bool Crosses(Point from, Point to, ThreadBox box)
    {
        (double first, double last) = (0, 1);
        double dx = to.X - from.X, dy = to.Y - from.Y;
        foreach ((double along, double room) in ((double, double)[])[(-dx, from.X - box.Left - 0.2), (dx, box.Left + box.Width - 0.2 - from.X), (-dy, from.Y - box.Top - 0.2), (dy, box.Top + box.Height - 0.2 - from.Y)])
        {
            if (along == 0 && room < 0) return false;
            if (along < 0) first = Math.Max(first, room / along);
            if (along > 0) last = Math.Min(last, room / along);
        }

        return first < last;
    }

    private static double Number(XElement of, string name) => Parsed(of.Attribute(name)!.Value);

    private static double Parsed(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
