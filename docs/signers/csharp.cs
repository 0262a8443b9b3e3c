// dotnet new console -o signer, this file as signer/Program.cs; then: ecpay check-signer -- dotnet run --project signer
// A line in: {"id","salt","body"}. A line out: the signature of the text `body`. Put your own function in place of Sign().
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

for (string? line; (line = Console.ReadLine()) != null;)
{
    var one = JsonDocument.Parse(line).RootElement;
    Console.WriteLine(Sign(one.GetProperty("body").GetString()!, one.GetProperty("salt").GetString()!));
}

static string Sign(string body, string salt)
{
    var values = new List<string> { salt };
    foreach (var member in JsonDocument.Parse(body).RootElement.EnumerateObject())
    {
        if (member.Name is "app_id" or "thirdparty_id" or "sign" or "other_settle_params") continue;
        // ToString() of a boolean is True: the text of the JSON is wanted.
        var text = (member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()).Trim();
        if (text.Length > 1 && text[0] == '"' && text[^1] == '"') text = text[1..^1].Trim();
        if (text is not ("" or "null")) values.Add(text);
    }
    // CompareOrdinal compares UTF-16; these are the bytes of UTF-8.
    values.Sort((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
    return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(string.Join("&", values)))).ToLowerInvariant();
}
