using CommunityGraph.Layouts;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGraph.Tests.Layouts;

public class LabelTests
{
    private static readonly LabelOptions Sheet = new() { Width = 400, Height = 300, Radius = 6, Gap = 3 };

    private static readonly Arbitrary<(Point Place, (double, double) Size)[]> Crowds = Arb.From(
        (from x in Gen.Choose(10, 390) from y in Gen.Choose(10, 290) from wide in Gen.Choose(0, 120) from lines in Gen.Choose(1, 2) select (new Point(x, y), ((double)wide, lines * 14.0))).ListOf(60).Select(list => list.ToArray()));

    [Fact]
    public void No_label_covers_another_or_a_mark_or_leaves_the_sheet() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Crowds, crowd =>
    {
        Point[] places = [.. crowd.Select(one => one.Place)];
        (double Width, double Height)[] sizes = [.. crowd.Select(one => one.Size)];
        LabelSide[] sides = LabelPlacement.Place(places, sizes, [.. Enumerable.Range(0, places.Length)], Sheet);
        (double Left, double Top, double Right, double Bottom)[] boxes =
        [
            .. Enumerable.Range(0, places.Length).Where(at => sides[at] != LabelSide.None).Select(at =>
            {
                Point corner = LabelPlacement.Corner(places[at], sizes[at], sides[at], Sheet);
                return (corner.X, corner.Y, corner.X + sizes[at].Width, corner.Y + sizes[at].Height);
            }),
        ];
        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= Sheet.Width && box.Bottom <= Sheet.Height));
        for (int one = 0; one < boxes.Length; one++)
        {
            for (int other = one + 1; other < boxes.Length; other++) Assert.False(Meets(boxes[one], boxes[other]), "Two labels meet.");
            Assert.DoesNotContain(places, place => Meets(boxes[one], (place.X - 6, place.Y - 6, place.X + 6, place.Y + 6)));
        }

        Assert.All(Enumerable.Range(0, places.Length).Where(at => sizes[at].Width <= 0), at => Assert.Equal(LabelSide.None, sides[at]));
    }));

    [Fact]
    public void A_label_stands_at_the_first_side_that_is_free_and_the_first_named_comes_first()
    {
        Point[] places = [new(200, 100), new(230, 100)];
        Assert.Equal([LabelSide.Left, LabelSide.Right], LabelPlacement.Place(places, [(40, 14), (40, 14)], [0, 1], Sheet));
        Assert.Equal([LabelSide.Below, LabelSide.None], LabelPlacement.Place([new(200, 100), new(200, 96)], [(380, 14), (380, 14)], [0], Sheet with { Radius = 1 }));
    }

    [Fact]
    public void A_label_stands_where_no_edge_leads()
    {
        Point[] places = [new(200, 150), new(300, 150), new(100, 160), new(200, 250)];
        Assert.Equal(LabelSide.Above, LabelPlacement.Place(places, [(40, 14), (0, 0), (0, 0), (0, 0)], [0], Sheet, Graphs.Of(4, (0, 1), (0, 2), (0, 3)))[0]);
        Assert.Equal(LabelSide.Left, LabelPlacement.Place(places, [(40, 14), (0, 0), (0, 0), (0, 0)], [0], Sheet, Graphs.Of(4, (0, 1), (0, 3)))[0]);
    }

    [Fact]
    public void A_label_crosses_no_line_that_is_barred_and_others_only_where_it_has_no_other_room()
    {
        (Point, Point) right = (new(215, 0), new(215, 300)), left = (new(185, 0), new(185, 300)), level = (new(0, 165), new(400, 165)), above = (new(0, 135), new(400, 135));
        Assert.Equal([LabelSide.Left], LabelPlacement.Place([new(200, 150)], [(40, 14)], [0], Sheet with { Avoided = [right] }));
        Assert.Equal([LabelSide.Right], LabelPlacement.Place([new(200, 150)], [(40, 14)], [0], Sheet with { Avoided = [right, left, level, above] }));
        Assert.Equal([LabelSide.None], LabelPlacement.Place([new(200, 150)], [(40, 14)], [0], Sheet with { Barred = [right, left, level, above] }));
        Assert.Equal([LabelSide.Above], LabelPlacement.Place([new(200, 150)], [(20, 14)], [0], Sheet with { Barred = [right, left], Avoided = [level] }));
        // A line that ends before the label does not cross it.
        Assert.Equal([LabelSide.Right], LabelPlacement.Place([new(200, 150)], [(40, 14)], [0], Sheet with { Barred = [(new(300, 150), new(260, 150))] }));
    }

    [Fact]
    public void Where_no_side_is_free_a_corner_is_taken()
    {
        (Point, Point)[] cross = [(new(0, 150), new(400, 150)), (new(200, 0), new(200, 300))];
        Assert.Equal([LabelSide.None], LabelPlacement.Place([new(200, 150)], [(40, 14)], [0], Sheet with { Barred = cross }));
        Assert.Equal([LabelSide.RightAbove], LabelPlacement.Place([new(200, 150)], [(40, 14)], [0], Sheet with { Barred = cross, HasCorners = true }));
    }

    [Fact]
    public void No_label_stands_where_it_could_be_taken_for_that_of_another_point()
    {
        // Between two points it would be hardly nearer to its own.
        Assert.Equal(LabelSide.Left, LabelPlacement.Place([new(200, 150), new(260, 150)], [(40, 14), (0, 0)], [0], Sheet)[0]);
        Assert.Equal(LabelSide.Right, LabelPlacement.Place([new(200, 150), new(264, 150)], [(40, 14), (0, 0)], [0], Sheet)[0]);
        // What stands beside its own point, as the next of a row, takes nothing from a label above or below.
        (Point, Point)[] level = [(new(0, 150), new(400, 150))];
        Assert.Equal(LabelSide.Below, LabelPlacement.Place([new(200, 150), new(220, 150)], [(60, 14), (0, 0)], [0], Sheet with { Barred = level })[0]);
        Assert.Equal(LabelSide.Above, LabelPlacement.Place([new(200, 150), new(200, 184)], [(60, 14), (0, 0)], [0], Sheet with { Barred = level })[0]);
        // At a corner it belongs to whoever is near.
        (Point, Point)[] cross = [.. level, (new(200, 0), new(200, 300))];
        Assert.Equal(LabelSide.RightBelow, LabelPlacement.Place([new(200, 150), new(258, 134)], [(40, 14), (0, 0)], [0], Sheet with { Barred = cross, HasCorners = true })[0]);
        Assert.Equal(LabelSide.None, LabelPlacement.Place([new(200, 150), new(258, 134), new(258, 166), new(142, 134), new(142, 166)], [(40, 14), (0, 0), (0, 0), (0, 0), (0, 0)], [0], Sheet with { Barred = cross, HasCorners = true })[0]);
    }

    [Fact]
    public void Who_has_no_room_at_any_side_has_no_label() =>
        Assert.Equal([LabelSide.None], LabelPlacement.Place([new(200, 150)], [(500, 14)], [0], Sheet));

    private static bool Meets((double Left, double Top, double Right, double Bottom) one, (double Left, double Top, double Right, double Bottom) other) =>
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom;
}
