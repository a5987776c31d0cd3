namespace CommunityGraph.Layouts;

/// <summary>A place in a picture: x to the right, y downwards.</summary>
public readonly record struct Point(double X, double Y);
