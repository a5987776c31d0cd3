using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>Notices of fields as JSON: an object of the field's name and what is said before it.</summary>
internal static class NoticesInput
{
    /// <summary>A form sends what was emptied.</summary>
    public static bool IsNothing(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(one => one.Value.ValueKind == JsonValueKind.Null || (one.Value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(one.Value.GetString())));

    /// <summary>Null: there are none, or they were not to be read and a finding says so.</summary>
    public static FieldValue? Read(JsonElement value, string at, List<Finding> findings)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        List<(string, string)> notices = [];
        foreach (JsonProperty one in value.EnumerateObject())
        {
            if (one.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) findings.Add(new Finding("wrong-shape", $"{at}.{one.Name}"));
            else if (RecordInput.Text(value, one.Name) is { } notice) notices.Add((one.Name, notice));
        }

        return FieldNotices.Of(notices);
    }
}
