namespace Kindred.Domain.Records;

/// <summary>What a reader is told before one field is opened, field by field: the notices of <see cref="Name"/> in a record's content. At most one of a field, in the
/// words and the language of whoever wrote the record. Pure.</summary>
public static class FieldNotices
{
    /// <summary>The field that holds them.</summary>
    public const string Name = "noticesOf";

    /// <summary>Parts of its entries.</summary>
    public const string Field = "field", Notice = "notice";

    /// <summary>Characters: it is read before what it is about, in one breath.</summary>
    public const int Longest = 200;

    /// <summary>What is said before this field; null: nothing.</summary>
    public static string? Before(RecordContent content, string field) => content.Entries(Name).FirstOrDefault(entry => entry[Field] == field)?[Notice];

    /// <summary>By the name of the field.</summary>
    public static IEnumerable<(string Field, string Notice)> All(RecordContent content) => All(content[Name]);

    public static IEnumerable<(string Field, string Notice)> All(FieldValue? notices) =>
        from entry in (notices as FieldValue.Entries)?.Items ?? [] let field = entry[Field] let notice = entry[Notice] where field is not null && notice is not null select (field, notice);

    /// <summary>Of the same notices there is one value: in the ordinal order of the fields, each field once. Null: there are none.</summary>
    public static FieldValue? Of(IEnumerable<(string Field, string Notice)> notices)
    {
        Entry[] entries = [.. notices.DistinctBy(one => one.Field).OrderBy(one => one.Field, StringComparer.Ordinal).Select(one => Entry.Of((Field, one.Field), (Notice, one.Notice)))];
        return entries.Length == 0 ? null : new FieldValue.Entries([.. entries]);
    }

    /// <summary>The content without the notice of one field, which goes where the field goes.</summary>
    public static RecordContent Without(RecordContent content, string field) =>
        Before(content, field) is null ? content : content.With(Name, Of(All(content).Where(one => one.Field != field)));

    /// <summary>With what it says before this field, where nothing is said before it yet.</summary>
    public static RecordContent With(RecordContent content, string field, string notice) =>
        Before(content, field) is not null ? content : content.With(Name, Of(All(content).Append((field, notice))));

    /// <summary>Without those of fields in which nothing is said any more: two people may have changed the one and the other.</summary>
    public static RecordContent OfWhatIsSaid(RecordContent content) =>
        All(content).Where(one => content[one.Field] is null).Aggregate(content, (left, gone) => Without(left, gone.Field));
}
