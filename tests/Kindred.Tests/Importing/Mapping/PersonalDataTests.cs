using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>What may lead to a person is read by somebody before anyone reads it; years, amounts and case numbers are not asked about.</summary>
public class PersonalDataTests
{
    [Theory]
    [InlineData("write to amina.k+x@example.org today", PersonalDataKind.Email)]
    [InlineData("amina (at) example (dot) org", PersonalDataKind.Email)]
    [InlineData("اكتبوا إلى amina@مثال.إختبار", PersonalDataKind.Email)]
    [InlineData("+1 212 555 0123", PersonalDataKind.Phone)]
    [InlineData("(212) 555-0123", PersonalDataKind.Phone)]
    [InlineData("call 212-555-0123.", PersonalDataKind.Phone)]
    [InlineData("212.555.0123", PersonalDataKind.Phone)]
    [InlineData("1-212-555-0123", PersonalDataKind.Phone)]
    [InlineData("+49 30 1234567", PersonalDataKind.Phone)]
    [InlineData("Tel. 030/1234567", PersonalDataKind.Phone)]
    [InlineData("teléfono: 612 345 678", PersonalDataKind.Phone)]
    [InlineData("06 12 34 56 78", PersonalDataKind.Phone)]
    [InlineData("020 7946 0958", PersonalDataKind.Phone)]
    [InlineData("هاتف ٠٥٩٩ ١٢٣ ٤٥٦", PersonalDataKind.Phone)]
    [InlineData("电话：13812345678", PersonalDataKind.Phone)]
    [InlineData("SĐT: 0912345678", PersonalDataKind.Phone)]
    [InlineData("https://chat.whatsapp.com/AbCdEf", PersonalDataKind.Invite)]
    [InlineData("join t.me/+AbCdEf", PersonalDataKind.Invite)]
    [InlineData("https://us02web.zoom.us/j/123?pwd=x", PersonalDataKind.Invite)]
    [InlineData("https://signal.group/#CjQK", PersonalDataKind.Invite)]
    [InlineData("meet.google.com/abc-defg-hij", PersonalDataKind.Invite)]
    [InlineData("at 1234 West 6th Street, Apt 5", PersonalDataKind.Address)]
    [InlineData("lives at 12 Elm St.", PersonalDataKind.Address)]
    [InlineData("Calle de Alcalá 45", PersonalDataKind.Address)]
    [InlineData("Av. Insurgentes Sur, 1602", PersonalDataKind.Address)]
    [InlineData("12 bis, rue de la République", PersonalDataKind.Address)]
    [InlineData("Karl-Marx-Straße 14", PersonalDataKind.Address)]
    [InlineData("Prinsengracht 263", PersonalDataKind.Address)]
    [InlineData("Rua Augusta, 1500", PersonalDataKind.Address)]
    [InlineData("Via Garibaldi 12", PersonalDataKind.Address)]
    [InlineData("شارع الحمرا 12", PersonalDataKind.Address)]
    [InlineData("số 12 đường Lê Lợi", PersonalDataKind.Address)]
    [InlineData("南京东路300号", PersonalDataKind.Address)]
    [InlineData("met at 40.712728, -74.006015", PersonalDataKind.Position)]
    [InlineData("40°42′46″N 74°00′22″W", PersonalDataKind.Position)]
    [InlineData("https://www.google.com/maps/@40.7,-74.0,17z", PersonalDataKind.Position)]
    [InlineData("SSN 123-45-6789", PersonalDataKind.Number)]
    [InlineData("A-Number: A123456789", PersonalDataKind.Number)]
    [InlineData("DNI 12345678Z", PersonalDataKind.Number)]
    public void It_is_found(string text, PersonalDataKind kind) => Assert.Contains(PersonalData.Find(text), one => one.Kind == kind);

    [Theory]
    [InlineData("In 1942-1945 some 6,000 people marched; 320 signed.")]
    [InlineData("2017-01-28, 28.01.2017 and 1/28/2017")]
    [InlineData("Case Number 1984AA00L294, 2014N0300013, 201490090010")]
    [InlineData("ISBN 978-0-14-044913-6, DOI 10.1000/182")]
    [InlineData("https://www.cnbc.com/2021/12/22/amazon-2125550123.html")]
    [InlineData("https://zoom.us/about and https://discord.com/")]
    [InlineData("@rubyfuza, @shushugah")]
    [InlineData("1-800-273-8255")]
    [InlineData("$212-555-0123 million")]
    [InlineData("In 2017 Main Street was closed. The Way of 12 women.")]
    [InlineData("Take 5 minutes. 3 St. Louis locals, 24 hours")]
    [InlineData("version 40.71, -74.00")]
    [InlineData("1939 New York World's Fair, 50 Years On")]
    [InlineData("The strike of 123-456 workers; scores 12-10-2012")]
    [InlineData("The people of the river have no number")]
    [InlineData("")]
    public void What_is_none_is_left_alone(string text) => Assert.Empty(PersonalData.Find(text));

    [Fact]
    public void Whoever_holds_it_is_read_before_it_is_public_and_what_it_says_is_not_repeated()
    {
        ImportRow row = TestRows.Map("""{"kindredProfile": 1, "kind": "action", "columns": {"t": "title", "s": "story", "w": "where", "u": "sources.url"}}""",
            ("t", "A"), ("s", "Write to amina@example.org or call (212) 555-0123."), ("w", "12 Elm Street"), ("u", "https://chat.whatsapp.com/AbCdEf"));
        Assert.Equal(["personal-address", "personal-email", "personal-invite", "personal-phone"], row.Findings.Select(one => one.Finding.Code).Order());
        Assert.All(row.Findings, one => Assert.Equal((RowConsequence.Reviewed, (string?)null), (one.Consequence, one.Finding.Value)));
        Assert.Equal(["story", "where", "sources", "story"], row.Findings.OrderBy(one => one.Finding.Code == "personal-phone" ? 3 : one.Finding.Code == "personal-email" ? 0 : one.Finding.Code == "personal-address" ? 1 : 2).Select(one => one.Finding.Field));
    }

    [Fact]
    public void A_door_says_how_to_reach_it()
    {
        ImportRow row = TestRows.Map("""{"kindredProfile": 1, "kind": "door", "columns": {"t": "title", "w": "whatIsAsked", "r": "howToReach", "c": "closes"}}""",
            ("t", "A"), ("w", "Come"), ("r", "amina@example.org"), ("c", "2027-01-01"));
        Assert.Empty(row.Findings);
    }
}
